/**
 * The shape of a reply of the model. Flat on purpose: structured outputs allow no recursion, at most 24 optional and 16
 * union-typed parameters and no bounds on lengths or numbers, and a hundred argument shapes would exceed that. So an
 * action is its type and a list of arguments, each one value with the words it comes from; bounds are checked afterwards.
 */
import { CATALOGUE, type Json } from '@kraken/shared';
import { z } from 'zod';
import { QUESTION_NAMES } from '../build-question.ts';
import { TOPIC_IDS } from './unsupported-topics.ts';

/** Most actions of one reply; a longer wish is left to a person. */
export const MAX_REPLY_ACTIONS = 50;
/** Longest reply that is read, in UTF-16 units. */
export const MAX_REPLY_LENGTH = 200_000;

/** What is asked of Kraken itself, such as to drop an approval: not in the catalogue, so the policy refuses it. */
export const CHANGE_OF_KRAKEN = 'kraken.change';

/** `summary`, `description`, or `comment:` and the id of the comment. */
const sourceSchema = z
  .string()
  .regex(/^(?:summary|description|comment:\d{1,20})$/)
  .describe('Where the quoted words stand: summary, description or comment:<id>.');

const quoteSchema = z
  .string()
  .min(1)
  .max(8_000)
  .describe('Words of that text, copied exactly, never translated or shortened.');

/** One value: `users[1]` is the second of a list, `changes[0].permission` a part of the first object of one. */
const argumentSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-zA-Z]{1,40}(?:\[\d{1,2}\])?(?:\.[a-zA-Z]{1,40})?$/)
    .describe(
      'Argument of the action; users[0], users[1] for a list; changes[0].permission for a part.',
    ),
  value: z
    .union([z.string().max(8_000), z.boolean(), z.null()])
    .describe(
      'The value in the words of the ticket; null takes something away, such as an assignee.',
    ),
  source: sourceSchema,
  quote: quoteSchema.describe('The words of the ticket this value comes from, copied exactly.'),
});

const actionSchema = z.strictObject({
  type: z
    .enum([...CATALOGUE.map(({ type }) => type), CHANGE_OF_KRAKEN])
    .describe('Type of the action, from the catalogue.'),
  source: sourceSchema,
  quote: quoteSchema.describe('The sentence that asks for it, copied exactly.'),
  arguments: z.array(argumentSchema).max(200),
  needs: z
    .array(z.number().int().min(0).max(MAX_REPLY_ACTIONS))
    .max(MAX_REPLY_ACTIONS)
    .describe('Positions, from 0, of earlier actions that have to be done before this one.'),
});

const questionSchema = z.strictObject({
  about: z.enum(QUESTION_NAMES).describe('The one thing that is missing or ambiguous.'),
  source: sourceSchema,
  quote: quoteSchema.describe('The sentence that cannot be done without the answer.'),
});

const unsupportedSchema = z.strictObject({
  topic: z.enum(TOPIC_IDS).describe('What is asked and no action covers.'),
  source: sourceSchema,
  quote: quoteSchema.describe('The sentence that asks for it, copied exactly.'),
});

/** A reply. Every property is required; lists are empty where there is nothing. */
export const replySchema = z.strictObject({
  outcome: z
    .enum(['plan', 'ask', 'unsupported', 'none'])
    .describe(
      'plan: actions to propose. ask: something needed is missing. unsupported: Jira work no action covers. none: nothing is asked.',
    ),
  confidence: z.number().min(0).max(1).describe('0 to 1: how sure this reading is.'),
  actions: z.array(actionSchema).max(MAX_REPLY_ACTIONS),
  questions: z.array(questionSchema).max(10),
  unsupported: z.array(unsupportedSchema).max(MAX_REPLY_ACTIONS),
});

export type ModelReply = z.infer<typeof replySchema>;
export type ReplyAction = ModelReply['actions'][number];
export type ReplyArgument = ReplyAction['arguments'][number];

/** Keywords structured outputs refuse; the bounds behind them are checked when the reply is parsed. */
const REFUSED_KEYWORDS = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'pattern',
]);

function withoutBounds(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutBounds);
  if (schema === null || typeof schema !== 'object') return schema;
  const kept = Object.entries(schema).filter(([name]) => !REFUSED_KEYWORDS.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutBounds(part)]));
}

let jsonSchema: Json | undefined;

/** The schema as it is sent: without bounds, every object closed. */
export function replyJsonSchema(): Json {
  jsonSchema ??= withoutBounds(z.toJSONSchema(replySchema, { io: 'input' }) as Json);
  return jsonSchema;
}
