/**
 * Turns an Atlassian Document (ADF) into plain text without losing a word: every text node, mention, link address, status,
 * date, emoji and title appears. Nodes it does not know are walked all the same. Formatting and images are left out, but
 * for what changes whose words they are: cited, logged and struck-out text keeps its marks (`> `, fences, `~~`), so that
 * nobody takes it for an order of the reporter.
 */
import { isJsonObject, type Json } from '@kraken/shared';

type Node = { [key: string]: Json };

/** Plain text of a document; a string is returned as it is, anything else that is no document is empty. */
export function adfToText(document: Json | undefined): string {
  if (typeof document === 'string') return document;
  if (!isJsonObject(document)) return '';
  return blocksText([document])
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const INLINE = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'inlineCard',
  'inlineExtension',
  'mediaInline',
  'placeholder',
]);

function childrenOf(node: Node): Node[] {
  const { content } = node;
  return Array.isArray(content) ? content.filter((child) => isJsonObject(child)) : [];
}

function attribute(node: Node, name: string): string {
  const attrs = node['attrs'];
  const value = isJsonObject(attrs) ? attrs[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Runs of inline nodes form one line; every block starts a new one. */
function blocksText(nodes: readonly Node[]): string {
  const parts: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line !== '') parts.push(line);
    line = '';
  };
  for (const node of nodes) {
    if (INLINE.has(String(node['type']))) line += inlineText(node);
    else {
      flush();
      parts.push(blockText(node));
    }
  }
  flush();
  return parts.filter((part) => part !== '').join('\n');
}

function inlineText(node: Node): string {
  switch (node['type']) {
    case 'text':
      return markedText(node);
    case 'hardBreak':
      return '\n';
    case 'mention':
      return mentionText(attribute(node, 'text'));
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName');
    case 'date':
      return dateText(attribute(node, 'timestamp'));
    case 'inlineCard':
      return cardText(node);
    case 'mediaInline':
      return attribute(node, 'alt');
    default:
      return joinWords(attribute(node, 'text'), blocksText(childrenOf(node)));
  }
}

function joinWords(...words: string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** A mention by name only: account ids never leave with the text. */
function mentionText(name: string): string {
  if (name === '') return '@?';
  return name.startsWith('@') ? name : `@${name}`;
}

/** Milliseconds as a day in UTC; whatever else stands there as it is. */
function dateText(timestamp: string): string {
  const ms = Number(timestamp);
  const date = new Date(ms);
  if (timestamp === '' || Number.isNaN(date.getTime())) return timestamp;
  return date.toISOString().slice(0, 10);
}

/** A link's address follows its words unless they are the same. */
function markedText(node: Node): string {
  const text = typeof node['text'] === 'string' ? node['text'] : '';
  const marks = Array.isArray(node['marks']) ? node['marks'] : [];
  const hrefs = marks
    .filter((mark) => isJsonObject(mark))
    .filter((mark) => mark['type'] === 'link')
    .map((mark) => attribute(mark, 'href'))
    .filter((href) => href !== '' && href !== text);
  const words = marks.some((mark) => isJsonObject(mark) && mark['type'] === 'strike')
    ? struck(text)
    : text;
  return hrefs.length === 0 ? words : `${words} (${hrefs.join(' ')})`;
}

/** Marks hug the words: `~~ no ~~` would not read as struck out. */
function struck(text: string): string {
  const words = text.trim();
  return words === '' ? text : text.replace(words, () => `~~${words}~~`);
}

/** Smart links carry an address, or JSON-LD data with a name and an address. */
function cardText(node: Node): string {
  const attrs = node['attrs'];
  const data = isJsonObject(attrs) ? attrs['data'] : undefined;
  const fields = isJsonObject(data) ? [data['name'], data['url']] : [];
  return joinWords(attribute(node, 'url'), ...fields.filter((field) => typeof field === 'string'));
}

function blockText(node: Node): string {
  const children = childrenOf(node);
  switch (node['type']) {
    case 'bulletList':
    case 'decisionList':
      return children.map((item) => listItem('- ', item)).join('\n');
    case 'orderedList': {
      const first = Number(attribute(node, 'order') || '1');
      return children.map((item, at) => listItem(`${first + at}. `, item)).join('\n');
    }
    case 'taskList':
      return children.map(taskItem).join('\n');
    case 'table':
      return children.map(rowText).join('\n');
    case 'codeBlock':
      return fenced(children.map((child) => blocksText([child])).join(''));
    case 'blockquote':
      return blocksText(children)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'rule':
      return '---';
    case 'blockCard':
    case 'embedCard':
      return cardText(node);
    case 'media':
      return joinWords(attribute(node, 'alt'), attribute(node, 'url'));
    default:
      return containerText(node, children);
  }
}

/** Backticks inside cannot close the fence. */
function fenced(code: string): string {
  return code === '' ? '' : `\`\`\`\n${code.replaceAll('```', "'''")}\n\`\`\``;
}

/** Panels, expands, layouts, extensions and whatever comes next: own words first, then the content. */
function containerText(node: Node, children: readonly Node[]): string {
  const own = [attribute(node, 'title'), attribute(node, 'panelIconText'), attribute(node, 'text')];
  const loose = typeof node['text'] === 'string' ? node['text'] : '';
  return [...own, loose, blocksText(children)].filter((part) => part !== '').join('\n');
}

/** A nested task list is a sibling of its items. */
function taskItem(node: Node): string {
  if (node['type'] === 'taskList') return indent(blockText(node));
  const box = attribute(node, 'state') === 'DONE' ? '[x] ' : '[ ] ';
  return listItem(box, node);
}

function listItem(bullet: string, node: Node): string {
  const [first = '', ...rest] = partText(node).split('\n');
  return [`${bullet}${first}`, ...rest.map((line) => indent(line))].join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Cells side by side, lines of a cell joined. */
function rowText(row: Node): string {
  if (row['type'] !== 'tableRow') return blocksText([row]);
  return childrenOf(row)
    .map((cell) => partText(cell).replace(/\n+/g, ' / '))
    .join(' | ');
}

const PARTS = new Set([
  'listItem',
  'taskItem',
  'blockTaskItem',
  'decisionItem',
  'tableCell',
  'tableHeader',
]);

/** Content of a part of a list or table; something else in its place is taken as it is. */
function partText(node: Node): string {
  return PARTS.has(String(node['type'])) ? blocksText(childrenOf(node)) : blocksText([node]);
}
