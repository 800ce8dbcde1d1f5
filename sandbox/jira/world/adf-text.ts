/**
 * Plain text to Atlassian Document Format and back. Leaves out marks and layout: text is what tests read.
 */
import type { Json } from './issue-types.ts';

/** Lines of text as an ADF document; empty lines separate paragraphs, others become hard breaks. */
export function adfFromText(text: string): Json {
  const paragraphs = text.split(/\n{2,}/).filter((part) => part !== '');
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((part) => ({ type: 'paragraph', content: inlineNodes(part) })),
  };
}

function inlineNodes(part: string): Json[] {
  const nodes: Json[] = [];
  for (const [index, line] of part.split('\n').entries()) {
    if (index > 0) nodes.push({ type: 'hardBreak' });
    if (line !== '') nodes.push({ type: 'text', text: line });
  }
  return nodes;
}

/** All text of an ADF node, depth first; unknown nodes too. Blocks end with a line feed. */
export function textFromAdf(node: unknown): string {
  return readNode(node).replace(/\n+$/, '');
}

function readNode(node: unknown): string {
  if (Array.isArray(node)) return node.map(readNode).join('');
  if (!isRecord(node)) return '';
  const type = node['type'];
  if (type === 'text') return typeof node['text'] === 'string' ? node['text'] : '';
  if (type === 'hardBreak') return '\n';
  const inner = readNode(node['content']);
  const attrs = node['attrs'];
  const own = isRecord(attrs) && typeof attrs['text'] === 'string' ? attrs['text'] : '';
  return BLOCKS.has(String(type)) ? `${own}${inner}\n` : `${own}${inner}`;
}

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock', 'blockquote', 'listItem', 'panel']);

/** Why a value is no ADF document that Jira takes, or undefined. An empty text node is refused, too. */
export function adfProblem(value: unknown): string | undefined {
  if (!isRecord(value) || value['type'] !== 'doc' || value['version'] !== 1) return NOT_ADF;
  if (!Array.isArray(value['content'])) return NOT_ADF;
  return value['content'].every(isValidNode) ? undefined : NOT_ADF;
}

const NOT_ADF = 'Comment body is not valid!';

function isValidNode(node: unknown): boolean {
  if (!isRecord(node) || typeof node['type'] !== 'string') return false;
  if (node['type'] === 'text') return typeof node['text'] === 'string' && node['text'] !== '';
  const content = node['content'];
  return content === undefined || (Array.isArray(content) && content.every(isValidNode));
}

/** Whether a value is an object with string keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
