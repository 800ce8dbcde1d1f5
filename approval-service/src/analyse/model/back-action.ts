/**
 * Provenance: one action of a reply, backed by the ticket's own words. What does not stand in the ticket is dropped; what
 * stands there and does not name the value is left for a person to decide; whose words they are goes on to the policy.
 */
import {
  type ActionDefinition,
  findAction,
  isJsonObject,
  type Json,
  type ProposedAction,
  type Question,
  type Quote,
} from '@kraken/shared';
import { buildQuestion, hasQuestion } from '../build-question.ts';
import { quotesOf } from '../draft-actions.ts';
import type { Sentence } from '../split-sentences.ts';
import { assembleArguments, placeOf } from './assemble-arguments.ts';
import { argumentSchemaOf } from './catalogue-text.ts';
import { type StandingQuote, sentencesOf } from './find-quote.ts';
import { asksFor } from './order-words.ts';
import type { ReplyAction, ReplyArgument } from './reply-schema.ts';
import { isNamedBy } from './value-in-words.ts';

/** What became of one action of a reply. */
export type Backed =
  | {
      kind: 'action';
      proposed: Omit<ProposedAction, 'dependsOn'>;
      tightens: string[];
      /** Sentences that ask for it, and those its arguments come from. */
      orders: Sentence[];
      details: Sentence[];
    }
  | { kind: 'question'; question: Question; quotes: Quote[] }
  /** Left to a person, with the words it is about as far as they stand. */
  | { kind: 'dropped'; quotes: Quote[] }
  /** Asked for by somebody who has no say here. */
  | { kind: 'unheard' };

/** What is needed of the ticket. */
export interface Backing {
  find(source: string, words: string): StandingQuote | undefined;
  sentences: readonly Sentence[];
}

/** Backs one action of a reply. */
export function backAction(action: ReplyAction, backing: Backing): Backed {
  const asked = backing.find(action.source, action.quote);
  if (asked === undefined) return { kind: 'dropped', quotes: [] };
  if (asked.voice === 'other' && asked.source.kind === 'comment') return { kind: 'unheard' };
  const orders = sentencesOf(asked, backing.sentences);
  // Cited, logged and hidden words are not the reporter's own.
  if (orders.length === 0) return { kind: 'dropped', quotes: [plain(asked)] };
  const quotes = orders.flatMap(quotesOf);
  const backed = backArguments(action.arguments, backing);
  const args = assembleArguments(action.arguments);
  if (backed === undefined || !args.ok) return { kind: 'dropped', quotes };
  const missing = missingIn(findAction(action.type), args.value);
  if (missing !== undefined) return { kind: 'question', question: buildQuestion(missing), quotes };
  const details = backed.quotes.flatMap((quote) => sentencesOf(quote, backing.sentences));
  const isAsked = asksFor(action.type, wordsOf([...orders, ...details]));
  return {
    kind: 'action',
    proposed: { type: action.type, args: args.value, quotes: joinQuotes(quotes, backed.quotes) },
    tightens: [...backed.unnamed.map(unnamedSentence), ...(isAsked ? [] : [NOT_IN_SO_MANY_WORDS])],
    orders,
    details,
  };
}

const NOT_IN_SO_MANY_WORDS =
  'The words of the ticket do not ask for this kind of thing in so many words';

/** What those who may ask wrote: the sentences and what introduces them. */
function wordsOf(sentences: readonly Sentence[]): string {
  return sentences
    .filter(({ voice }) => voice !== 'other')
    .flatMap((sentence) => [sentence.intro, sentence])
    .flatMap((sentence) => (sentence === undefined ? [] : quotesOf(sentence)))
    .map(({ text }) => text)
    .join('\n');
}

const plain = ({ text, source, voice }: StandingQuote): Quote => ({ text, source, voice });

interface BackedArguments {
  quotes: StandingQuote[];
  /** Names of arguments whose words do not name the value. */
  unnamed: string[];
}

/** Undefined where the words of an argument do not stand in the ticket. */
function backArguments(
  given: readonly ReplyArgument[],
  backing: Backing,
): BackedArguments | undefined {
  const quotes: StandingQuote[] = [];
  const unnamed = new Set<string>();
  for (const { name: path, value, source, quote } of given) {
    const found = backing.find(source, quote);
    if (found === undefined) return undefined;
    const { name, part } = placeOf(path);
    const isVisible = sentencesOf(found, backing.sentences).length > 0;
    if (!isVisible || !isNamedBy(part ?? name, value, found.text)) unnamed.add(part ?? name);
    quotes.push(found);
  }
  return { quotes, unnamed: [...unnamed] };
}

/** The sentences that ask, then what the arguments add that is not in them. */
function joinQuotes(asked: readonly Quote[], more: readonly StandingQuote[]): Quote[] {
  const joined = [...asked];
  const placeOfQuote = ({ source }: Quote) => JSON.stringify(source);
  for (const quote of more) {
    const isIn = joined.some(
      (one) => placeOfQuote(one) === placeOfQuote(quote) && one.text.includes(quote.text),
    );
    if (!isIn) joined.push(plain(quote));
  }
  return joined;
}

/** First argument the action cannot do without and the reply does not give. */
function missingIn(definition: ActionDefinition | undefined, args: Json): string | undefined {
  if (definition === undefined || !isJsonObject(args)) return undefined;
  const required = argumentSchemaOf(definition)['required'];
  if (!Array.isArray(required)) return undefined;
  return required
    .filter((name) => typeof name === 'string')
    .find((name) => !Object.hasOwn(args, name) || args[name] === '');
}

function unnamedSentence(argument: string): string {
  const thing = hasQuestion(argument)
    ? buildQuestion(argument).thing
    : argument.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `The words of the ticket do not name the ${thing} that the analysis chose`;
}
