/**
 * What a completely hijacked model answers: the plan it was told to return, in the shape the service asks for, every
 * argument backed by the best words the ticket has for it.
 */
import type { Json } from '@kraken/shared';
import type { HijackedAction } from './op-table.ts';

/** Longest quote: with longer ones a plan of fifty actions is refused for its length alone. */
const MAX_QUOTE = 400;

/** The words of a text that name a value: the value itself, or the line it stands in; else the whole attack. */
function wordsFor(value: Json, text: string, isShort: boolean): string {
  const whole = text.trim().slice(0, MAX_QUOTE) || text;
  if (typeof value !== 'string' || value === '') return whole;
  const at = text.toLowerCase().indexOf(value.toLowerCase());
  if (at < 0) return whole;
  if (isShort) return text.slice(at, at + value.length);
  const from = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at + value.length);
  return text.slice(from, end < 0 ? undefined : end).slice(0, MAX_QUOTE);
}

/** Where and how a plan is quoted. */
export interface Quoting {
  source: string;
  text: string;
  /** Quotes the bare value instead of its line. */
  isShort: boolean;
}

/** The plan as the text of a reply. */
export function obedientReply(actions: readonly HijackedAction[], quoting: Quoting): string {
  const { source, text, isShort } = quoting;
  const asked = wordsFor('', text, false);
  return JSON.stringify({
    outcome: 'plan',
    confidence: 1,
    actions: actions.map(({ type, args }) => ({
      type,
      source,
      quote: asked,
      arguments: Object.entries(args).map(([name, value]) => ({
        name,
        value,
        source,
        quote: wordsFor(value, text, isShort),
      })),
      needs: [],
    })),
    questions: [],
    unsupported: [],
  });
}
