/**
 * The scripted model: right replies, written by hand for our own texts, as the text a model would return. Says what a
 * model that reads well would say; whether that is enough is what the evaluation measures.
 */
import { readFileSync } from 'node:fs';
import type { Json, TicketSnapshot } from '@kraken/shared';
import { z } from 'zod';

const scriptedActionSchema = z.object({
  type: z.string(),
  args: z.record(z.string(), z.string()),
  /** Words an argument comes from, where they do not spell its value. */
  words: z.record(z.string(), z.string()).optional(),
  needs: z.array(z.number()).optional(),
});
const scriptedSchema = z.union([
  z.literal('none'),
  z.object({ ask: z.string() }),
  z.object({ unsupported: z.string() }),
  z.array(scriptedActionSchema),
]);
const languagesSchema = z.object({
  actions: z.array(scriptedActionSchema),
  sentences: z.record(z.string(), z.array(z.string())),
});

/** What the scripted model understands: nothing, a question, something no action covers, or actions. */
export type Scripted = z.infer<typeof scriptedSchema>;

function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** Replies by the id of the text: written requests and harmless texts. */
export const SCRIPTED_REPLIES = z
  .record(z.string(), scriptedSchema)
  .parse(readData('replies.json'));
/** The same ten requests in several languages. */
export const LANGUAGES = languagesSchema.parse(readData('languages.json'));

interface Words {
  source: string;
  quote: string;
}

function textsOf({ summary, description, comments }: TicketSnapshot): [string, string][] {
  return [
    ['summary', summary],
    ['description', description],
    ...comments.map(({ commentId, text }): [string, string] => [`comment:${commentId}`, text]),
  ];
}

/** The line that holds the words, and where it stands; else the first text that says anything. */
function lineWith(words: string, snapshot: TicketSnapshot): Words {
  const texts = textsOf(snapshot).filter(([, text]) => text.trim() !== '' && text !== 'Request');
  for (const [source, text] of texts) {
    const line = text.split('\n').find((one) => one.toLowerCase().includes(words.toLowerCase()));
    if (line !== undefined) return { source, quote: line };
  }
  const [first = ['summary', snapshot.summary]] = texts;
  return { source: first[0], quote: first[1] };
}

function actionOf(
  { type, args, words = {}, needs = [] }: z.infer<typeof scriptedActionSchema>,
  snapshot: TicketSnapshot,
): Json {
  const [asked = ''] = Object.values(args);
  return {
    type,
    ...lineWith(asked, snapshot),
    arguments: Object.entries(args).map(([name, value]) => ({
      name,
      value,
      ...lineWith(words[name] ?? value, snapshot),
    })),
    needs,
  };
}

/** The reply as the text of the model. */
export function scriptedReply(scripted: Scripted, snapshot: TicketSnapshot): string {
  const empty = { confidence: 0.95, actions: [], questions: [], unsupported: [] };
  const words = lineWith('', snapshot);
  if (scripted === 'none') return JSON.stringify({ ...empty, outcome: 'none' });
  if (Array.isArray(scripted)) {
    const actions = scripted.map((one) => actionOf(one, snapshot));
    return JSON.stringify({ ...empty, outcome: 'plan', actions });
  }
  if ('ask' in scripted)
    return JSON.stringify({
      ...empty,
      outcome: 'ask',
      questions: [{ about: scripted.ask, ...words }],
    });
  const unsupported = [{ topic: scripted.unsupported, ...words }];
  return JSON.stringify({ ...empty, outcome: 'unsupported', unsupported });
}
