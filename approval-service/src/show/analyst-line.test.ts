import type { ModelInfo } from '@kraken/shared';
import { expect, it } from 'vitest';
import { analystLine } from './analyst-line.ts';

const MODEL: ModelInfo = {
  kind: 'model',
  modelId: 'claude-sonnet-5-5',
  promptVersion: '2026-11-24.1',
  tokens: { input: 1_000, output: 200, cacheRead: 9_200, cacheWrite: 0 },
  costMicroUsd: 5_840,
  latencyMs: 2_140,
  masks: ['GitHub token', 'GitHub token', 'password'],
};

it.each([
  [
    MODEL,
    'Read by the model (claude-sonnet-5-5, prompt 2026-11-24.1, 2.1 s; 10,200 tokens read, 200 written; 0.0058 US dollars; masked before it was sent: GitHub token, password).',
  ],
  [
    { kind: 'playbook' as const, ruleIds: ['starter.member-add'] },
    'Read by the playbook (starter.member-add).',
  ],
  [
    {
      kind: 'playbook' as const,
      ruleIds: [],
      asked: { ...MODEL, tokens: null, costMicroUsd: null, masks: [] },
    },
    'Read by the playbook. The model was asked as well and found no request (claude-sonnet-5-5, prompt 2026-11-24.1, 2.1 s).',
  ],
  [{ kind: 'press' as const, of: 'dec_1' }, undefined],
])('says who read a ticket and what it took: %j', (analyst, line) => {
  expect(analystLine(analyst)).toBe(line);
});
