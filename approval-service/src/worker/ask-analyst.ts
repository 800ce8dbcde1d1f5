/**
 * A ticket's reading: the tenant's own rules first, then whoever reads what they leave open. What the rules add, sentences
 * that make actions wait and people who have to approve, is added to any reading.
 */
import { voiceOf } from '@kraken/shared';
import {
  applyTenantPlaybook,
  withTenantPlaybook,
} from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import { tenantRulesText } from '../analyse/tenant-rules/tenant-rules-text.ts';
import { factsOf } from '../analyse/tenant-rules/ticket-facts.ts';
import type { AnalystAnswer, DecisionRow, DeliveryRow, Instance, LeasedJob } from '../ports.ts';
import type { WorkerContext } from './context.ts';
import { tenantSecrets } from './tenant-secrets.ts';

/** What an analysis starts from. */
export interface Reading {
  decision: DecisionRow;
  delivery: DeliveryRow;
  instance: Instance;
}

/** Reads the ticket of a decision, outside any transaction. */
export async function askAnalyst(
  context: WorkerContext,
  { userId }: Pick<LeasedJob, 'userId'>,
  { decision, delivery, instance }: Reading,
): Promise<AnalystAnswer> {
  const { snapshot, routing } = delivery.body;
  const rules = await context.store.forTenant(userId).read((tx) => context.tenantRules.get(tx));
  const words = {
    snapshot,
    voiceOf: (source: Parameters<typeof voiceOf>[0]) => voiceOf(source, routing),
  };
  const verdict = applyTenantPlaybook({ rules, ...words, facts: factsOf(routing) });
  if (verdict.decided !== undefined) return { state: 'analysed', analysis: verdict.decided };
  const answer = await context.analyst.analyse({
    ...words,
    reading: verdict.reading,
    playbookText: tenantRulesText(rules.rules.map(({ rule }) => rule)),
    payer: { userId, decisionId: decision.decisionId },
    knownSecrets: tenantSecrets(context.keys, instance),
    waited: decision.notes.find(({ kind }) => kind === 'waiting')?.waited,
  });
  if (answer.state === 'waiting') return answer;
  return { state: 'analysed', analysis: withTenantPlaybook(answer.analysis, verdict) };
}
