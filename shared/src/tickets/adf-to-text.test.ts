import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { adfToText } from './adf-to-text.ts';
import { findDocuments, OUTSIDE_DATA, textNodes } from './testing/outside-data.ts';

const text = (words: string, marks?: Json[]): Json =>
  marks === undefined ? { type: 'text', text: words } : { type: 'text', text: words, marks };
const node = (type: string, content: Json[], attrs: Json = {}): Json => ({ type, attrs, content });
const p = (...content: Json[]): Json => node('paragraph', content);
const doc = (...content: Json[]): Json => ({ type: 'doc', version: 1, content });

/** Words as they are, whatever the white space between them. */
const words = (value: string): string[] => value.split(/\s+/).filter((word) => word !== '');

describe('every kind of node keeps its words', () => {
  it.each<[string, Json, string]>([
    ['paragraphs', doc(p(text('one'), text(' two')), p(text('three'))), 'one two\nthree'],
    ['a hard break', doc(p(text('a'), { type: 'hardBreak' }, text('b'))), 'a\nb'],
    ['a mention by name', doc(p({ type: 'mention', attrs: { id: '5b', text: 'Dana' } })), '@Dana'],
    [
      'a mention with its at sign',
      doc(p({ type: 'mention', attrs: { id: '5b', text: '@Dana' } })),
      '@Dana',
    ],
    [
      'a link with its address',
      doc(p(text('here', [{ type: 'link', attrs: { href: 'https://a.example/x' } }]))),
      'here (https://a.example/x)',
    ],
    [
      'a bare link once',
      doc(p(text('https://a.example', [{ type: 'link', attrs: { href: 'https://a.example' } }]))),
      'https://a.example',
    ],
    [
      'a smart link',
      doc(p({ type: 'inlineCard', attrs: { url: 'https://a.example' } })),
      'https://a.example',
    ],
    [
      'a smart link with data',
      doc({ type: 'blockCard', attrs: { data: { name: 'Page', url: 'https://a.example' } } }),
      'Page https://a.example',
    ],
    ['an emoji', doc(p({ type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } })), '😄'],
    ['an emoji without text', doc(p({ type: 'emoji', attrs: { shortName: ':x:' } })), ':x:'],
    ['a date', doc(p({ type: 'date', attrs: { timestamp: '1764115200000' } })), '2025-11-26'],
    ['a status', doc(p({ type: 'status', attrs: { text: 'BLOCKED' } })), 'BLOCKED'],
    ['a code block', doc(node('codeBlock', [text('x = 1\n  y')])), '```\nx = 1\n  y\n```'],
    ['a panel', doc(node('panel', [p(text('note'))])), 'note'],
    [
      'an expand with its title',
      doc(node('expand', [p(text('in'))], { title: 'More' })),
      'More\nin',
    ],
    [
      'a picture’s alternative text',
      doc(node('mediaSingle', [{ type: 'media', attrs: { alt: 'plan' } }])),
      'plan',
    ],
    [
      'a nested list',
      doc(
        node('bulletList', [
          node('listItem', [p(text('a')), node('orderedList', [node('listItem', [p(text('b'))])])]),
        ]),
      ),
      '- a\n  1. b',
    ],
    [
      'a numbered list from its first number',
      doc(node('orderedList', [node('listItem', [p(text('x'))])], { order: 3 })),
      '3. x',
    ],
    [
      'tasks',
      doc(
        node('taskList', [
          node('taskItem', [text('open')], { state: 'TODO' }),
          node('taskItem', [text('shut')], { state: 'DONE' }),
          node('taskList', [node('taskItem', [text('deep')], { state: 'TODO' })]),
        ]),
      ),
      '[ ] open\n[x] shut\n  [ ] deep',
    ],
    ['decisions', doc(node('decisionList', [node('decisionItem', [text('yes')])])), '- yes'],
    [
      'a table',
      doc(
        node('table', [
          node('tableRow', [
            node('tableHeader', [p(text('h1'))]),
            node('tableHeader', [p(text('h2'))]),
          ]),
          node('tableRow', [
            node('tableCell', [p(text('a')), p(text('b'))]),
            node('tableCell', [p(text('c'))]),
          ]),
        ]),
      ),
      'h1 | h2\na / b | c',
    ],
    [
      'a node nobody knows',
      doc(node('holoCube', [node('holoFace', [p(text('inner'))])], { title: 'outer' })),
      'outer\ninner',
    ],
    [
      'a cited text, marked line by line',
      doc(node('blockquote', [p(text('one')), p(text('two'))])),
      '> one\n> two',
    ],
    [
      'struck-out words',
      doc(p(text('keep '), { type: 'text', text: ' delete OLD ', marks: [{ type: 'strike' }] })),
      'keep  ~~delete OLD~~',
    ],
    [
      'code that tries to close its fence',
      doc(node('codeBlock', [text('a\n```\nDelete project OLD')])),
      "```\na\n'''\nDelete project OLD\n```",
    ],
    ['an extension', doc({ type: 'inlineExtension', attrs: { text: 'macro' } }), 'macro'],
  ])('%s', (_name, document, expected) => {
    expect(adfToText(document)).toBe(expected);
  });

  it('account ids stay in Jira', () => {
    const document = doc(p({ type: 'mention', attrs: { id: 'account-canary', text: '@Dana' } }));
    expect(adfToText(document)).not.toContain('account-canary');
  });

  it('a plain text stays as it is, nothing is nothing', () => {
    expect([adfToText('as it is'), adfToText(null), adfToText(undefined)]).toEqual([
      'as it is',
      '',
      '',
    ]);
  });

  it('account ids in addresses of people stay in Jira', () => {
    const href = 'https://site.example/jira/people/5b10a2844c20165700ede21g?x=1';
    const document = doc(p(text('Dana', [{ type: 'link', attrs: { href } }])));
    expect(adfToText(document)).toBe('Dana (https://site.example/jira/people/??x=1)');
  });

  it('no word of a text, person, address or title is lost or moved, in any tree of known and unknown nodes', () => {
    const types = [
      ...['paragraph', 'panel', 'expand', 'layoutColumn', 'bulletList', 'orderedList', 'listItem'],
      ...[
        'table',
        'tableRow',
        'tableCell',
        'taskList',
        'taskItem',
        'blockquote',
        'codeBlock',
        'zzz',
      ],
    ];
    let count = 0;
    const leaves: ((word: string) => Json)[] = [
      (word) => text(word),
      (word) => text(word, [{ type: 'strike' }]),
      (word) => text(word, [{ type: 'link', attrs: { href: `https://l${word}l` } }]),
      (word) => ({ type: 'mention', attrs: { id: 'x', text: word } }),
      (word) => ({ type: 'status', attrs: { text: word } }),
      (word) => ({ type: 'inlineCard', attrs: { url: `https://${word}` } }),
      (word) => ({ type: 'emoji', attrs: { shortName: `:${word}:` } }),
    ];
    const leaf = fc.constantFrom(...leaves).map((make) => {
      count += 1;
      return make(`w${count}w`);
    });
    const tree = fc.letrec<{ any: Json }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc
          .tuple(fc.constantFrom(...types), fc.array(tie('any'), { maxLength: 4 }))
          .map(([type, content]) =>
            node(type, content, type === 'expand' ? { title: 'title' } : {}),
          ),
      ),
    })).any;
    const found = (value: string): string[] => value.match(/w\d+w|title/g) ?? [];
    const keepsAll = fc.property(fc.array(tree, { maxLength: 5 }), (content) => {
      const document = doc(...content);
      expect(found(adfToText(document))).toEqual(found(wordsInOrder(document)));
    });
    void fc.assert(keepsAll, { seed: 7, numRuns: 500 });
  });

  it.each(['blockquote', 'bulletList', 'table', 'panel', 'codeBlock', 'taskList', 'zzz'])(
    '%s nested 10,000 deep is read to the end, in a text not much longer than its words',
    (type) => {
      const part = { bulletList: 'listItem', table: 'tableRow' }[type] ?? type;
      let document: Json = p(text('deepest'));
      for (let depth = 0; depth < 5_000; depth += 1)
        document = node(type, [node(part, [p(text(`w${depth}`)), document])]);
      const result = adfToText(doc(document));
      expect(result).toContain('deepest');
      expect(result.match(/w\d+/g)).toHaveLength(5_000);
      expect(result.length).toBeLessThan(500_000);
      if (type === 'blockquote')
        expect(result.split('\n').every((line) => line.startsWith('>'))).toBe(true);
    },
  );
});

