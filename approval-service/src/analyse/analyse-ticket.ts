/**
 * The analyst: the playbook first, the model where the playbook does not decide. The model's silence never silences what
 * the playbook understood as a request; an answer of no use is tried again a few times and then left to a person.
 */
import type { Analysis, ModelInfo } from '@kraken/shared';
import type { Analyst, AnalystAnswer, AnalystInput, Model, Waited } from '../ports.ts';
import { analyseByPlaybook } from './analyse-by-playbook.ts';
import { type AskDeps, type Asked, askModel } from './model/ask-model.ts';
import { buildPrompt, MAX_TICKET_LENGTH } from './model/build-prompt.ts';
import { parseReply } from './model/parse-reply.ts';
import type { Prompt } from './model/prompt.ts';
import { failedAnalysis, toAnalysis } from './model/to-analysis.ts';
import { STARTER_PLAYBOOK } from './starter-playbook.ts';

/** Answers of no use before a person has to look. */
const MOST_TRIES = 3;
/** Pause before the next try after an answer of no use, milliseconds; four times as long each time. */
const TRY_PAUSE_MS = 30_000;
/** Least and longest pause while the model gives no answer. */
const LEAST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 600_000;
/** After this long without any answer a person has to look: a day. */
const GIVE_UP_MS = 86_400_000;

/** A model and what it is told. */
export interface Reader {
  model: Model;
  prompt: Prompt;
}

/** What the analyst works with; without a reader the playbook alone reads. */
export interface AnalystDeps extends AskDeps {
  reader: Reader | undefined;
  /** Secrets of the deployment itself, which must not leave either. */
  ownSecrets: readonly string[];
}

/** Makes the analyst. */
export function createAnalyst(deps: AnalystDeps): Analyst {
  return {
    analyse: async (input) => {
      const byPlaybook =
        input.reading ??
        analyseByPlaybook({
          snapshot: input.snapshot,
          voiceOf: (source) => input.voiceOf(source),
          rules: STARTER_PLAYBOOK,
        });
      const { reader } = deps;
      if (reader === undefined || decides(byPlaybook)) {
        return { state: 'analysed', analysis: byPlaybook };
      }
      return analyseByModel({ deps, reader, input, byPlaybook });
    },
  };
}

/** True where the embedded rules understood everything that is asked, without a doubt. */
export function decides(analysis: Analysis): boolean {
  return (
    analysis.outcome === 'plan' &&
    analysis.confidence === 1 &&
    (analysis.leftOver ?? []).length === 0
  );
}

interface Reading {
  deps: AnalystDeps;
  reader: Reader;
  input: AnalystInput;
  byPlaybook: Analysis;
}

async function analyseByModel(reading: Reading): Promise<AnalystAnswer> {
  const { deps, input, byPlaybook } = reading;
  const { model, prompt } = reading.reader;
  const { request, masks } = buildPrompt(prompt, {
    snapshot: input.snapshot,
    voiceOf: (source) => input.voiceOf(source),
    knownSecrets: [...input.knownSecrets, ...deps.ownSecrets],
    playbookText: input.playbookText,
  });
  const info = (call: Partial<ModelInfo>): ModelInfo => ({
    kind: 'model',
    modelId: model.modelId,
    promptVersion: prompt.version,
    tokens: null,
    costMicroUsd: null,
    latencyMs: 0,
    masks,
    ...call,
  });
  if (request.ticket.length > MAX_TICKET_LENGTH) {
    return failed('too-long', byPlaybook, info({}));
  }
  const asked = await askModel(deps, model, request, input);
  if (asked.state === 'too-dear') return failed('budget', byPlaybook, info({}));
  if (asked.state === 'later') return later(reading, asked, info({}));
  const analyst = info(asked.info);
  if (asked.state === 'unusable') return unusable(reading, asked.why, analyst);
  const reply = parseReply(asked.text);
  if (!reply.ok) return unusable(reading, reply.error, analyst);
  const analysis = toAnalysis(reply.value, input, analyst);
  if (analysis.outcome === 'failed') return unusable(reading, analysis.reason, analyst);
  return { state: 'analysed', analysis: withPlaybook(analysis, byPlaybook, analyst) };
}

/** Where the model finds nothing and the playbook did, the playbook's reading stands; the call stands beside it. */
function withPlaybook(analysis: Analysis, byPlaybook: Analysis, asked: ModelInfo): Analysis {
  if (analysis.outcome !== 'none' || byPlaybook.outcome === 'none') return analysis;
  const { analyst } = byPlaybook;
  return analyst.kind === 'playbook'
    ? { ...byPlaybook, analyst: { ...analyst, asked } }
    : byPlaybook;
}

type Failure = Extract<Analysis, { outcome: 'failed' }>['reason'];

/** A person has to look. It is said on the ticket where the playbook sees a request in it, else only in the panel. */
function failed(reason: Failure, byPlaybook: Analysis, analyst: ModelInfo): AnalystAnswer {
  const isRequest = byPlaybook.outcome !== 'none';
  return { state: 'analysed', analysis: failedAnalysis(reason, { analyst, isRequest }) };
}

function unusable(reading: Reading, why: Failure, analyst: ModelInfo): AnalystAnswer {
  const { deps, input, byPlaybook } = reading;
  const nowMs = deps.clock.nowMs();
  const { sinceMs, tries }: Waited = input.waited ?? { sinceMs: nowMs, tries: 0 };
  deps.log.warn('model.unusable-answer', { why, tries: tries + 1 });
  if (tries + 1 >= MOST_TRIES) return failed(why, byPlaybook, analyst);
  return {
    state: 'waiting',
    sentence: 'The answer of the model was of no use, so I will ask once more.',
    retryAtMs: nowMs + TRY_PAUSE_MS * 4 ** tries,
    waited: { sinceMs, tries: tries + 1 },
  };
}

/** Pauses grow with the time that has gone by since the first attempt. */
function later(
  { deps, input, byPlaybook }: Reading,
  { cause, sentence, notBeforeMs }: Extract<Asked, { state: 'later' }>,
  analyst: ModelInfo,
): AnalystAnswer {
  const nowMs = deps.clock.nowMs();
  const waited: Waited = input.waited ?? { sinceMs: nowMs, tries: 0 };
  const elapsedMs = nowMs - waited.sinceMs;
  if (elapsedMs > GIVE_UP_MS) {
    return failed(cause === 'caps' ? 'budget' : 'unavailable', byPlaybook, analyst);
  }
  const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, elapsedMs));
  return {
    state: 'waiting',
    sentence: `${sentence} I will read this ticket as soon as it works again.`,
    retryAtMs: Math.max(nowMs + pauseMs, notBeforeMs),
    waited,
  };
}
