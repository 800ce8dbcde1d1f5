/**
 * A parser for the part of JQL that administration needs: comparisons, IN, IS EMPTY, AND/OR/NOT,
 * parentheses, functions and ORDER BY. Leaves out CHANGED, WAS and text search (`~` is parsed, though).
 */

/** A value as written: text, or a call of a function. */
export type JqlValue = { text: string } | { call: string; args: string[] };

/** One parsed condition. */
export type JqlNode =
  | { kind: 'and' | 'or'; parts: JqlNode[] }
  | { kind: 'not'; part: JqlNode }
  | { kind: 'clause'; field: string; operator: JqlOperator; values: JqlValue[] };

/** Operators, in capitals. */
export type JqlOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '~'
  | '!~'
  | 'IN'
  | 'NOT IN'
  | 'IS'
  | 'IS NOT';

/** A whole query; `where` undefined means unbounded. */
export interface Jql {
  where: JqlNode | undefined;
  orderBy: Array<{ field: string; descending: boolean }>;
}

/** A query Jira would not take, with the words Jira uses. */
export class BadJql extends Error {
  override readonly name = 'BadJql';
}

interface Token {
  kind: 'word' | 'quoted' | 'symbol';
  text: string;
  at: number;
}

const SYMBOLS = ['!=', '!~', '<=', '>=', '=', '<', '>', '~', '(', ')', ',', '&&', '||', '!'];

