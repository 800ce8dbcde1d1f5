/**
 * The service's own analyst, the playbook first and then a model, for tickets whose texts are all the reporter's. Calls are
 * not counted against caps; everything else is as in the service.
 */
import { type DecisionId, err, ok, type Result, type UserId } from '@kraken/shared';
import { createClaude, DEFAULT_MODEL } from '../approval-service/src/adapters/anthropic/claude.ts';
import { readPromptFile } from '../approval-service/src/adapters/anthropic/read-prompt.ts';
import { createLog } from '../approval-service/src/adapters/system/log.ts';
import { systemRandom } from '../approval-service/src/adapters/system/random.ts';
import { createAnalyst } from '../approval-service/src/analyse/analyse-ticket.ts';
import { createBreaker } from '../approval-service/src/analyse/model/breaker.ts';
import { parsePrompt } from '../approval-service/src/analyse/model/prompt.ts';
import type { Model, Store } from '../approval-service/src/ports.ts';
import { textAnswer } from './redteam/messages-answer.ts';
import type { Analyse } from './run-pipeline.ts';

/** A store in which there is always room for a call: an evaluation has no tenants and spends nothing of theirs. */
const ROOMY = {
  forTenant: () => ({
    transact: async (work: (tx: unknown) => Promise<unknown>) =>
      work({
        modelCalls: { reserve: async () => ({ isFree: true }), settle: async () => undefined },
      }),
  }),
} as unknown as Store;

/** An analyst around a model. Throws where the model gave no usable answer: the evaluation has no later. */
export function analystWith(model: Model): Analyse {
  return async (snapshot) => {
    const analyst = createAnalyst({
      store: ROOMY,
      clock: { nowMs: () => Date.UTC(2026, 10, 24, 9) },
      random: systemRandom,
      log: createLog('silent'),
      breaker: createBreaker(),
      caps: { callsPerMinute: 1_000_000, dailyMicroUsd: Number.MAX_SAFE_INTEGER },
      reader: { model, prompt: parsePrompt(readPromptFile()) },
      ownSecrets: [],
    });
    const answer = await analyst.analyse({
      snapshot,
      voiceOf: () => 'reporter',
      payer: { userId: 'usr_eval' as UserId, decisionId: 'dec_eval' as DecisionId },
      knownSecrets: [],
      playbookText: '',
      waited: { sinceMs: Date.UTC(2026, 10, 24, 9), tries: 99 },
    });
    if (answer.state === 'analysed') return answer.analysis;
    throw new Error(answer.sentence);
  };
}

/** A model that says a text, through the SDK and the service's adapter; no socket is opened. */
export function sayingModel(text: string): Model {
  return createClaude({
    apiKey: 'none',
    modelId: DEFAULT_MODEL,
    baseUrl: 'http://model.invalid',
    timeoutMs: 10_000,
    fetch: async () => {
      const { status, headers, body } = textAnswer(text);
      return new Response(body, { status, headers });
    },
  });
}

/** The real model, by the service's own adapter. The key and the address come from the environment. Error: no key. */
export function realModel(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Model, 'no-key'> {
  const apiKey = environment['ANTHROPIC_API_KEY'];
  if (apiKey === undefined || apiKey === '') return err('no-key');
  return ok(
    createClaude({
      apiKey,
      modelId: environment['ANTHROPIC_MODEL'] ?? DEFAULT_MODEL,
      baseUrl: environment['ANTHROPIC_BASE_URL'] ?? 'https://api.anthropic.com',
      timeoutMs: 120_000,
    }),
  );
}
