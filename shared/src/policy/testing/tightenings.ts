/** Every way in which an input can become stricter or less known, written without looking at the rules. */
import type { ActionFacts } from '../../actions/action.ts';
import type { PolicyInput, RequesterFacts, SiteSettings } from '../classification.ts';
import type { PolicyEntry } from '../rule.ts';

/** An input with the catalogue entry of its type. */
export interface Situation {
  input: PolicyInput;
  entry: PolicyEntry | undefined;
}

export interface Tightening {
  name: string;
  apply: (situation: Situation) => Situation;
}

type Change = (input: PolicyInput) => PolicyInput;

const input = (name: string, change: Change): Tightening => ({
  name,
  apply: ({ input: before, entry }) => ({ input: change(before), entry }),
});

const facts = (name: string, change: (facts: ActionFacts) => Partial<ActionFacts>): Tightening =>
  input(name, (before) =>
    before.facts === null
      ? before
      : { ...before, facts: { ...before.facts, ...change(before.facts) } },
  );

const requester = (
  name: string,
  change: (requester: RequesterFacts) => Partial<RequesterFacts>,
): Tightening =>
  input(name, (before) => ({
    ...before,
    requester: { ...before.requester, ...change(before.requester) },
  }));

const site = (name: string, change: (site: SiteSettings) => Partial<SiteSettings>): Tightening =>
  input(name, (before) => ({ ...before, site: { ...before.site, ...change(before.site) } }));

const entry = (name: string, change: (entry: PolicyEntry) => Partial<PolicyEntry>): Tightening => ({
  name,
  apply: ({ input: same, entry: before }) => ({
    input: same,
    entry: before === undefined ? undefined : { ...before, ...change(before) },
  }),
});

const KIND_RANK: Record<RequesterFacts['kind'], number> = {
  licensed: 0,
  unlicensed: 1,
  customer: 1,
  unknown: 1,
  app: 2,
  anonymous: 2,
};

const kind = (to: RequesterFacts['kind']): Tightening =>
  requester(`the requester is ${to}`, (before) =>
    KIND_RANK[to] > KIND_RANK[before.kind] ? { kind: to } : {},
  );

const count = (of: 'users' | 'issues' | 'projects', by: number): Tightening =>
  facts(`${by} more ${of}`, ({ counts }) =>
    counts === null ? {} : { counts: { ...counts, [of]: counts[of] + by } },
  );

const noStandings = requester('Jira says nothing of the requester in any project', () => ({
  standings: [],
}));

/** What is no longer known. Never applied to facts that forbid the action outright: those are refused. */
export const FORGETTINGS: readonly Tightening[] = [
  input('nothing is known of the targets', (before) =>
    before.facts?.touchesKraken === true ? before : { ...before, facts: null },
  ),
  input('nobody knows when the facts were read', (before) => ({ ...before, factsReadAtMs: null })),
  facts('counts unknown', () => ({ counts: null })),
  facts('sharing unknown', () => ({ sharedWith: null })),
  facts('administration unknown', () => ({ grantsAdministration: null })),
  facts('inverse unknown', () => ({ hasCompleteInverse: null })),
  requester('account unknown', () => ({ accountId: null })),
  requester('activity unknown', () => ({ isActive: null })),
  kind('unknown'),
];

/** All tightenings. */
export const TIGHTENINGS: readonly Tightening[] = [
  ...FORGETTINGS,
  noStandings,
  ...(['unlicensed', 'customer', 'app', 'anonymous'] as const).map(kind),
  requester('inactive', () => ({ isActive: false })),
  requester('no site administrator', () => ({ isSiteAdmin: false })),
  requester('holds nothing', ({ standings }) => ({
    standings: standings.map((one) => ({ ...one, heldPermissions: [], isProjectAdmin: false })),
  })),
  requester('sees nothing', ({ standings }) => ({
    standings: standings.map((one) => ({ ...one, canBrowse: false })),
  })),
  input('arguments do not fit', (before) => ({
    ...before,
    action: { ...before.action, isValid: false },
  })),
  input('other voice', (before) => ({
    ...before,
    action: { ...before.action, voices: ['other'] },
  })),
  input('no voice', (before) => ({ ...before, action: { ...before.action, voices: [] } })),
  input('less sure', (before) => ({
    ...before,
    action: { ...before.action, confidence: before.action.confidence / 2 },
  })),
  input('playbook', (before) => ({
    ...before,
    action: { ...before.action, playbookTightens: [...before.action.playbookTightens, 'Ask us'] },
  })),
  input('a minute later', (before) => ({ ...before, nowMs: before.nowMs + 61_000 })),
  input('more history', (before) => ({
    ...before,
    history: {
      autoActionsOfRequesterLastHour: before.history.autoActionsOfRequesterLastHour + 5,
      sameTypeOnTargetLastDay: before.history.sameTypeOnTargetLastDay + 3,
    },
  })),
  ...(['users', 'issues', 'projects'] as const).flatMap((of) => [count(of, 1), count(of, 200)]),
  facts('a robot too', ({ people }) => ({
    people: [...people, { accountId: 'app-1', name: 'Robot', kind: 'app', isActive: true }],
  })),
  facts('shared', ({ sharedWith }) => ({
    sharedWith: [...(sharedWith ?? []), { kind: 'project', id: '10007', name: 'MAIN' }],
  })),
  facts('administrative', () => ({ grantsAdministration: true })),
  facts('more access', ({ access }) => ({
    access: {
      projectId: access?.projectId ?? '10001',
      permissions: [...(access?.permissions ?? []), 'DELETE_ALL_ISSUES'],
    },
  })),
  facts('a doubt about who asked', () => ({ askerDoubt: 'It belongs to somebody else.' })),
  ...['EDIT_ISSUES', 'CREATE_SHARED_OBJECTS'].map((key) =>
    facts(`needs ${key} too`, ({ alsoNeeds }) => ({ alsoNeeds: [...(alsoNeeds ?? []), key] })),
  ),
  facts('no inverse', () => ({ hasCompleteInverse: false })),
  facts('global', () => ({ isGlobal: true })),
  facts('touches Kraken', () => ({ touchesKraken: true })),
  facts('a scheme too', ({ targets }) => ({
    targets: [...targets, { kind: 'scheme', id: '3', name: 'Scheme' }],
  })),
  facts('a screen too', ({ targets }) => ({
    targets: [...targets, { kind: 'screen', id: '4', name: 'Screen' }],
  })),
  input('auto is off', (before) => ({
    ...before,
    site: { ...before.site, autoOff: [...before.site.autoOff, before.action.type] },
  })),
  site('strict', ({ mode }) => (mode === 'paused' ? {} : { mode: 'strict' })),
  site('paused', () => ({ mode: 'paused' })),
  site('lower limits', ({ thresholds }) => ({
    thresholds: {
      users: thresholds.users - 1,
      issues: thresholds.issues - 1,
      projects: thresholds.projects - 1,
      confidence: thresholds.confidence + 0.1,
    },
  })),
  site('frozen for ever', ({ freezeWindows }) => ({
    freezeWindows: [
      ...freezeWindows,
      { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, reason: 'Frozen' },
    ],
  })),
  entry('default approval', () => ({ defaultClass: 'requires-approval' })),
  entry('critical', () => ({ level: 'critical' })),
  entry('not reversible', () => ({ reversibility: { kind: 'none', sentence: 'Final' } })),
  entry('no connection', () => ({ connections: [] })),
  { name: 'not in the catalogue', apply: (before) => ({ ...before, entry: undefined }) },
];
