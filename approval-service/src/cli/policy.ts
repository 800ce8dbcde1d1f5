/** `kraken policy test` and `kraken policy explain`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ActionExplanation,
  type DecisionId,
  explainPlan,
  findAction,
  parseId,
  parsePolicyCases,
  runPolicyCases,
} from '@kraken/shared';
import { ServiceError } from '../errors.ts';
import type { TenantTx } from '../ports.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { openCliStore } from './open.ts';
import { playbookLines } from './policy-playbook.ts';

const CASES = fileURLToPath(new URL('../../../shared/policy/cases', import.meta.url));

/** Runs every case file; prints what differs; exit code 1 when anything does. */
export async function policyTest(io: CliIo, options: CliOptions): Promise<number> {
  const folder = options['cases'] ?? CASES;
  let failed = 0;
  let total = 0;
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()) {
    const cases = parsePolicyCases(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!cases.ok) throw new ServiceError('unprocessable', `${name}: ${cases.error}`);
    const results = runPolicyCases(cases.value, findAction);
    total += results.length;
    for (const result of results.filter(({ passed }) => !passed)) {
      failed += 1;
      io.out(
        `${name}: ${result.name}: expected ${result.expected.join('; ')}, found ${result.found.join('; ')}`,
      );
    }
  }
  io.out(`${total - failed} passed, ${failed} failed`);
  return failed === 0 && total > 0 ? 0 : 1;
}

/** Prints, for every action of a decision, each rule and whether it matched. */
export async function policyExplain(
  io: CliIo,
  _options: CliOptions,
  [given]: readonly string[],
): Promise<number> {
  const decisionId = parseId('DecisionId', given);
  if (!decisionId) throw new ServiceError('unprocessable', 'give the id of a decision: dec_…');
  const store = await openCliStore(io.env);
  try {
    for (const userId of await store.system.listTenants()) {
      const lines = await store.forTenant(userId).read((tx) => explainDecision(tx, decisionId));
      for (const line of lines) io.out(line);
      if (lines.length > 0) return 0;
    }
  } finally {
    await store.close();
  }
  throw new ServiceError(
    'not-found',
    'there is no decision of this id, or there is nothing to explain of it',
  );
}

/** The tenant's rules, then each action under the policy; none for an id that is not this tenant's. */
async function explainDecision(tx: TenantTx, decisionId: DecisionId): Promise<string[]> {
  const rows = await tx.actions.list(decisionId);
  const explained = explainPlan(
    rows.map(({ index, planned }) => ({
      index,
      dependsOn: planned.dependsOn,
      input: planned.policyInput,
    })),
    findAction,
  );
  const actions = explained.flatMap((one) =>
    linesOf(one, rows.find(({ index }) => index === one.index)?.planned.sentence ?? ''),
  );
  return [...(await playbookLines(tx, decisionId)), ...actions];
}

/** One action's explanation as lines: the class, then every rule with the facts it looked at. */
function linesOf({ index, classification, rules }: ActionExplanation, sentence: string): string[] {
  return [
    `${index + 1}. ${sentence}`,
    `   ${classification.class} (${classification.level}), policy ${classification.policyVersion}`,
    ...rules.map(({ rule, matched, sentence: said, when, facts }) => {
      const answer = matched ? `matched: ${said ?? ''}` : `not matched: ${when}`;
      return `   ${rule} ${answer} ${JSON.stringify(facts)}`;
    }),
  ];
}
