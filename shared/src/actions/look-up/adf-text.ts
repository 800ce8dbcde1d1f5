/** Plain text and Atlassian Document Format. Text becomes paragraphs and line breaks, nothing else: no mark-up of a ticket is carried over. */
import { isJsonObject, type Json } from '../../json.ts';
import { fieldAt } from '../../requests/pick-fields.ts';

/** Control and direction characters; line feeds stay. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}](?<!\n)/gu;

/** Text as it may be published: line feeds only, no invisible characters, no blank at the ends. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

/** A text as a document: an empty line starts a paragraph, a single line feed breaks the line. */
export function adfOf(text: string): Json {
  const paragraphs = plainText(text).split(/\n{2,}/);
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((part) => ({ type: 'paragraph', content: linesOf(part) })),
  };
}

/** A text as the words of somebody: who it is in a paragraph, the words as a quotation. */
export function quotedAdf(intro: string, text: string): Json {
  const paragraphsOf = (part: string) => fieldAt(adfOf(part), 'content') ?? [];
  const [who] = [paragraphsOf(intro)].flat();
  const quote = { type: 'blockquote', content: paragraphsOf(text) };
  return { type: 'doc', version: 1, content: [...(who === undefined ? [] : [who]), quote] };
}

function linesOf(part: string): Json[] {
  return part
    .split('\n')
    .flatMap((line, index): Json[] => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
}

/** The text of a document made by `adfOf`, and of any other one without its formatting; null for no document. */
export function textOfAdf(document: Json): string | null {
  if (!isJsonObject(document)) return null;
  const blocks = fieldAt(document, 'content');
  if (!Array.isArray(blocks)) return '';
  return plainText(blocks.map(textOfNode).join('\n\n'));
}

function textOfNode(node: Json): string {
  const type = fieldAt(node, 'type');
  if (type === 'hardBreak') return '\n';
  const own = fieldAt(node, 'text') ?? fieldAt(node, 'attrs.text');
  if (typeof own === 'string') return own;
  const content = fieldAt(node, 'content');
  return Array.isArray(content) ? content.map(textOfNode).join('') : '';
}
