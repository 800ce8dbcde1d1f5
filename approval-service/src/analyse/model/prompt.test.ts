import { createHash } from 'node:crypto';
import { CATALOGUE } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { readPromptFile } from '../../adapters/anthropic/read-prompt.ts';
import { parsePrompt } from './prompt.ts';
import { replyJsonSchema } from './reply-schema.ts';

const prompt = parsePrompt(readPromptFile());

/** Change the version in the file whenever this changes: decisions name it. */
const PINNED = { version: '2026-11-24.1', sha256: 'd56a96104eaa96d1' };

describe('the prompt', () => {
  it('has a version that changes with its text', () => {
    const sha256 = createHash('sha256').update(prompt.text).digest('hex').slice(0, 16);
    expect({ version: prompt.version, sha256 }).toEqual(PINNED);
  });

  it('names every action of the catalogue, in under 40,000 characters', () => {
    for (const { type } of CATALOGUE) expect(prompt.text).toContain(`\n${type}(`);
    expect(prompt.text).toContain('custom_field.create(name, fieldType, project?, options?[])');
    expect(prompt.text).toContain('changes?[]: (change: {grant|revoke}, permission, holder)');
    expect(prompt.text.length).toBeLessThan(40_000);
  });

  it('is refused without a version or a place for the catalogue', () => {
    expect(() => parsePrompt('You read tickets.')).toThrow(/version/);
    expect(() => parsePrompt('version: 2026-11-24.1\nYou read tickets.')).toThrow(/catalogue/);
  });
});

interface Node {
  [key: string]: unknown;
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

describe('the schema of a reply', () => {
  const nodes = nodesOf(replyJsonSchema());

  it('keeps to what structured outputs take: closed objects, nothing optional, few unions, no bounds', () => {
    const objects = nodes.filter(({ type }) => type === 'object');
    expect(objects.length).toBeGreaterThan(4);
    for (const node of objects) {
      expect(node['additionalProperties']).toBe(false);
      expect(node['required']).toEqual(Object.keys(node['properties'] as object));
    }
    const unions = nodes.filter(({ anyOf, oneOf, type }) => anyOf || oneOf || Array.isArray(type));
    expect(unions.length).toBeLessThanOrEqual(16);
    const keys = new Set(nodes.flatMap(Object.keys));
    for (const bound of [
      'pattern',
      'minLength',
      'maxLength',
      'minimum',
      'maximum',
      'maxItems',
      '$ref',
    ])
      expect(keys).not.toContain(bound);
  });
});
