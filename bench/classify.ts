/** Classification per second of one action, against parsing the same input as JSON. */
import { classifyAction, findAction, type PolicyInput } from '@kraken/shared';
import { printRow, type Row } from './row.ts';

const ROUNDS = 5;
const CALLS = 50_000;

/** An action that runs by itself. */
export const INPUT: PolicyInput = {
  action: {
    type: 'project.member.add',
    isValid: true,
    voices: ['reporter'],
    confidence: 1,
    playbookTightens: [],
  },
  facts: {
    targets: [
      { kind: 'project', id: '10000', name: 'ABC' },
      { kind: 'user', id: 'dana', name: 'Dana Weber' },
      { kind: 'role', id: '10002', name: 'Developers' },
    ],
    projectIds: ['10000'],
    people: [{ accountId: 'dana', name: 'Dana Weber', kind: 'licensed', isActive: true }],
    counts: { users: 1, issues: 0, projects: 1, boards: 0 },
    sharedWith: [],
    grantsAdministration: false,
    access: { projectId: '10000', permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'] },
    touchesKraken: false,
    hasCompleteInverse: true,
    isGlobal: false,
  },
  factsReadAtMs: 1_000,
  requester: {
    accountId: 'dan',
    kind: 'licensed',
    isActive: true,
    isSiteAdmin: false,
    standings: [
      {
        projectId: '10000',
        canBrowse: true,
        isProjectAdmin: true,
        heldPermissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'],
      },
    ],
  },
  site: {
    connection: 'forge',
    mode: 'default',
    autoOff: [],
    thresholds: { users: 5, issues: 10, projects: 1, confidence: 0.7 },
    freezeWindows: [],
  },
  history: { autoActionsOfRequesterLastHour: 0, sameTypeOnTargetLastDay: 0 },
  nowMs: 2_000,
};

function perSecond(work: () => void): number {
  const started = performance.now();
  for (let call = 0; call < CALLS; call += 1) work();
  return CALLS / ((performance.now() - started) / 1_000);
}

/** Prints `policy/classify`. */
export function benchClassify(): Row[] {
  const text = JSON.stringify(INPUT);
  const own: number[] = [];
  const parse: number[] = [];
  const first = classifyAction(INPUT, findAction);
  if (first.class !== 'auto-execute')
    throw new Error(`the example is ${first.class}: ${JSON.stringify(first.reasons)}`);
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(perSecond(() => classifyAction(INPUT, findAction)));
    parse.push(perSecond(() => JSON.parse(text)));
  }
  return [
    printRow(
      { name: 'policy/classify', unit: 'actions/s', baseline: 'JSON.parse of the same input' },
      own,
      parse,
    ),
  ];
}