/** The query as a tree. Throws `BadJql`. */
export function parseJql(source: string): Jql {
  const reader = new TokenReader(tokenize(source));
  const where = reader.done() || reader.peekWord('ORDER') ? undefined : readOr(reader);
  const orderBy = reader.takeWord('ORDER') ? readOrder(reader) : [];
  if (!reader.done()) reader.fail("Expecting either 'OR' or 'AND'");
  return { where, orderBy };
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = quoted(source, at) ?? symbol(source, at) ?? word(source, at);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function quoted(source: string, at: number): { token: Token; end: number } | undefined {
  const quote = source.charAt(at);
  if (quote !== '"' && quote !== "'") return undefined;
  let text = '';
  for (let index = at + 1; index < source.length; index += 1) {
    const char = source.charAt(index);
    if (char === quote) return { token: { kind: 'quoted', text, at }, end: index + 1 };
    if (char === '\\') index += 1;
    text += source.charAt(index);
  }
  throw new BadJql(
    `Error in the JQL Query: The quoted string '${text}' has not been completed. (line 1, character ${at + 1})`,
  );
}

function symbol(source: string, at: number): { token: Token; end: number } | undefined {
  const text = SYMBOLS.find((candidate) => source.startsWith(candidate, at));
  if (text === undefined) return undefined;
  return { token: { kind: 'symbol', text, at }, end: at + text.length };
}

function word(source: string, at: number): { token: Token; end: number } {
  const match = /^[^\s"'=!<>~(),&|]+/.exec(source.slice(at));
  const text = match?.[0];
  if (text === undefined || /[;?*^$#%@+{}\\`/]/.test(text)) {
    const char = text?.match(/[;?*^$#%@+{}\\`/]/)?.[0] ?? source.charAt(at);
    throw new BadJql(
      `Error in the JQL Query: The character '${char}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}' instead. (line 1, character ${at + 1})`,
    );
  }
  return { token: { kind: 'word', text, at }, end: at + text.length };
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  done(): boolean {
    return this.#next >= this.#tokens.length;
  }
  peek(): Token | undefined {
    return this.#tokens[this.#next];
  }
  take(): Token | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }
  peekWord(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'word' && token.text.toUpperCase() === text;
  }
  takeWord(...texts: string[]): boolean {
    if (!texts.some((text) => this.peekWord(text))) return false;
    this.#next += 1;
    return true;
  }
  takeSymbol(...texts: string[]): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'symbol' || !texts.includes(token.text)) return undefined;
    this.#next += 1;
    return token.text;
  }
  fail(expectation: string): never {
    const token = this.peek();
    if (token === undefined) {
      throw new BadJql(`Error in the JQL Query: ${expectation} before the end of the query.`);
    }
    throw new BadJql(
      `Error in the JQL Query: ${expectation} but got '${token.text}'. (line 1, character ${token.at + 1})`,
    );
  }
}

function readOr(reader: TokenReader): JqlNode {
  const parts = [readAnd(reader)];
  while (reader.takeWord('OR') || reader.takeSymbol('||', '|') !== undefined) {
    parts.push(readAnd(reader));
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts };
}

function readAnd(reader: TokenReader): JqlNode {
  const parts = [readNot(reader)];
  while (reader.takeWord('AND') || reader.takeSymbol('&&', '&') !== undefined) {
    parts.push(readNot(reader));
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function readNot(reader: TokenReader): JqlNode {
  if (reader.takeWord('NOT') || reader.takeSymbol('!') !== undefined) {
    return { kind: 'not', part: readNot(reader) };
  }
  if (reader.takeSymbol('(') !== undefined) {
    const inner = readOr(reader);
    if (reader.takeSymbol(')') === undefined) reader.fail("Expecting either 'OR' or 'AND'");
    return inner;
  }
  return readClause(reader);
}

function readClause(reader: TokenReader): JqlNode {
  const token = reader.peek();
  if (token === undefined || token.kind === 'symbol') reader.fail('Expecting a field name');
  reader.take();
  const operator = readOperator(reader);
  const values =
    operator === 'IN' || operator === 'NOT IN' ? readList(reader) : [readValue(reader)];
  return { kind: 'clause', field: token?.text ?? '', operator, values };
}

function readOperator(reader: TokenReader): JqlOperator {
  const symbolText = reader.takeSymbol('=', '!=', '<', '<=', '>', '>=', '~', '!~');
  if (symbolText !== undefined) return symbolText as JqlOperator;
  if (reader.takeWord('IN')) return 'IN';
  if (reader.takeWord('IS')) return reader.takeWord('NOT') ? 'IS NOT' : 'IS';
  if (reader.takeWord('NOT') && reader.takeWord('IN')) return 'NOT IN';
  return reader.fail(
    "Expecting an operator: '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'IS'",
  );
}

function readList(reader: TokenReader): JqlValue[] {
  const first = reader.peek();
  if (first?.kind === 'word') return [readValue(reader)];
  if (reader.takeSymbol('(') === undefined) reader.fail("Expecting '('");
  const values = [readValue(reader)];
  while (reader.takeSymbol(',') !== undefined) values.push(readValue(reader));
  if (reader.takeSymbol(')') === undefined) reader.fail("Expecting either ',' or ')'");
  return values;
}

function readValue(reader: TokenReader): JqlValue {
  const token = reader.peek();
  if (token === undefined || token.kind === 'symbol') {
    return reader.fail('Expecting either a value, list or function');
  }
  reader.take();
  if (token.kind === 'quoted' || reader.takeSymbol('(') === undefined) return { text: token.text };
  const args: string[] = [];
  while (reader.takeSymbol(')') === undefined) {
    const arg = reader.take();
    if (arg === undefined) reader.fail("Expecting ')'");
    else if (arg.text !== ',') args.push(arg.text);
  }
  return { call: token.text, args };
}

function readOrder(reader: TokenReader): Jql['orderBy'] {
  if (!reader.takeWord('BY')) reader.fail("Expecting 'BY'");
  const orderBy: Jql['orderBy'] = [];
  do {
    const token = reader.take();
    if (token === undefined || token.kind === 'symbol') reader.fail('Expecting a field name');
    const descending = reader.takeWord('DESC');
    if (!descending) reader.takeWord('ASC');
    orderBy.push({ field: token?.text ?? '', descending });
  } while (reader.takeSymbol(',') !== undefined);
  return orderBy;
}
