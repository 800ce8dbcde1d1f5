/**
 * One call of the model for one ticket, within the tenant's caps. Room for the dearest outcome is reserved durably before
 * the call, so a crash or a lost answer counts as spent, the newest few of a day at most; the real cost takes its place afterwards.
 */
import { assertNever, type ModelInfo, timeWords } from '@kraken/shared';
import type {
  AnalystInput,
  Clock,
  Log,
  Model,
  ModelAnswer,
  ModelBill,
  ModelCaps,
  ModelOutage,
  ModelRequest,
  Random,
  Store,
  UnusableAnswer,
} from '../../ports.ts';
import type { Breaker } from './breaker.ts';

export interface AskDeps {
  store: Store;
  clock: Clock;
  random: Random;
  log: Log;
  breaker: Breaker;
  caps: ModelCaps;
}

/** What a call came to. `later`: nothing was or could be asked; `sentence` says why, for people. */
export type Asked =
  | { state: 'answered'; text: string; info: CallInfo }
  | { state: 'unusable'; why: UnusableAnswer; info: CallInfo }
  | { state: 'later'; cause: 'outage' | 'caps'; sentence: string; notBeforeMs: number }
  /** One call may cost more than a day: it will never be asked. */
  | { state: 'too-dear' };

export type CallInfo = Pick<ModelInfo, 'modelId' | 'tokens' | 'costMicroUsd' | 'latencyMs'>;

const OUTAGES: Readonly<Record<ModelOutage, string>> = {
  timeout: 'The model did not answer in time.',
  'rate-limited': 'The model is asked too often at the moment.',
  overloaded: 'The model is overloaded at the moment.',
  'server-error': 'The model has a fault at the moment.',
  unreachable: 'The model could not be reached.',
  'broken-off': 'The answer of the model broke off.',
  'not-the-api': 'Something else than the model answered.',
  'key-refused': 'The model refused the key of this service; its operator has to look.',
  'request-refused': 'The model refused the request of this service; its operator has to look.',
};
const PAUSED = 'The model has not answered several times in a row, so I ask it less often.';

/** Asks once. Never throws for anything the model does. */
export async function askModel(
  deps: AskDeps,
  model: Model,
  request: ModelRequest,
  { payer }: Pick<AnalystInput, 'payer'>,
): Promise<Asked> {
  const nowMs = deps.clock.nowMs();
  const blockedUntilMs = deps.breaker.blockedUntilMs(nowMs);
  if (blockedUntilMs !== undefined) {
    return { state: 'later', cause: 'outage', sentence: PAUSED, notBeforeMs: blockedUntilMs };
  }
  const tenant = deps.store.forTenant(payer.userId);
  const callId = deps.random.id('ModelCallId');
  const call = {
    callId,
    decisionId: payer.decisionId,
    modelId: model.modelId,
    atMs: nowMs,
    costMicroUsd: model.mostMicroUsd(request),
  };
  if (call.costMicroUsd > deps.caps.dailyMicroUsd) return { state: 'too-dear' };
  const room = await tenant.transact((tx) => tx.modelCalls.reserve(call, deps.caps));
  if (!room.isFree) {
    const sentence = capSentence(room);
    return { state: 'later', cause: 'caps', sentence, notBeforeMs: room.freeAtMs };
  }
  const answer = await model.ask(request);
  const latencyMs = deps.clock.nowMs() - nowMs;
  const bill = billOf(answer, model);
  await tenant.transact((tx) => tx.modelCalls.settle(callId, endOf(answer), bill));
  note(deps, answer);
  const info: CallInfo = {
    modelId: bill?.modelId ?? model.modelId,
    tokens: bill?.usage ?? null,
    costMicroUsd: bill?.costMicroUsd ?? null,
    latencyMs,
  };
  return outcomeOf(answer, info, deps.clock.nowMs());
}

/** Where the API said that it did nothing, nothing is owed; a lost answer may have cost what was reserved. */
function billOf(answer: ModelAnswer, { modelId }: Model): ModelBill | null {
  const { state } = answer;
  if (state === 'answered') return answer.bill;
  if (state === 'unusable' && answer.why !== 'not-taken') return answer.bill;
  if (answer.why === 'timeout' || answer.why === 'broken-off') return null;
  return { modelId, usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, costMicroUsd: 0 };
}

function capSentence({ why, freeAtMs }: { why: 'rate' | 'spend'; freeAtMs: number }): string {
  return why === 'spend'
    ? `This site's budget for the model is used up for today; I go on at ${timeWords(freeAtMs)}.`
    : 'This site asks the model very often at the moment.';
}

function outcomeOf(answer: ModelAnswer, info: CallInfo, nowMs: number): Asked {
  switch (answer.state) {
    case 'answered':
      return { state: 'answered', text: answer.text, info };
    case 'unusable':
      return { state: 'unusable', why: answer.why, info };
    case 'no-answer':
      return {
        state: 'later',
        cause: 'outage',
        sentence: OUTAGES[answer.why],
        notBeforeMs: nowMs + (answer.retryAfterMs ?? 0),
      };
    default:
      return assertNever(answer);
  }
}

/** How the call ended, in the words of the table of calls. */
function endOf(answer: ModelAnswer): string {
  return answer.state === 'answered' ? 'answered' : answer.why;
}

function note({ breaker, clock, log }: AskDeps, answer: ModelAnswer): void {
  if (answer.state !== 'no-answer') {
    breaker.succeeded();
    return;
  }
  // What the API refuses of one request says nothing of the next ticket.
  if (answer.why !== 'request-refused') breaker.failed(clock.nowMs());
  log.warn('model.no-answer', { why: answer.why, retryAfterMs: answer.retryAfterMs });
}
