/**
 * Writes the plain text of a ticket for its readers (ADF and wiki markup), so that both follow the same conventions: cited
 * text starts its lines with `> `, code stands between fences, struck-out words between `~~`, cells are parted by ` | ` and
 * lines in a cell by ` / `, a person is `@name`. Takes time in proportion to the text: deep nesting is indented only so far.
 */

/** Longest indentation of a line, in characters; a quotation inside it is marked all the same. */
const MAX_PREFIX = 40;

interface Frame {
  prefix: string;
  pendingBefore: string;
  /** Inside a cell, where a line ends with ` / `. */
  isCell: boolean;
  /** The cell itself. */
  isCellStart: boolean;
}

/** A text in the making; readers call it in the order of the text. No `#` names: Forge's bundler refuses private methods. */
export class TextWriter {
  private readonly out: string[] = [];
  private readonly frames: Frame[] = [];
  private top: Frame = { prefix: '', pendingBefore: '', isCell: false, isCellStart: false };
  private pending = '';
  private pendingBase = '';
  /** Nothing stands on the line, or in the cell, yet. */
  private isFresh = true;
  /** A line end is due before the next words. */
  private isBroken = false;
  private code: string[] = [];
  private codeDepth = 0;

  /** Words on the current line; line breaks in them are kept. */
  words(text: string): void {
    if (this.codeDepth > 0) this.code.push(text);
    else this.put(text);
  }

  /** Ends the line if something stands on it. */
  endLine(): void {
    if (this.codeDepth === 0) this.isBroken ||= !this.isFresh;
    else if (this.code.length > 0 && !this.code.at(-1)?.endsWith('\n')) this.code.push('\n');
  }

  /** Ends the line also when it is empty. */
  breakLine(): void {
    if (this.codeDepth > 0) this.code.push('\n');
    else if (this.top.isCell) this.endLine();
    else {
      this.startLine();
      this.isBroken = true;
    }
  }

  /** Starts a part of a list, or a quotation: what its first line and its other lines begin with. */
  open(first: string, rest: string): void {
    const { prefix, isCell } = this.top;
    this.push({ prefix: lengthened(prefix, rest), isCell, isCellStart: false });
    if (this.pending === '') this.pendingBase = prefix;
    this.pending = lengthened(this.pending, first);
  }

  /** Starts a cell; the first of a row starts a line too. */
  openCell(isFirst: boolean): void {
    if (this.codeDepth === 0) {
      this.startLine();
      if (!isFirst) this.out.push(' | ');
      this.isFresh = true;
    }
    this.push({ prefix: '', isCell: true, isCellStart: true });
  }

  /** Ends what was opened last. */
  close(): void {
    if (this.pending !== '') this.pending = this.top.pendingBefore;
    if (this.top.isCellStart) [this.isBroken, this.isFresh] = [false, false];
    this.top = this.frames.pop() ?? this.top;
  }

  /** Starts code; code inside code is one. */
  openCode(): void {
    this.codeDepth += 1;
  }

  /** Ends code. */
  closeCode(): void {
    this.codeDepth -= 1;
    if (this.codeDepth > 0) return;
    const text = this.code.join('').trimEnd();
    this.code = [];
    if (text === '') return;
    this.endLine();
    this.put(fenced(text));
    this.endLine();
  }

  /** The whole text, without white space at the ends of lines and more than one empty line in a row. */
  end(): string {
    return tidy(this.out.join(''));
  }

  private startLine(): void {
    if (this.isBroken) this.out.push(this.top.isCell ? ' / ' : '\n');
    if (this.isBroken || this.isFresh) {
      this.out.push(this.pending === '' ? this.top.prefix : this.pendingBase + this.pending);
      this.pending = '';
    }
    [this.isBroken, this.isFresh] = [false, false];
  }

  private put(text: string): void {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) this.breakLine();
      if (line === '') continue;
      this.startLine();
      this.out.push(line);
    }
  }

  private push(frame: Omit<Frame, 'pendingBefore'>): void {
    this.frames.push(this.top);
    this.top = { ...frame, pendingBefore: this.pending };
  }
}

/** A quotation counts at any depth; bullets and indentation only as far as they can be read. */
function lengthened(prefix: string, addition: string): string {
  const isQuotation = addition.startsWith('>');
  if (prefix.length < MAX_PREFIX || (isQuotation && !prefix.includes('>')))
    return prefix + addition;
  return prefix;
}

/** Backticks inside cannot close the fence. */
const fenced = (text: string): string => `\`\`\`\n${text.replaceAll('```', "'''")}\n\`\`\``;

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Marks hug the words: `~~ no ~~` would not read as struck out. */
export function struck(text: string): string {
  const words = text.trim();
  return words === '' ? text : text.replace(words, () => `~~${words}~~`);
}

/** A person by name only: account ids never leave with the text. */
export function mentioned(name: string): string {
  const bare = name.startsWith('@') ? name.slice(1) : name;
  return bare === '' || isAccountId(bare) ? '@?' : `@${bare}`;
}

/** An address without the account ids that links to people carry. */
export function addressText(address: string): string {
  return address.replace(/(\/people\/|accountId=)[0-9A-Za-z:%_-]{16,160}/g, '$1?');
}

/** How Jira's ids of people look: 24 hex digits, or a number and a UUID. */
export function isAccountId(text: string): boolean {
  return /^(?:accountid:.*|[0-9a-f]{24}|\d{1,12}:[0-9a-f-]{36}|qm:.*)$/i.test(text);
}
