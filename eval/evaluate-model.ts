/**
 * The same texts with a model behind the playbook: our own texts with the replies written for them, the real ones only
 * with a model or a recording of it.
 */

import type { Model } from '../approval-service/src/ports.ts';
import { type Evaluation, scoreBenign, scoreRequests } from './evaluate.ts';
import { analystWith, sayingModel } from './model-analyst.ts';
import type { BenignRow, RequestRow } from './read-texts.ts';
import { type Analyse, analyse } from './run-pipeline.ts';
import { SCRIPTED_REPLIES, scriptedReply } from './scripted/scripted-reply.ts';

/** Scores of a model, and the texts of which something would run by itself that should not. */
export type ModelEvaluation = Omit<Evaluation, 'attacks'> & {
  /** Texts nothing was recorded for or the model did not answer. */
  unanswered: string[];
};

/** The analyst of one text: with the model given, else with the reply written for it, else undefined. */
function analystOf(id: string, model: Model | undefined): Analyse | undefined {
  if (model !== undefined) return analystWith(model);
  const scripted = SCRIPTED_REPLIES[id];
  if (scripted === undefined) return undefined;
  return (snapshot) => analystWith(sayingModel(scriptedReply(scripted, snapshot)))(snapshot);
}

/** A text that the model did not answer is scored as the playbook reads it, and named. */
function noting(id: string, analyst: Analyse | undefined, unanswered: string[]): Analyse {
  return async (snapshot) => {
    if (analyst !== undefined) {
      try {
        return await analyst(snapshot);
      } catch {
        unanswered.push(id);
      }
    } else unanswered.push(id);
    return analyse(snapshot);
  };
}

/** Evaluates with a model; without one the scripted replies to our own texts are all there is. */
export async function evaluateModel(
  texts: { requests: RequestRow[]; benign: BenignRow[] },
  model: Model | undefined,
): Promise<ModelEvaluation> {
  const unanswered: string[] = [];
  const by = (id: string) => noting(id, analystOf(id, model), unanswered);
  const requests = await scoreRequests(
    texts.requests.filter(({ id }) => model !== undefined || SCRIPTED_REPLIES[id] !== undefined),
    by,
  );
  const benign = await scoreBenign(texts.benign, by);
  const wrong = [
    ...requests.filter(({ isWronglyAutomatic }) => isWronglyAutomatic),
    ...benign.filter(({ expect, autoIds }) => expect !== 'auto' && autoIds.length > 0),
  ];
  return { requests, benign, wronglyAutomatic: wrong.map(({ id }) => id), unanswered };
}
