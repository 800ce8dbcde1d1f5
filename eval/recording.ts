/**
 * Answers of the real model, kept for a later run without it: one JSON object a line, the SHA-256 of the request and the
 * answer. A request is kept as its hash only. An answer quotes the ticket, so a recording stays outside the repository.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Model, ModelAnswer, ModelRequest } from '../approval-service/src/ports.ts';

const lineSchema = z.object({ request: z.string(), text: z.string() });

function keyOf(modelId: string, request: ModelRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([modelId, request]))
    .digest('hex');
}

/** A model whose usable answers are added to a file. */
export function recordingModel(model: Model, file: string): Model {
  return {
    ...model,
    async ask(request) {
      const answer = await model.ask(request);
      if (answer.state === 'answered') {
        const line = { request: keyOf(model.modelId, request), text: answer.text };
        appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
      }
      return answer;
    },
  };
}

/** A model that answers from a recording; what is not in it gets no answer. Throws on a file of another shape. */
export function replayedModel(file: string, modelId: string): Model | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const known = new Map(
    lines
      .filter((line) => line.trim() !== '')
      .map((line) => lineSchema.parse(JSON.parse(line)))
      .map(({ request, text }) => [request, text]),
  );
  const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 };
  return {
    modelId,
    mostMicroUsd: () => 0,
    async ask(request): Promise<ModelAnswer> {
      const text = known.get(keyOf(modelId, request));
      if (text === undefined) return { state: 'no-answer', why: 'unreachable', retryAfterMs: null };
      return { state: 'answered', text, bill: { modelId, usage, costMicroUsd: 0 } };
    },
  };
}
