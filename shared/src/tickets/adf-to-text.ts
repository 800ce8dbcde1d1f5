/**
 * Reads an Atlassian Document (ADF) as plain text without losing a word: every text node, mention, link address, status,
 * date, emoji and title appears. Nodes it does not know are walked all the same. Formatting and images are left out, but
 * for what changes whose words they are: cited, logged and struck-out text keeps its marks, so that nobody takes it for an
 * order of the reporter. However deep a document nests, the stack does not grow with it.
 */
import { isJsonObject, type Json } from '../json.ts';
import { addressText, mentioned, struck, TextWriter } from './text-writer.ts';

type Node = { [key: string]: Json };
/** What is still to do: a node, or a step between nodes. */
type Work = Node | (() => void);

/** Plain text of a document; a string is returned as it is, anything else that is no document is empty. */
export function adfToText(document: Json | undefined): string {
  if (typeof document === 'string') return document;
  if (!isJsonObject(document)) return '';
  const writer = new TextWriter();
  const open: Work[] = [document];
  for (let work = open.pop(); work !== undefined; work = open.pop()) {
    if (isStep(work)) work();
    else for (const part of partsOf(work, writer).reverse()) open.push(part);
  }
  return writer.end();
}

const isStep = (work: Work): work is () => void => typeof work === 'function';

function childrenOf(node: Node): Node[] {
  const { content } = node;
  return Array.isArray(content) ? content.filter((child) => isJsonObject(child)) : [];
}

function attribute(node: Node, name: string): string {
  const attrs = node['attrs'];
  const value = isJsonObject(attrs) ? attrs[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Nodes that stand in a line with their neighbours. */
const INLINE: Readonly<Record<string, (node: Node) => string>> = {
  text: markedText,
  hardBreak: () => '\n',
  mention: (node) => mentioned(attribute(node, 'text')),
  emoji: (node) => attribute(node, 'text') || attribute(node, 'shortName'),
  date: (node) => dateText(attribute(node, 'timestamp')),
  status: (node) => attribute(node, 'text'),
  inlineCard: cardText,
  inlineExtension: (node) => joinWords(attribute(node, 'title'), attribute(node, 'text')),
  mediaInline: (node) => attribute(node, 'alt'),
  placeholder: (node) => attribute(node, 'text'),
};

/** Blocks with a shape of their own; all others are containers. */
const BLOCKS: Readonly<Record<string, (node: Node, writer: TextWriter) => Work[]>> = {
  bulletList: (node, writer) => childrenOf(node).flatMap((item) => itemWork('- ', item, writer)),
  decisionList: (node, writer) => childrenOf(node).flatMap((item) => itemWork('- ', item, writer)),
  orderedList: (node, writer) => {
    const first = Number(attribute(node, 'order') || '1');
    const start = Number.isSafeInteger(first) ? first : 1;
    return childrenOf(node).flatMap((item, at) => itemWork(`${start + at}. `, item, writer));
  },
  taskList: (node, writer) => childrenOf(node).flatMap((item) => taskWork(item, writer)),
  tableRow: (node, writer) => childrenOf(node).flatMap((cell, at) => cellWork(cell, at, writer)),
  codeBlock: (node, writer) => [
    () => writer.openCode(),
    ...childrenOf(node),
    () => writer.closeCode(),
  ],
  blockquote: (node, writer) => [
    () => writer.open('> ', '> '),
    ...childrenOf(node),
    () => writer.close(),
  ],
  rule: (_node, writer) => [() => writer.words('---')],
  blockCard: (node, writer) => [() => writer.words(cardText(node))],
  embedCard: (node, writer) => [() => writer.words(cardText(node))],
  media: (node, writer) => [
    () => writer.words(joinWords(attribute(node, 'alt'), addressText(attribute(node, 'url')))),
  ],
};

const PARTS = new Set([
  'listItem',
  'taskItem',
  'blockTaskItem',
  'decisionItem',
  'tableCell',
  'tableHeader',
]);

function partsOf(node: Node, writer: TextWriter): Work[] {
  const type = String(node['type']);
  const inline = Object.hasOwn(INLINE, type) ? INLINE[type] : undefined;
  if (inline !== undefined) {
    const children = childrenOf(node);
    writer.words(children.length === 0 ? inline(node) : `${inline(node)} `);
    return children;
  }
  const block = (Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined) ?? containerWork;
  writer.endLine();
  return [...block(node, writer), () => writer.endLine()];
}

/** Panels, expands, layouts, extensions and whatever comes next: own words first, then the content. */
function containerWork(node: Node, writer: TextWriter): Work[] {
  const own = [attribute(node, 'title'), attribute(node, 'panelIconText'), attribute(node, 'text')];
  const loose = typeof node['text'] === 'string' ? node['text'] : '';
  for (const words of [...own, loose]) {
    writer.words(words);
    writer.endLine();
  }
  return childrenOf(node);
}

/** A part of a list; something else in its place is taken as it is. */
function itemWork(bullet: string, node: Node, writer: TextWriter): Work[] {
  return [
    () => writer.endLine(),
    () => writer.open(bullet, '  '),
    ...contentOf(node),
    () => writer.endLine(),
    () => writer.close(),
  ];
}

/** A nested task list is a sibling of its items. */
function taskWork(node: Node, writer: TextWriter): Work[] {
  if (node['type'] === 'taskList') return itemWork('  ', node, writer);
  return itemWork(attribute(node, 'state') === 'DONE' ? '[x] ' : '[ ] ', node, writer);
}

function cellWork(cell: Node, at: number, writer: TextWriter): Work[] {
  return [() => writer.openCell(at === 0), ...contentOf(cell), () => writer.close()];
}

const contentOf = (node: Node): Node[] =>
  PARTS.has(String(node['type'])) ? childrenOf(node) : [node];

function joinWords(...words: string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** Milliseconds as a day in UTC; whatever else stands there as it is. */
function dateText(timestamp: string): string {
  const date = new Date(Number(timestamp));
  if (timestamp === '' || Number.isNaN(date.getTime())) return timestamp;
  return date.toISOString().slice(0, 10);
}

/** A link's address follows its words unless they are the same. */
function markedText(node: Node): string {
  const text = typeof node['text'] === 'string' ? node['text'] : '';
  const marks = Array.isArray(node['marks']) ? node['marks'].filter(isJsonObject) : [];
  const addresses = marks
    .filter((mark) => mark['type'] === 'link')
    .map((mark) => attribute(mark, 'href'))
    .filter((address) => address !== '' && address !== text);
  const words = marks.some((mark) => mark['type'] === 'strike') ? struck(text) : text;
  return addresses.length === 0 ? words : `${words} (${addresses.map(addressText).join(' ')})`;
}

/** Smart links carry an address, or JSON-LD data with a name and an address. */
function cardText(node: Node): string {
  const attrs = node['attrs'];
  const data = isJsonObject(attrs) ? attrs['data'] : undefined;
  const fields = isJsonObject(data) ? [data['name'], data['url']] : [];
  const words = [attribute(node, 'url'), ...fields.filter((field) => typeof field === 'string')];
  return joinWords(...words.map(addressText));
}
