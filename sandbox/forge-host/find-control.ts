/**
 * Finds buttons and fields of an element tree by the name a person would read, as assistive technology computes it: label,
 * aria-label, own text. While a modal dialog is open only its inside can be reached.
 */
import { type HostElement, type HostNode, textOf, walk } from './render/host-element.ts';

const BLOCKS = new Set([
  'div',
  'p',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'section',
  'form',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'label',
  'button',
  'option',
]);
const CELLS = new Set(['td', 'th']);

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const bare = (label: string): string => tidy(label.replace(/\*\s*$/, ''));

/** The part of the tree that can be reached: the innermost open dialog, else everything. */
export function reachable(root: HostElement): HostElement {
  const dialogs = [...walk(root)].filter((e) => e.attrs['aria-modal'] === 'true');
  return dialogs.at(-1) ?? root;
}

/** What separates the parts of a row or a column; running text has nothing between its parts. */
function gapOf(node: HostElement): string {
  const names = (node.attrs['class'] ?? '').split(' ');
  if (names.includes('stack')) return '\n';
  return names.includes('inline') ? ' ' : '';
}

/** The readable text, a line per block, cells separated by tabs. */
export function readText(root: HostNode): string {
  const read = (node: HostNode): string => {
    if (typeof node === 'string') return node;
    if (node.tag === 'textarea' || node.tag === 'select') return '';
    const inner = node.children.map(read).join(gapOf(node));
    if (BLOCKS.has(node.tag)) return `\n${inner}\n`;
    return CELLS.has(node.tag) ? `${inner}\t` : inner;
  };
  return read(root)
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** The name of a button, link or tab. */
const nameOf = (e: HostElement): string => tidy(e.attrs['aria-label'] ?? textOf(e));

const isPressable = (e: HostElement): boolean => e.tag === 'button' || e.tag === 'a';

/** True when a person would call the element that: by its accessible name or by the text on it. */
export function isCalled(e: HostElement, label: string): boolean {
  return nameOf(e) === label || tidy(textOf(e)) === label;
}

/** All elements that can be pressed, with the forms around them. */
export function listPressables(
  root: HostElement,
): { element: HostElement; name: string; form: HostElement | undefined }[] {
  const found: { element: HostElement; name: string; form: HostElement | undefined }[] = [];
  const look = (node: HostNode, form: HostElement | undefined): void => {
    if (typeof node === 'string') return;
    if (isPressable(node)) found.push({ element: node, name: nameOf(node), form });
    for (const child of node.children) look(child, node.tag === 'form' ? node : form);
  };
  look(reachable(root), undefined);
  return found;
}

/** True for an element that does not react now. */
export function isDisabled(e: HostElement): boolean {
  return 'disabled' in e.attrs || e.attrs['aria-disabled'] === 'true';
}

/** The texts naming each element: labels that point at it or enclose it, its aria-label, its name. */
function namesOfFields(root: HostElement): Map<HostElement, string[]> {
  const all = [...walk(root)];
  const labels = all
    .filter((e) => e.tag === 'label')
    .map((e) => ({ e, text: textOf(e), inside: new Set(walk(e)) }));
  const namesOf = (e: HostElement): string[] => {
    const pointing = labels.filter(
      (l) => l.e.attrs['for'] !== undefined && l.e.attrs['for'] === e.attrs['id'],
    );
    const enclosing = labels.filter((l) => e.field !== undefined && l.inside.has(e));
    const own = [e.attrs['aria-label'], e.attrs['name']].filter((name) => name !== undefined);
    return [...[...enclosing, ...pointing].map((l) => l.text), ...own];
  };
  return new Map(all.map((e) => [e, namesOf(e)]));
}

/** The field or group with that name; throws and lists the names there are. */
export function findField(root: HostElement, label: string): HostElement {
  const within = reachable(root);
  const names = namesOfFields(root);
  const fields = [...walk(within)].filter(
    (e) => e.field || e.attrs['role'] === 'radiogroup' || e.attrs['role'] === 'group',
  );
  const found = fields.find((e) => (names.get(e) ?? []).some((name) => bare(name) === bare(label)));
  if (found) return found;
  const known = fields.map((e) => bare(names.get(e)?.[0] ?? '(no name)'));
  throw new Error(`no field "${label}"; there are: ${known.join(', ')}`);
}

/** The option of a select, or the tick of a group, with that text. */
export function findOption(field: HostElement, text: string): HostElement {
  for (const e of walk(field)) {
    const isChoice = e.tag === 'option' || (e.tag === 'label' && e !== field);
    if (!isChoice || tidy(textOf(e)) !== tidy(text)) continue;
    return e.tag === 'option' ? e : ([...walk(e)].find((inner) => inner.field) ?? e);
  }
  throw new Error(`no option "${text}"`);
}
