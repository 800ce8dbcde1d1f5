/** The property of plans (POLICY.md): an action's class depends on other actions through needs and totals only. */
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAction } from './classify-action.ts';
import { classifyPlan } from './classify-plan.ts';
import { isAtLeastAsStrict } from './evaluate-rules.ts';
import type { PlanMember } from './plan-context.ts';
import { BASELINE_INPUT } from './policy-cases.ts';
import { BYTES_PER_INPUT, decodeInput, policyBytes } from './testing/decode-input.ts';
import { testCatalogue } from './testing/entries.ts';

/** `npm run check` takes 100,000. */
const RUNS = { seed: 20261124, numRuns: Number(process.env['KRAKEN_POLICY_RUNS'] ?? 20_000) };
const TIMEOUT_MS = 120_000;
const MEMBERS = 3;
const FROM_PLAN = ['R004', 'R106', 'R107', 'R114'];
const FALLBACKS = ['R201', 'R999'];

/** A plan of three; the bytes after the inputs say what each action needs (a bit for every earlier one). */
function decodePlan(bytes: Uint8Array): PlanMember[] {
  const needs = bytes.subarray(MEMBERS * BYTES_PER_INPUT);
  return Array.from({ length: MEMBERS }, (_, index) => ({
    index,
    dependsOn: [0, 1].filter((at) => at < index && ((needs[index] ?? 0) >> at) % 4 === 1),
    input: decodeInput(bytes, index * BYTES_PER_INPUT),
  }));
}

const plans = policyBytes(MEMBERS, MEMBERS).map(decodePlan);

describe('an action of a plan', () => {
  it('never gets looser because another one is added', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const [, , last] = plan;
        const fewer = classifyPlan(plan.slice(0, 2), testCatalogue);
        const more = classifyPlan(plan, testCatalogue);
        return (
          last !== undefined &&
          fewer.every(({ index, classification }) => {
            const grown = more[index]?.classification;
            return grown !== undefined && isAtLeastAsStrict(grown.class, classification.class);
          })
        );
      }),
      RUNS,
    );
  });

  it('matches the rules it matches alone, and beside them only those of the plan', {
    timeout: TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(plans, (plan) =>
        classifyPlan(plan, testCatalogue).every(({ classification }, at) => {
          const input = plan[at]?.input ?? BASELINE_INPUT;
          const own = (ids: Array<{ rule: string }>): string =>
            ids
              .map(({ rule }) => rule)
              .filter((rule) => ![...FROM_PLAN, ...FALLBACKS].includes(rule))
              .join(' ');
          const alone = classifyAction(input, testCatalogue);
          const others = classification.reasons.some(({ rule }) => FROM_PLAN.includes(rule));
          return (
            own(classification.reasons) === own(alone.reasons) &&
            (others || classification.class === alone.class) &&
            isAtLeastAsStrict(classification.class, alone.class)
          );
        }),
      ),
      RUNS,
    );
  });

  it('is never looser than what it needs', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const found = classifyPlan(plan, testCatalogue);
        return plan.every(({ dependsOn }, at) =>
          dependsOn.every((need) => {
            const [own, needed] = [found[at]?.classification, found[need]?.classification];
            return (
              own !== undefined &&
              needed !== undefined &&
              isAtLeastAsStrict(own.class, needed.class)
            );
          }),
        );
      }),
      RUNS,
    );
  });

  it('keeps its class when the list is handed over in another order', {
    timeout: TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const found = classifyPlan(plan, testCatalogue);
        const turned = classifyPlan(plan.toReversed(), testCatalogue).reverse();
        return JSON.stringify(found) === JSON.stringify(turned);
      }),
      { ...RUNS, numRuns: Math.min(RUNS.numRuns, 20_000) },
    );
  });
});

describe('a plan', () => {
  it('of 10,000 actions is classified within two seconds', () => {
    const plan = Array.from({ length: 10_000 }, (_, index) => ({
      index,
      dependsOn: index === 0 ? [] : [index - 1],
      input: BASELINE_INPUT,
    }));
    const start = performance.now();
    const found = classifyPlan(plan, testCatalogue);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(new Set(found.map(({ classification }) => classification.class))).toEqual(
      new Set(['requires-approval']),
    );
  });

  it('without actions has no classes', () => {
    expect(classifyPlan([], testCatalogue)).toEqual([]);
  });

  it('that uses a position twice refuses both holders and whoever needs them', () => {
    const member = (index: number, dependsOn: number[] = []): PlanMember => ({
      index,
      dependsOn,
      input: BASELINE_INPUT,
    });
    const found = classifyPlan([member(0), member(0), member(1, [0]), member(2)], testCatalogue);
    expect(found.map(({ classification }) => classification.class)).toEqual([
      'refused',
      'refused',
      'refused',
      'auto-execute',
    ]);
  });

  it.each([-1, 0.5, Number.NaN, 3])('refuses an action that needs position %s', (need) => {
    const [only] = classifyPlan(
      [{ index: 2, dependsOn: [need], input: BASELINE_INPUT }],
      testCatalogue,
    );
    expect(only?.classification.reasons.map(({ rule }) => rule)).toEqual(['R004']);
  });
});
