/** `kraken policy test` and `kraken policy explain`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ActionExplanation,
  explainPlan,
  findAction,
  parseId,
  parsePolicyCases,
  runPolicyCases,
} from '@kraken/shared';
import { ServiceError } from '../errors.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { openCliStore } from './open.ts';

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
      const rows = await store.forTenant(userId).read((tx) => tx.actions.list(decisionId));
      if (rows.length === 0) continue;
      const explained = explainPlan(
        rows.map(({ index, planned }) => ({
          index,
          dependsOn: planned.dependsOn,
          input: planned.policyInput,
        })),
        findAction,
      );
      for (const one of explained) {
        const sentence = rows.find(({ index }) => index === one.index)?.planned.sentence ?? '';
        for (const line of linesOf(one, sentence)) io.out(line);
      }
      return 0;
    }
  } finally {
    await store.close();
  }
  throw new ServiceError('not-found', 'there is no decision of this id, or it has no actions');
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
