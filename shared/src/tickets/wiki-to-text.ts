/**
 * Reads Jira's old wiki markup, as webhooks and API v2 send it, as plain text without losing a word: headings, lists,
 * tables, code, quotations, panels, links with their addresses, people by name. Macros it does not know stay as they are
 * written. Cited, logged and struck-out text keeps its marks as in ADF; a quotation or code that is never ended reaches to
 * the end of the text. Time is in proportion to the text.
 */
import { TextWriter } from './text-writer.ts';
import { wikiInline } from './wiki-inline.ts';

const BLOCK_MACRO = /(?<!\\)\{(code|noformat|quote|panel)(?::([^}\n]{0,1000}))?\}/g;

interface Reading {
  text: string;
  writer: TextWriter;
  isInQuote: boolean;
}

/** Plain text of wiki markup. */
export function wikiToText(markup: string): string {
  const text = markup.replace(/\r\n?/g, '\n');
  const reading: Reading = { text, writer: new TextWriter(), isInQuote: false };
  let at = 0;
  const macro = new RegExp(BLOCK_MACRO);
  for (let match = macro.exec(text); match !== null; match = macro.exec(text)) {
    writeLines(text.slice(at, match.index), reading.writer);
    at = writeMacro(
      { name: match[1] ?? '', params: match[2] ?? '', end: macro.lastIndex },
      reading,
    );
    macro.lastIndex = at;
  }
  writeLines(text.slice(at), reading.writer);
  return reading.writer.end();
}

/** Writes a macro and, of code, what is in it; returns where the text goes on. */
function writeMacro(
  { name, params, end }: { name: string; params: string; end: number },
  reading: Reading,
): number {
  const { text, writer } = reading;
  writer.endLine();
  if (name === 'quote') {
    if (reading.isInQuote) writer.close();
    else writer.open('> ', '> ');
    reading.isInQuote = !reading.isInQuote;
    return end;
  }
  const title = /(?:^|\|)title=([^|]*)/.exec(params)?.[1] ?? '';
  writer.words(title);
  writer.endLine();
  if (name === 'panel') return end;
  const closing = `{${name}}`;
  const found = text.indexOf(closing, end);
  const codeEnd = found < 0 ? text.length : found;
  writer.openCode();
  writer.words(text.slice(end, codeEnd).replace(/^\n/, ''));
  writer.closeCode();
  return found < 0 ? text.length : found + closing.length;
}

function writeLines(text: string, writer: TextWriter): void {
  if (text === '') return;
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') {
      if (at > 0 && at < lines.length - 1) writer.breakLine();
      continue;
    }
    writeLine(line.trim(), writer);
    writer.endLine();
  }
}

const LIST = /^([*#-]{1,100}) +(?=\S)/;
const HEADING = /^h[1-6]\. */;
const CITED = /^bq\. */;

function writeLine(line: string, writer: TextWriter): void {
  const marks = LIST.exec(line);
  if (/^-{4,}$/.test(line)) writer.words('---');
  else if (marks !== null) writeItem(line, marks, writer);
  else if (CITED.test(line)) {
    writer.open('> ', '> ');
    writer.words(wikiInline(line.replace(CITED, '')));
    writer.endLine();
    writer.close();
  } else if (line.startsWith('|')) writeRow(line, writer);
  else writer.words(wikiInline(line.replace(HEADING, '')));
}

/** Jira numbers items by itself; the text says only that they are numbered. */
function writeItem(line: string, [all, marks = '']: RegExpExecArray, writer: TextWriter): void {
  const bullet = marks.endsWith('#') ? '# ' : '- ';
  const indent = '  '.repeat(Math.min(marks.length - 1, 20));
  writer.open(indent + bullet, `${indent}  `);
  writer.words(wikiInline(line.slice(all.length)));
  writer.endLine();
  writer.close();
}

/** Bars inside links, pictures and macros part no cells. */
const CELL_PART = /\\.|\[[^\]\n]{0,1000}\]|\{[^}\n]{0,200}\}|![^!\s]{1,255}!|\|{1,2}|[^\\[{!|]+|./g;

function writeRow(line: string, writer: TextWriter): void {
  const cells: string[] = [];
  let cell = '';
  for (const [part] of line.replace(/^\|{1,2}/, '').matchAll(CELL_PART)) {
    if (/^\|{1,2}$/.test(part)) {
      cells.push(cell);
      cell = '';
    } else cell += part;
  }
  if (cell.trim() !== '') cells.push(cell);
  for (const [at, words] of cells.entries()) {
    writer.openCell(at === 0);
    writer.words(wikiInline(words.trim()));
    writer.close();
  }
}
