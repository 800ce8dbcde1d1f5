/** Prints an element tree as HTML. Every text and attribute value is escaped. */
import type { HostElement, HostNode } from './host-element.ts';

const VOID = new Set(['input', 'img', 'br', 'hr', 'meta', 'link']);
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);
}

/** The tree as HTML, with the current content of its fields. */
export function printHtml(node: HostNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attrs = Object.entries({ ...node.attrs, ...fieldAttrs(node) })
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`))
    .join('');
  if (VOID.has(node.tag)) return `<${node.tag}${attrs}>`;
  return `<${node.tag}${attrs}>${printChildren(node)}</${node.tag}>`;
}

function fieldAttrs({ tag, field }: HostElement): Record<string, string> {
  if (!field || tag !== 'input') return {};
  const value = field.value === undefined ? {} : { value: field.value };
  return { ...value, ...(field.checked ? { checked: '' } : {}) };
}

function printChildren(node: HostElement): string {
  const { tag, field, children } = node;
  if (tag === 'textarea') return escapeHtml(field?.value ?? '');
  if (tag !== 'select' || !field) return children.map(printHtml).join('');
  const chosen = new Set(field.values ?? [field.value ?? '']);
  return children.map((child) => printHtml(markSelected(child, chosen))).join('');
}

function markSelected(node: HostNode, chosen: ReadonlySet<string>): HostNode {
  if (typeof node === 'string') return node;
  if (node.tag === 'optgroup')
    return { ...node, children: node.children.map((c) => markSelected(c, chosen)) };
  if (!chosen.has(node.attrs['value'] ?? '')) return node;
  return { ...node, attrs: { ...node.attrs, selected: '' } };
}
