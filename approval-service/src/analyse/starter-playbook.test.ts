import { type Analysis, findAction, type TicketSnapshot } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyseByPlaybook } from './analyse-by-playbook.ts';
import { hasQuestion } from './build-question.ts';
import { compilePlaybook } from './playbook.ts';
import { STARTER_PLAYBOOK, STARTER_RULES } from './starter-playbook.ts';

/** The first line is the summary, the rest the description. */
function analyse(text: string): Analysis {
  const [summary = '', ...rest] = text.split('\n');
  const snapshot: TicketSnapshot = {
    summary,
    description: rest.join('\n'),
    reporterDisplayName: 'Dan',
    status: 'Open',
    comments: [],
  };
  return analyseByPlaybook({ snapshot, voiceOf: () => 'reporter', rules: STARTER_PLAYBOOK });
}

const matches = STARTER_RULES.flatMap((rule) =>
  rule.matches.map((example) => ({ rule, example, text: example.text })),
);
const misses = STARTER_RULES.flatMap((rule) => rule.misses.map((text) => ({ rule, text })));

describe('the starter playbook', () => {
  it.each(matches)('$rule.ruleId reads: $text', ({ rule, example }) => {
    const analysis = analyse(example.text);
    if (rule.effect.kind === 'ask') expect(analysis.outcome).toBe('ask');
    else if (rule.effect.kind === 'unsupported') {
      expect(analysis).toMatchObject({ outcome: 'unsupported', sentence: rule.effect.sentence });
    } else {
      const actions = analysis.outcome === 'plan' ? analysis.actions : [];
      expect(actions.map(({ args }) => args)).toEqual(example.actions);
      const type = rule.effect.kind === 'propose' ? rule.effect.type : '';
      expect(actions.every((action) => action.type === type)).toBe(true);
    }
  });

  it.each(misses)('$rule.ruleId proposes nothing for: $text', ({ rule, text }) => {
    const analysis = analyse(text);
    const types = analysis.outcome === 'plan' ? analysis.actions.map(({ type }) => type) : [];
    const type = rule.effect.kind === 'propose' ? rule.effect.type : 'kraken.change';
    expect(types).not.toContain(type);
  });

  it.each(matches)('$rule.ruleId proposes what the catalogue takes: $text', ({ text }) => {
    const analysis = analyse(text);
    for (const { type, args } of analysis.outcome === 'plan' ? analysis.actions : []) {
      const parsed = findAction(type)?.schema.safeParse(args);
      // A change of Kraken itself is no action: the policy refuses it.
      if (type !== 'kraken.change') expect(parsed, type).toMatchObject({ success: true });
    }
  });

  it('names only actions and arguments of the catalogue', () => {
    for (const { ruleId, effect } of STARTER_RULES) {
      if (effect.kind !== 'propose' || effect.type === 'kraken.change') continue;
      const schema = findAction(effect.type)?.schema;
      expect(schema, `${ruleId}: ${effect.type}`).toBeInstanceOf(z.ZodObject);
      const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
      for (const name of [...Object.keys(effect.args), ...effect.needs]) {
        expect(known, `${ruleId}: ${name}`).toContain(name);
      }
    }
  });

  it('has examples for every rule, and counter-examples for every rule that proposes', () => {
    for (const { ruleId, matches: examples, misses: counter, effect } of STARTER_RULES) {
      expect(examples.length, ruleId).toBeGreaterThan(0);
      if (effect.kind === 'propose') expect(counter.length, ruleId).toBeGreaterThan(0);
    }
  });

  it('has a question in plain words for everything a rule needs', () => {
    const needs = STARTER_RULES.flatMap(({ effect }) =>
      effect.kind === 'propose' ? effect.needs : [],
    );
    expect([...new Set(needs)].filter((name) => !hasQuestion(name))).toEqual([]);
  });

  it('has unique rule ids and compiles', () => {
    const ids = STARTER_RULES.map(({ ruleId }) => ruleId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(compilePlaybook(STARTER_RULES).ok).toBe(true);
  });
});
