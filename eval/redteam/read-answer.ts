/**
 * From the bytes of an HTTP answer to an analysis, by the service's own code: the SDK with an injected `fetch`, the
 * adapter, the parsing of the reply, provenance. No socket is opened.
 */
import { type Analysis, err, type ModelInfo, ok, type Result } from '@kraken/shared';
import {
  createClaude,
  DEFAULT_MODEL,
} from '../../approval-service/src/adapters/anthropic/claude.ts';
import { readPromptFile } from '../../approval-service/src/adapters/anthropic/read-prompt.ts';
import { buildPrompt } from '../../approval-service/src/analyse/model/build-prompt.ts';
import { parseReply } from '../../approval-service/src/analyse/model/parse-reply.ts';
import { parsePrompt } from '../../approval-service/src/analyse/model/prompt.ts';
import { toAnalysis } from '../../approval-service/src/analyse/model/to-analysis.ts';
import type { ModelRequest } from '../../approval-service/src/ports.ts';
import type { RawAnswer } from './messages-answer.ts';
import { type PlacedTicket, placeText } from './place-text.ts';

/** The analysis; an error is the reason why the whole answer is of no use. */
export type ReadAnswer = (
  answer: RawAnswer,
  ticket: Pick<PlacedTicket, 'snapshot' | 'voiceOf'>,
) => Promise<Result<Analysis, string>>;

const PROMPT = parsePrompt(readPromptFile());
const ANALYST: ModelInfo = {
  kind: 'model',
  modelId: DEFAULT_MODEL,
  promptVersion: PROMPT.version,
  tokens: null,
  costMicroUsd: null,
  latencyMs: 0,
  masks: [],
};

/** The request does not change what an answer can do, so one stands for all. */
function anyRequest(): ModelRequest {
  const { snapshot, voiceOf } = placeText('description', '');
  return buildPrompt(PROMPT, { snapshot, voiceOf, knownSecrets: [], playbookText: '' }).request;
}

/** Makes a reader. One answer at a time. */
export function createAnswerReader(): ReadAnswer {
  let next: RawAnswer | undefined;
  const model = createClaude({
    apiKey: 'none',
    modelId: DEFAULT_MODEL,
    baseUrl: 'http://model.invalid',
    timeoutMs: 10_000,
    fetch: async () => {
      if (next === undefined) throw new Error('nobody has written an answer');
      const { status, headers, body } = next;
      return new Response(body, { status, headers });
    },
  });
  // The prompt is the same every time; without it the harness does not spend its time on writing it out.
  const request = { ...anyRequest(), system: [] };
  return async (answer, { snapshot, voiceOf }) => {
    next = answer;
    const asked = await model.ask(request);
    if (asked.state !== 'answered') return err(asked.why);
    const reply = parseReply(asked.text);
    if (!reply.ok) return err(reply.error);
    const analysis = toAnalysis(reply.value, { snapshot, voiceOf }, ANALYST);
    return analysis.outcome === 'failed' ? err(analysis.reason) : ok(analysis);
  };
}
