/**
 * Runs the table of cases (`shared/policy/cases/*.json`), the readable specification of the policy. A case says only
 * what differs from the baseline; reading the files is the caller's work.
 */
import { z } from 'zod';
import { isJsonObject, type Json } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import type { ActionClass, Classification, PolicyInput } from './classification.ts';
import { classifyPlan } from './classify-plan.ts';
import type { PolicyCatalogue, PolicyEntry } from './rule.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 12);

/** What every case starts from: a licensed member of ABC asks for a colleague to be added in a role he holds himself. */
export const BASELINE_INPUT: PolicyInput = {
  action: {
    type: 'project.member.add',
    isValid: true,
    voices: ['reporter'],
    confidence: 0.95,
    playbookTightens: [],
  },
  facts: {
    targets: [
      { kind: 'project', id: '10001', name: 'ABC' },
      { kind: 'role', id: '10101', name: 'Developers' },
      { kind: 'user', id: 'person-1', name: 'Dana Weber' },
    ],
    projectIds: ['10001'],
    people: [{ accountId: 'person-1', name: 'Dana Weber', kind: 'licensed', isActive: true }],
    counts: { users: 1, issues: 0, projects: 1, boards: 0 },
    sharedWith: [],
    grantsAdministration: false,
    access: { projectId: '10001', permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'] },
    touchesKraken: false,
    hasCompleteInverse: true,
    isGlobal: false,
  },
  factsReadAtMs: NOW_MS - 1_000,
  requester: {
    accountId: 'requester-1',
    kind: 'licensed',
    isActive: true,
    isSiteAdmin: false,
    standings: [
      {
        projectId: '10001',
        canBrowse: true,
        isProjectAdmin: false,
        heldPermissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'],
      },
    ],
  },
  site: {
    connection: 'forge',
    mode: 'default',
    autoOff: [],
    thresholds: { users: 5, issues: 10, projects: 1, confidence: 0.8 },
    freezeWindows: [],
  },
  history: { autoActionsOfRequesterLastHour: 0, sameTypeOnTargetLastDay: 0 },
  nowMs: NOW_MS,
};

/** One action of a case and what the policy must say of it. */
export interface CaseAction {
  /** Laid over the baseline: objects are merged, everything else replaces. */
  input: { [key: string]: Json };
  /** Laid over the catalogue entry; null: the type is not in the catalogue. */
  entry: { [key: string]: Json } | null;
  dependsOn: number[];
  class: ActionClass;
  level: Classification['level'];
  /** Ids of all rules that match, in order. */
  rules: string[];
}

export interface PolicyCase {
  name: string;
  actions: CaseAction[];
}

/** What a case said and what the policy said. */
export interface PolicyCaseResult {
  name: string;
  passed: boolean;
  /** One line per action, `requires-approval standard R101 R102`. */
  expected: string[];
  found: string[];
}

const jsonObject = z.record(z.string(), z.json());

const actionShape = {
  input: jsonObject.default({}),
  entry: jsonObject.nullable().default({}),
  dependsOn: z.array(z.number()).default([]),
  class: z.enum(['auto-execute', 'requires-approval', 'refused']),
  level: z.enum(['standard', 'critical']).default('standard'),
  rules: z.array(z.string().regex(/^R\d{3}$/)),
};

const caseSchema = z.union([
  z.strictObject({ name: z.string(), ...actionShape }),
  z.strictObject({ name: z.string(), plan: z.array(z.strictObject(actionShape)).min(1) }),
]);

const caseFileSchema = z.strictObject({ about: z.string(), cases: z.array(caseSchema).min(1) });

/** Parses the content of one file of cases. Error: a sentence that says what does not fit. */
export function parsePolicyCases(content: unknown): Result<PolicyCase[], string> {
  const parsed = caseFileSchema.safeParse(content);
  if (!parsed.success) return err(z.prettifyError(parsed.error));
  return ok(
    parsed.data.cases.map((one) => {
      if ('plan' in one) return { name: one.name, actions: one.plan };
      const { name, ...action } = one;
      return { name, actions: [action] };
    }),
  );
}

/** Lays `over` on `base`: objects are merged key by key, everything else (arrays too) replaces. */
function merged(base: Json, over: Json): Json {
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [was, now] = [base[key], over[key]];
      return [key, now === undefined ? (was ?? null) : merged(was ?? null, now)];
    }),
  );
}

/** The policy's input of a case. The files are ours and the types of the baseline hold for what they leave out. */
export function inputOfCase({ input }: Pick<CaseAction, 'input'>): PolicyInput {
  return merged(BASELINE_INPUT as unknown as Json, input) as unknown as PolicyInput;
}

function entryOfCase(
  type: string,
  over: CaseAction['entry'],
  catalogue: PolicyCatalogue,
): PolicyEntry | undefined {
  const known = over === null ? undefined : catalogue(type);
  if (over === null || known === undefined) return undefined;
  const { defaultClass, level, approvalBecause, reversibility, connections } = known;
  const base: Json = {
    type,
    defaultClass,
    level,
    ...(approvalBecause === undefined ? {} : { approvalBecause }),
    reversibility: { ...reversibility },
    connections: [...connections],
  };
  return merged(base, over) as unknown as PolicyEntry;
}

const line = (found: ActionClass, level: string, rules: readonly string[]): string =>
  [found, level, ...rules].join(' ');

function runCase({ name, actions }: PolicyCase, catalogue: PolicyCatalogue): PolicyCaseResult {
  const members = actions.map((action, index) => ({
    index,
    dependsOn: action.dependsOn,
    input: inputOfCase(action),
    over: action.entry,
  }));
  const overs = new Map(members.map(({ input, over }) => [input.action.type, over]));
  const found = classifyPlan(members, (type) =>
    entryOfCase(type, overs.get(type) ?? (overs.has(type) ? null : {}), catalogue),
  ).map(({ classification }) =>
    line(
      classification.class,
      classification.level,
      classification.reasons.map(({ rule }) => rule),
    ),
  );
  const expected = actions.map((action) => line(action.class, action.level, action.rules));
  return { name, passed: expected.join('\n') === found.join('\n'), expected, found };
}

/** Runs cases against a catalogue. Pure; the order of the results is the order of the cases. */
export function runPolicyCases(
  cases: readonly PolicyCase[],
  catalogue: PolicyCatalogue,
): PolicyCaseResult[] {
  return cases.map((one) => runCase(one, catalogue));
}
