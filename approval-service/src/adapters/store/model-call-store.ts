/** Calls of the model: what each tenant has asked and spent, as the base of its caps. */
import type { UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { ModelRoom, TenantTx } from '../../ports.ts';
import type { Tables } from './tables.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Calls that may have cost what was reserved for them, as no answer told. */
const UNSETTLED = ['begun', 'timeout', 'broken-off'];
/** A long outage shall not use up a day: only so many of them, the newest, hold on to their room. */
const MOST_UNSETTLED = 8;

/** Model calls of one tenant. */
export function modelCallStore(
  trx: Kysely<Tables> | Transaction<Tables>,
  userId: UserId,
): TenantTx['modelCalls'] {
  const roomAt = async (
    { atMs, costMicroUsd }: { atMs: number; costMicroUsd: number },
    caps: { callsPerMinute: number; dailyMicroUsd: number },
  ): Promise<ModelRoom> => {
    const recent = await trx
      .selectFrom('model_calls')
      .select('begun_at_ms')
      .where('user_id', '=', userId)
      .where('begun_at_ms', '>', atMs - MINUTE_MS)
      .orderBy('begun_at_ms', 'desc')
      .limit(caps.callsPerMinute)
      .execute();
    const oldest = recent.at(-1);
    if (recent.length >= caps.callsPerMinute && oldest !== undefined) {
      return { isFree: false, why: 'rate', freeAtMs: oldest.begun_at_ms + MINUTE_MS };
    }
    const dayMs = atMs - (atMs % DAY_MS);
    const { spent } = await trx
      .selectFrom('model_calls')
      .select(({ fn }) => fn.sum<number | null>('cost_micro_usd').as('spent'))
      .where('user_id', '=', userId)
      .where('begun_at_ms', '>=', dayMs)
      .where('outcome', 'not in', UNSETTLED)
      .executeTakeFirstOrThrow();
    const unsettled = await trx
      .selectFrom('model_calls')
      .select('cost_micro_usd')
      .where('user_id', '=', userId)
      .where('begun_at_ms', '>=', dayMs)
      .where('outcome', 'in', UNSETTLED)
      .orderBy('begun_at_ms', 'desc')
      .limit(MOST_UNSETTLED)
      .execute();
    const reserved = unsettled.reduce((sum, row) => sum + row.cost_micro_usd, 0);
    return Number(spent ?? 0) + reserved + costMicroUsd > caps.dailyMicroUsd
      ? { isFree: false, why: 'spend', freeAtMs: dayMs + DAY_MS }
      : { isFree: true };
  };
  return {
    async reserve(call, caps) {
      const room = await roomAt(call, caps);
      if (!room.isFree) return room;
      await trx
        .insertInto('model_calls')
        .values({
          call_id: call.callId,
          user_id: userId,
          decision_id: call.decisionId,
          model_id: call.modelId,
          begun_at_ms: call.atMs,
          cost_micro_usd: call.costMicroUsd,
          outcome: 'begun',
        })
        .execute();
      return room;
    },
    async settle(callId, outcome, bill) {
      const billed = bill && {
        cost_micro_usd: bill.costMicroUsd,
        input_tokens: bill.usage.input,
        output_tokens: bill.usage.output,
        cache_read_tokens: bill.usage.cacheRead,
        cache_write_tokens: bill.usage.cacheWrite,
      };
      await trx
        .updateTable('model_calls')
        .set({ outcome, ...billed })
        .where('user_id', '=', userId)
        .where('call_id', '=', callId)
        .execute();
    },
  };
}
