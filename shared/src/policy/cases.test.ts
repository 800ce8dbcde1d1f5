import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAction } from '../actions/catalogue.ts';
import { explainAction } from './explain.ts';
import {
  BASELINE_INPUT,
  inputOfCase,
  type PolicyCase,
  parsePolicyCases,
  runPolicyCases,
} from './policy-cases.ts';
import { RULE_IDS } from './rules.ts';
import { ENTRIES } from './testing/entries.ts';

const FOLDER = new URL('../../policy/cases/', import.meta.url);

function readCases(file: string): PolicyCase[] {
  const parsed = parsePolicyCases(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error}`);
  return parsed.value;
}

const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort();
const ALL = FILES.flatMap(readCases);

describe.each(FILES)('%s', (file) => {
  const results = runPolicyCases(readCases(file), findAction);
  it.each(results)('$name', ({ expected, found }) => {
    expect(found).toEqual(expected);
  });
});

describe('the table of cases', () => {
  it('holds at least 70 cases with a name of their own', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(70);
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  });

  it.each(RULE_IDS)('shows %s matching and not matching', (rule) => {
    const actions = ALL.flatMap((one) => one.actions);
    expect(actions.some(({ rules }) => rules.includes(rule))).toBe(true);
    expect(actions.some(({ rules }) => !rules.includes(rule))).toBe(true);
  });

  it('writes the baseline down in full', () => {
    const [baseline] = readCases('r000-baseline.json');
    expect(baseline?.actions[0]?.input).toEqual(BASELINE_INPUT);
  });

  it('reports a case that the policy answers differently', () => {
    const wrong = parsePolicyCases({
      about: 'a wrong case',
      cases: [{ name: 'wrong', class: 'refused', rules: ['R001'] }],
    });
    if (!wrong.ok) throw new Error(wrong.error);
    expect(runPolicyCases(wrong.value, findAction)).toEqual([
      {
        name: 'wrong',
        passed: false,
        expected: ['refused standard R001'],
        found: ['auto-execute standard R201'],
      },
    ]);
  });

  it.each([
    { name: 'no cases', content: { about: '', cases: [] } },
    {
      name: 'a class that does not exist',
      content: { about: '', cases: [{ name: '', class: 'ok', rules: [] }] },
    },
    { name: 'a key nobody knows', content: { about: '', cases: [], more: 1 } },
    { name: 'not an object', content: [] },
  ])('refuses a file with $name', ({ content }) => {
    expect(parsePolicyCases(content).ok).toBe(false);
  });
});

describe('the entries other tests of the policy use', () => {
  const real = ENTRIES.filter(({ type }) => findAction(type) !== undefined);

  it.each(real)('read as in the catalogue: $type', (entry) => {
    expect(findAction(entry.type)).toMatchObject({
      defaultClass: entry.defaultClass,
      level: entry.level,
      connections: entry.connections,
      reversibility: { kind: entry.reversibility.kind },
    });
  });

  it('cover the catalogue but for one that shows another connection', () => {
    expect(ENTRIES.length - real.length).toBe(1);
  });
});

describe('explanations', () => {
  it.each(ALL.filter(({ actions }) => actions.length === 1))(
    'of "$name" names every rule once',
    ({ actions: [action] }) => {
      if (action === undefined) throw new Error('a case has an action');
      const { rules, classification } = explainAction(inputOfCase(action), findAction);
      expect(rules.map(({ rule }) => rule)).toEqual(RULE_IDS);
      expect(
        rules.filter(({ matched }) => matched).map(({ rule, sentence }) => ({ rule, sentence })),
      ).toEqual(classification.reasons);
      expect(rules.every(({ facts }) => Object.keys(facts).length > 0)).toBe(true);
    },
  );
});