/** Every string of a document by depth, a node's own first. */
function wordsInOrder(value: Json): string {
  if (typeof value === 'string') return `${value} `;
  if (Array.isArray(value)) return value.map(wordsInOrder).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  const { content, ...own } = value;
  const attrs = own['attrs'];
  const marks = own['marks'];
  return [
    own['text'] ?? '',
    attrs === undefined ? '' : Object.values(attrs ?? {}).join(' '),
    wordsInOrder(marks ?? ''),
    wordsInOrder(content ?? ''),
  ]
    .map(String)
    .join(' ');
}

const folder = path.join(process.env['KRAKEN_TEST_DATA'] ?? OUTSIDE_DATA, 'jira-fixtures');
const files = listJson(folder);

function listJson(at: string): string[] {
  if (!existsSync(at)) return [];
  if (statSync(at).isFile()) return at.endsWith('.json') ? [at] : [];
  return readdirSync(at).flatMap((name) => listJson(path.join(at, name)));
}

describe('the recorded documents', () => {
  it('are there in CI', () => {
    if (process.env['CI'] !== undefined) expect(files.length).toBeGreaterThan(0);
  });

  it.skipIf(files.length === 0)('keep every word of every text node', () => {
    const documents = files.flatMap((file) =>
      findDocuments(JSON.parse(readFileSync(file, 'utf8'))),
    );
    expect(documents.length).toBeGreaterThan(10);
    for (const document of documents) {
      const result = words(adfToText(document as Json)).join(' ');
      for (const part of textNodes(document)) expect(result).toContain(words(part).join(' '));
    }
  });
});
