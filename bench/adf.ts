/** Reading a 200 kB Atlassian Document as text, against parsing the same bytes as JSON. */
import { adfToText, type Json } from '@kraken/shared';
import { median, printRow, type Row } from './row.ts';

const ROUNDS = 5;
const CALLS = 40;
const BYTES = 200_000;

const text = (words: string, marks: Json[] = []): Json => ({ type: 'text', text: words, marks });
const node = (type: string, content: Json[]): Json => ({ type, attrs: {}, content });
const paragraph = (...content: Json[]): Json => node('paragraph', content);

/** What people write into tickets: paragraphs, lists in lists, a table, code, a quotation. */
function section(at: number): Json[] {
  const item = node('listItem', [
    paragraph(text(`Point ${at}`)),
    node('bulletList', [node('listItem', [paragraph(text('with a nested one'))])]),
  ]);
  const row = node(
    'tableRow',
    ['Name', 'Role', 'Since'].map((cell) => node('tableCell', [paragraph(text(cell))])),
  );
  return [
    paragraph(
      text('Please add '),
      { type: 'mention', attrs: { id: '5b', text: '@Dana Weber' } },
      text(' to the project, see '),
      text('the page', [{ type: 'link', attrs: { href: 'https://wiki.example/page' } }]),
    ),
    node('orderedList', [item, item]),
    node('table', [row, row, row]),
    node('codeBlock', [text('WARN pool exhausted\nWARN retry in 5 s')]),
    node('blockquote', [paragraph(text('as it was asked in spring'))]),
  ];
}

function exampleDocument(): Json {
  const content: Json[] = [];
  const perSection = JSON.stringify(section(0)).length;
  while (content.length < (BYTES / perSection) * 5) content.push(...section(content.length));
  return { type: 'doc', version: 1, content };
}

function p50(work: () => void): number {
  const times = Array.from({ length: CALLS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times);
}

/** Prints `tickets/adf-to-text`, in milliseconds a document. */
export function benchAdf(): Row[] {
  const bytes = JSON.stringify(exampleDocument());
  const document: Json = JSON.parse(bytes);
  if (bytes.length < BYTES) throw new Error(`the document has only ${bytes.length} bytes`);
  if (!adfToText(document).includes('  - with a nested one')) throw new Error('the text is wrong');
  const own: number[] = [];
  const parse: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(p50(() => adfToText(document)));
    parse.push(p50(() => JSON.parse(bytes)));
  }
  const name = 'tickets/adf-to-text 200 kB p50';
  return [printRow({ name, unit: 'ms', baseline: 'JSON.parse of the same bytes' }, own, parse)];
}
