/**
 * Inputs of the policy out of bytes: fast enough for 100,000 cases a property. A byte under 236 leaves its field as in
 * the baseline, so that every kind of outcome is common and a failing case shrinks towards the baseline.
 */
import fc from 'fast-check';
import type { ActionFacts, PersonFact, Target } from '../../actions/action.ts';
import type { Voice } from '../../tickets/ticket.ts';
import type { PolicyInput, RequesterFacts, RequesterStanding } from '../classification.ts';
import { BASELINE_INPUT } from '../policy-cases.ts';
import { ENTRIES } from './entries.ts';

const KEEP_BELOW = 236;
/** Bytes one input is made of. */
export const BYTES_PER_INPUT = 48;

type Pick = <T>(base: T, ...others: readonly T[]) => T;

function picker(bytes: Uint8Array, offset: number): Pick {
  let at = offset;
  return (base, ...others) => {
    const byte = bytes[at++] ?? 0;
    if (byte < KEEP_BELOW || others.length === 0) return base;
    return others[(byte - KEEP_BELOW) % others.length] ?? base;
  };
}

const ABC: Target = { kind: 'project', id: '10001', name: 'ABC' };
const DANA: Target = { kind: 'user', id: 'person-1', name: 'Dana Weber' };
const ISSUE: Target = { kind: 'issue', id: '20001', name: 'ABC-1' };
const SCHEME: Target = { kind: 'scheme', id: '7', name: 'Default' };
const SCREEN: Target = { kind: 'screen', id: '8', name: 'ABC Screen' };
const OTHER: Target = { kind: 'project', id: '10002', name: 'WEB' };

const person = (kind: PersonFact['kind'], isActive = true): PersonFact => ({
  accountId: `person-${kind}-${isActive}`,
  name: 'Somebody',
  kind,
  isActive,
});

const VIEW = 'BROWSE_PROJECTS';
const WORK = 'CREATE_ISSUES';

function decodeFacts(pick: Pick): ActionFacts {
  return {
    targets: pick([ABC, DANA], [ABC, ISSUE], [], [ABC, SCHEME], [ABC, OTHER, DANA], [ABC, SCREEN]),
    projectIds: pick(['10001'], [], ['10001', '10002'], ['10002']),
    people: pick(
      [person('licensed')],
      [],
      [person('app')],
      [person('customer')],
      [person('unknown')],
      [person('licensed', false)],
      [person('licensed'), person('app', false)],
    ),
    counts: pick<ActionFacts['counts']>(
      {
        users: pick(1, 0, 5, 6, 1_000, Number.NaN),
        issues: pick(0, 1, 10, 11, 34, 100, 101, 1e9),
        projects: pick(1, 0, 2),
        boards: pick(0, 1, -1),
      },
      null,
    ),
    sharedWith: pick<Target[] | null>([], [OTHER], null, [OTHER, SCHEME]),
    grantsAdministration: pick<boolean | null>(false, true, null),
    access: pick<ActionFacts['access']>(
      { projectId: '10001', permissions: pick([VIEW, WORK], [], [VIEW], ['ADMINISTER_PROJECTS']) },
      null,
      { projectId: '10002', permissions: [VIEW] },
    ),
    touchesKraken: pick(false, true),
    hasCompleteInverse: pick<boolean | null>(true, false, null),
    isGlobal: pick(false, true),
  };
}

function decodeRequester(pick: Pick): RequesterFacts {
  const standing = (projectId: string): RequesterStanding => ({
    projectId,
    canBrowse: pick<boolean | null>(true, false, null),
    isProjectAdmin: pick<boolean | null>(false, true, true, null),
    heldPermissions: pick<string[] | null>([VIEW, WORK], [VIEW], [], null),
  });
  return {
    accountId: pick<string | null>('requester-1', null),
    kind: pick('licensed', 'unlicensed', 'customer', 'app', 'anonymous', 'unknown'),
    isActive: pick<boolean | null>(true, false, null),
    isSiteAdmin: pick<boolean | null>(false, true, true, null),
    standings: pick(
      [standing('10001'), standing('10002')],
      [],
      [standing('10001'), standing('10001')],
    ),
  };
}

const [START_MS, NOW_MS] = [BASELINE_INPUT.nowMs - 1_000, BASELINE_INPUT.nowMs];

/** Makes an input of the bytes from `offset` on. */
export function decodeInput(bytes: Uint8Array, offset = 0): PolicyInput {
  const pick = picker(bytes, offset);
  return {
    action: {
      type: pick('project.member.add', ...ENTRIES.map(({ type }) => type), 'shell.run'),
      isValid: pick(true, false),
      voices: pick<Voice[]>(['reporter'], ['administrator'], ['reporter', 'other'], [], ['other']),
      confidence: pick(0.95, 1, 0.8, 0.799, 0, Number.NaN),
      playbookTightens: pick<string[]>([], ['By hand, please']),
    },
    facts: pick<ActionFacts | null>(decodeFacts(pick), null),
    factsReadAtMs: pick<number | null>(
      START_MS,
      NOW_MS - 60_000,
      NOW_MS - 60_001,
      NOW_MS + 1,
      null,
    ),
    requester: decodeRequester(pick),
    site: {
      connection: pick('forge', 'oauth'),
      mode: pick('default', 'strict', 'strict', 'paused'),
      autoOff: pick<string[]>([], ['project.member.add'], ['custom_field.create']),
      thresholds: {
        users: pick(5, 0, 50),
        issues: pick(10, 0, 1_000),
        projects: pick(1, 3),
        confidence: pick(0.8, 0, 1),
      },
      freezeWindows: pick(
        [],
        [{ fromMs: NOW_MS - 1, untilMs: NOW_MS + 1, reason: 'Quarter end' }],
        [{ fromMs: NOW_MS + 1, untilMs: NOW_MS + 2, reason: 'Later' }],
      ),
    },
    history: {
      autoActionsOfRequesterLastHour: pick(0, 9, 10, 500, Number.NaN),
      sameTypeOnTargetLastDay: pick(0, 4, 5, 500),
    },
    nowMs: NOW_MS,
  };
}

/** Bytes for a number of inputs and some more for the property itself. */
export function policyBytes(inputs: number, more = 0): fc.Arbitrary<Uint8Array> {
  const length = inputs * BYTES_PER_INPUT + more;
  return fc.uint8Array({ minLength: length, maxLength: length });
}
