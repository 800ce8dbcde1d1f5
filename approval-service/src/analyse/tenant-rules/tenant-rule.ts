/**
 * The shape of a tenant's own rule: conditions that must all hold, one effect, and test cases beside it. A rule is
 * written by an administrator and never made from a ticket's text. Rules propose, ignore, route or tighten; none loosens.
 */
import {
  err,
  findAction,
  jiraAccountIdSchema,
  ok,
  parseId,
  type Result,
  type RuleId,
} from '@kraken/shared';
import { z } from 'zod';
import { argumentSourceSchema } from '../playbook.ts';

/** Most rules of one tenant. */
export const MAX_TENANT_RULES = 1_000;
/** Most test cases beside one rule. */
export const MAX_CASES = 10;

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'write one line of plain text');

/** A list that is given holds something: an empty one would be a condition that nobody meant. */
const names = (max: number) => z.array(oneLine(255)).min(1).max(max);

const actionTypeSchema = z
  .string()
  .max(80)
  .refine((type) => findAction(type) !== undefined, 'there is no such kind of action');

/** All that are given must hold; within one list any. */
const conditionsSchema = z.strictObject({
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/, 'write the key of a project, like ABC'))
    .min(1)
    .max(200)
    .optional(),
  issueTypes: names(100).optional(),
  labels: names(100).optional(),
  /** Names or ids of groups; the reporter is in one of them. */
  reporterGroups: names(100).optional(),
  phrases: z.array(z.string().min(1).max(1_000)).min(1).max(20).optional(),
});

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('propose'),
    type: actionTypeSchema,
    args: z.record(z.string().max(60), argumentSourceSchema),
    /** Arguments without which the reporter is asked, in the order of asking. */
    needs: z.array(z.string().max(60)).max(10).default([]),
  }),
  z.strictObject({
    kind: z.literal('tighten'),
    types: z.union([z.literal('all'), z.array(actionTypeSchema).min(1).max(200)]),
    /** Why, as people read it. */
    sentence: oneLine(200),
  }),
  z.strictObject({
    kind: z.literal('add-approver'),
    approver: z.strictObject({ accountId: jiraAccountIdSchema, name: oneLine(80) }),
  }),
  z.strictObject({
    kind: z.literal('route'),
    /** The person or team, as people read it. */
    to: oneLine(80),
  }),
  z.strictObject({ kind: z.literal('ignore') }),
]);

/** Deepest nesting of an argument of a case. */
const MAX_DEPTH = 10;

function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((part) => isShallow(part, depth + 1));
}

/** Looked at before it is parsed: parsing goes as deep as the value does. */
const caseArgumentSchema = z
  .unknown()
  .refine((value) => isShallow(value), `nested deeper than ${MAX_DEPTH}: write a flatter argument`)
  .pipe(z.json());

const caseSchema = z.strictObject({
  /** First line the summary, the rest the description; the reporter's words. */
  text: z.string().min(1).max(2_000),
  /** What is left out is as the rule asks for it. */
  facts: z
    .strictObject({
      projectKey: z.string().max(10).optional(),
      issueType: z.string().max(255).nullable().optional(),
      labels: z.array(z.string().max(255)).max(50).nullable().optional(),
      reporterGroups: z.array(z.string().max(255)).max(50).nullable().optional(),
    })
    .optional(),
  expect: z.union([
    z.enum(['matches', 'does-not-match']),
    /** What a proposing rule makes of it. */
    z.strictObject({
      proposes: z
        .array(
          z.strictObject({
            type: z.string().max(80),
            args: z.record(z.string(), caseArgumentSchema),
          }),
        )
        .min(1)
        .max(50),
    }),
  ]),
});

/** What an administrator writes of a rule; its id and place are given to it. */
const ruleShape = {
  name: oneLine(120),
  isEnabled: z.boolean().default(true),
  conditions: conditionsSchema.default({}),
  effect: effectSchema,
  cases: z.array(caseSchema).max(MAX_CASES).default([]),
};

type RuleParts = Pick<z.infer<z.ZodObject<typeof ruleShape>>, 'conditions' | 'effect' | 'cases'>;

/** What does not fit together inside one rule, as a sentence that says what to change. */
function mismatchOf({ conditions, effect, cases }: RuleParts): string | undefined {
  const isProposing = effect.kind === 'propose';
  if (isProposing && conditions.phrases === undefined)
    return 'A rule that proposes an action needs a phrase: add one to conditions.phrases.';
  const isBare = Object.values(conditions).every((value) => value === undefined);
  if (isBare && (effect.kind === 'ignore' || effect.kind === 'route'))
    return 'Without a condition the rule would take every ticket: add a condition.';
  if (!isProposing && cases.some(({ expect }) => typeof expect === 'object'))
    return 'Only a rule that proposes has cases with expect.proposes: write "matches" instead.';
  return undefined;
}

function checkParts(rule: RuleParts, context: z.RefinementCtx): void {
  const mismatch = mismatchOf(rule);
  if (mismatch !== undefined) context.addIssue(mismatch);
}

/** Body of a new rule. */
export const newTenantRuleSchema = z.strictObject(ruleShape).superRefine(checkParts);

/** Parts of a rule that a change replaces. */
export const tenantRulePatchSchema = z.strictObject({
  name: ruleShape.name.optional(),
  isEnabled: z.boolean().optional(),
  conditions: conditionsSchema.optional(),
  effect: effectSchema.optional(),
  cases: z.array(caseSchema).max(MAX_CASES).optional(),
});

const ruleIdSchema = z.string().transform((text, context): RuleId => {
  const id = parseId('RuleId', text);
  if (id !== undefined) return id;
  context.addIssue('not the id of a rule');
  return z.NEVER;
});

/** A rule as it is stored. */
const tenantRuleSchema = z
  .strictObject({ ruleId: ruleIdSchema, position: z.number().int().min(1), ...ruleShape })
  .superRefine(checkParts);

/** A whole set, in order. */
export const tenantRulesSchema = z.array(tenantRuleSchema).max(MAX_TENANT_RULES);

/** Reads one stored rule. Error: what is wrong with it, for an administrator. */
export function readTenantRule(stored: unknown): Result<TenantRule, string> {
  const parsed = tenantRuleSchema.safeParse(stored);
  return parsed.success ? ok(parsed.data) : err(issueText(parsed.error));
}

/** The first thing that is wrong, as `place: what`. */
export function issueText({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'rules'}: ${issue?.message ?? 'not valid'}`;
}

export type TenantRule = z.infer<typeof tenantRuleSchema>;
export type NewTenantRule = z.infer<typeof newTenantRuleSchema>;
export type TenantRulePatch = z.infer<typeof tenantRulePatchSchema>;
export type TenantEffect = TenantRule['effect'];
export type TenantCase = TenantRule['cases'][number];
