/** Finds the ticket in what the service sends to the model, leniently: the last JSON object of the last message. */

/** One text of a ticket and where it stands: `summary`, `description`, `comment:<id>`. */
export interface TicketText {
  source: string;
  text: string;
}

const MOST_TRIES = 500;

/** Texts of the ticket in their order; the whole message as a description when there is no ticket in it. */
export function findTicket(message: string): TicketText[] {
  const ticket = lastObject(message);
  const texts = ticket === undefined ? [] : textsOf(ticket);
  return texts.length > 0 ? texts : [{ source: 'description', text: message }];
}

function textsOf(ticket: Record<string, unknown>): TicketText[] {
  const texts: TicketText[] = [];
  for (const source of ['summary', 'description']) {
    const text = wordsOf(ticket[source]);
    if (text !== '') texts.push({ source, text });
  }
  const { comments } = ticket;
  if (!Array.isArray(comments)) return texts;
  for (const comment of comments as unknown[]) {
    const { id, text } = (comment ?? {}) as { id?: unknown; text?: unknown };
    if (typeof id === 'string' || typeof id === 'number')
      texts.push({ source: `comment:${id}`, text: wordsOf(text) });
  }
  return texts;
}

/** A text comes as it is, or beside whose words they are. */
function wordsOf(value: unknown): string {
  const { text = value } = (value ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

/** The last outermost JSON object in a text. */
function lastObject(text: string): Record<string, unknown> | undefined {
  let found: Record<string, unknown> | undefined;
  let start = text.indexOf('{');
  for (let tries = 0; start >= 0 && tries < MOST_TRIES; tries += 1) {
    const end = endOfObject(text, start);
    const value = end < 0 ? undefined : parseObject(text.slice(start, end));
    if (value) found = value;
    start = text.indexOf('{', value ? end : start + 1);
  }
  return found;
}

/** Just after the brace that closes the one at `start`; -1 when none does. */
function endOfObject(text: string, start: number): number {
  const signs = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  signs.lastIndex = start;
  let depth = 0;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    if (found[0] === '{') depth += 1;
    if (found[0] === '}') depth -= 1;
    if (depth === 0) return signs.lastIndex;
  }
  return -1;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
