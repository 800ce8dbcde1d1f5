/** A tenant's playbook with 1,000 rules: time to match one ticket (p50), against reading it by the starter playbook alone. */
import { analyseByPlaybook } from '../approval-service/src/analyse/analyse-by-playbook.ts';
import { STARTER_PLAYBOOK } from '../approval-service/src/analyse/starter-playbook.ts';
import { compileTenantRules } from '../approval-service/src/analyse/tenant-rules/compile-tenant-rules.ts';
import { matchTenantRules } from '../approval-service/src/analyse/tenant-rules/match-tenant-rules.ts';
import { tenantRulesSchema } from '../approval-service/src/analyse/tenant-rules/tenant-rule.ts';
import { median, printRow, type Row } from './row.ts';

const RULES = 1_000;
const ROUNDS = 5;
const CALLS = 200;
const VERBS = ['add', 'onboard', 'move', 'remove', 'grant', 'rename', 'archive', 'share'];

const SNAPSHOT = {
  summary: 'Please add Dana Weber to project ABC as Developers',
  description:
    'Dana starts on Monday.\nShe works with Max and needs the same boards.\n\n- add her to WEB as well\n- no access to OPS, please',
  reporterDisplayName: 'Dan',
  status: 'To Do',
  comments: [{ commentId: '7', text: 'Thanks! There is no hurry, Tuesday is fine too.' }],
};
const TICKET = {
  snapshot: SNAPSHOT,
  voiceOf: () => 'reporter' as const,
  facts: { projectKey: 'HELP', issueType: 'Task', labels: ['infra'], reporterGroups: ['staff'] },
};

/** Rules of every kind, none of which decides: all are asked. */
function rules() {
  const effects = [
    { kind: 'ignore' },
    { kind: 'tighten', types: 'all', sentence: 'by hand' },
    { kind: 'route', to: 'the team' },
  ];
  return tenantRulesSchema.parse(
    Array.from({ length: RULES }, (_, at) => ({
      ruleId: `rul_${String(at).padStart(8, '0')}`,
      position: at + 1,
      name: `Rule ${at}`,
      conditions: {
        ...(at % 4 === 0 && { projects: [`P${at}`] }),
        phrases: [`${VERBS[at % VERBS.length] ?? ''} {users} to [the] crew number${at}`],
      },
      effect: effects[at % effects.length],
    })),
  );
}

function microsecondsOf(work: () => void): number {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const started = performance.now();
    work();
    times.push((performance.now() - started) * 1_000);
  }
  return median(times);
}

/** Prints `playbook/match-1000-rules`. */
export function benchPlaybook(): Row[] {
  const compiled = compileTenantRules(rules(), 1);
  if (!compiled.ok) throw new Error(compiled.error[0]?.sentence);
  const match = () => matchTenantRules(compiled.value, TICKET);
  if (match().some(({ isMatch }) => isMatch)) throw new Error('a rule of the example matches');
  const starter = () => analyseByPlaybook({ ...TICKET, rules: STARTER_PLAYBOOK });
  const [own, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = [microsecondsOf(match), microsecondsOf(starter)] as const;
    if (round === 0) continue; // warms up
    own.push(pair[0]);
    alone.push(pair[1]);
  }
  const name = 'playbook/match-1000-rules';
  return [
    printRow(
      { name, unit: 'microseconds, p50', baseline: 'the starter playbook alone, same ticket' },
      own,
      alone,
    ),
  ];
}
