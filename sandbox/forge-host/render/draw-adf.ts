/** Atlassian Document Format as an element tree: the parts an issue page needs. Unknown nodes show their text. */
import { safeHref } from './draw-text.ts';
import { el, type HostNode } from './host-element.ts';

interface AdfNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: AdfNode[];
}

const TAGS: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  panel: 'div',
  rule: 'hr',
  hardBreak: 'br',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
};
const MARKS: Record<string, string> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u',
};

/** Draws a document, a plain text, or nothing. */
export function drawAdf(body: unknown): HostNode[] {
  if (typeof body === 'string') return [el('p', { class: 'pre-line' }, [body])];
  if (!body || typeof body !== 'object') return [];
  return drawNode(body as AdfNode);
}

function drawNode(node: AdfNode): HostNode[] {
  const type = node.type ?? '';
  const kids = (node.content ?? []).flatMap(drawNode);
  if (Object.hasOwn(LEAVES, type)) return [LEAVES[type]?.(node, kids) ?? ''];
  const tag = TAGS[type];
  return tag ? [el(tag, tag === 'pre' ? { tabindex: 0 } : {}, kids)] : kids;
}

const attrOf = (node: AdfNode, name: string): string => String(node.attrs?.[name] ?? '');
const LEAVES: Record<string, (node: AdfNode, kids: HostNode[]) => HostNode> = {
  text: markText,
  heading: (_node, kids) => el('p', {}, [el('strong', {}, kids)]),
  mention: (node) => el('span', { class: 'mention' }, [attrOf(node, 'text') || '@somebody']),
  inlineCard: (node) => drawLink(attrOf(node, 'url'), [attrOf(node, 'url')]),
};

function markText({ text = '', marks = [] }: AdfNode): HostNode {
  return marks.reduce<HostNode>((inner, mark) => {
    if (mark.type === 'link') return drawLink(String(mark.attrs?.['href'] ?? ''), [inner]);
    const tag = MARKS[mark.type];
    return tag ? el(tag, {}, [inner]) : inner;
  }, text);
}

function drawLink(href: string, children: HostNode[]): HostNode {
  const safe = safeHref(href);
  return el(
    safe ? 'a' : 'span',
    { class: 'link', href: safe, rel: 'noopener noreferrer' },
    children,
  );
}
