/**
 * Brings a part of a page in line with an element tree, changing as little as possible. It guarantees that keyed elements stay
 * the same DOM nodes (focus, selection and typed text survive), and that text is only ever set as text.
 */
import type { FieldEvent, FieldState, HostElement, HostNode } from '../render/host-element.ts';

interface Memory {
  drawn: HostElement;
  /** Values typed whose echo by the app has not been drawn yet. */
  typed: string[];
}
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const memories = new WeakMap<Element, Memory>();
const isField = (e: Element): e is Field => /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName);
const keyOf = (node: HostNode): string | undefined =>
  typeof node === 'string' ? undefined : node.key;

/** Makes the children of `parent` those of the list. */
export function patchChildren(parent: Element, nodes: readonly HostNode[]): void {
  const reused = matchExisting(parent, nodes);
  for (const old of [...parent.childNodes]) if (!reused.includes(old)) old.remove();
  let cursor: ChildNode | null = parent.firstChild;
  nodes.forEach((node, index) => {
    const current = reused[index] ?? createNode(node);
    if (current === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(current, cursor);
    updateNode(current, node);
  });
}

/** The existing child each node can keep: same key, or without keys the next of the same kind. */
function matchExisting(parent: Element, nodes: readonly HostNode[]): (ChildNode | undefined)[] {
  const free = new Set(parent.childNodes);
  const take = (fits: (old: ChildNode) => boolean): ChildNode | undefined => {
    const found = [...free].find(fits);
    if (found) free.delete(found);
    return found;
  };
  return nodes.map((node) => {
    if (typeof node === 'string') return take((old) => old.nodeType === Node.TEXT_NODE);
    return take(
      (old) =>
        old instanceof Element &&
        old.localName === node.tag &&
        memories.get(old)?.drawn.key === keyOf(node),
    );
  });
}

function createNode(node: HostNode): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = document.createElement(node.tag);
  memories.set(element, { drawn: { tag: node.tag, attrs: {}, on: {}, children: [] }, typed: [] });
  listen(element);
  patchElement(element, node);
  if (isField(element) && node.field) fill(element, node.field);
  return element;
}

function updateNode(current: ChildNode, node: HostNode): void {
  if (typeof node === 'string') {
    if (current.nodeValue !== node) current.nodeValue = node;
    return;
  }
  const element = current as Element;
  const before = memories.get(element)?.drawn.field;
  patchElement(element, node);
  if (isField(element) && node.field?.controlled) followApp(element, before, node.field);
}

function patchElement(element: Element, node: HostElement): void {
  for (const name of element.getAttributeNames())
    if (!(name in node.attrs)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(node.attrs)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  const memory = memories.get(element);
  if (memory) memory.drawn = node;
  if (element.tagName !== 'TEXTAREA') patchChildren(element, node.children);
}

/** Sets what a field holds. */
function fill(field: Field, { value, checked, values }: FieldState): void {
  if (field instanceof HTMLSelectElement && values) {
    for (const option of field.options) option.selected = values.includes(option.value);
    return;
  }
  if (value !== undefined && field.value !== value) field.value = value;
  if (field instanceof HTMLInputElement && checked !== undefined) field.checked = checked;
}

/** The app decides the value, but an echo of something typed earlier must not undo what was typed since. */
function followApp(field: Field, before: FieldState | undefined, now: FieldState): void {
  const memory = memories.get(field);
  const echo = memory?.typed.indexOf(now.value ?? '') ?? -1;
  if (memory && echo >= 0) {
    memory.typed.splice(0, echo + 1);
    return;
  }
  if (memory && memory.typed.length > 0 && before?.value === now.value) return;
  if (memory) memory.typed = [];
  fill(field, now);
}

function readField(field: Field): FieldEvent {
  const checked = field instanceof HTMLInputElement && field.checked;
  const values =
    field instanceof HTMLSelectElement ? [...field.selectedOptions].map((o) => o.value) : [];
  return { value: field.value, checked, values };
}

/** One set of listeners per element; they look up what is drawn now. */
function listen(element: Element): void {
  const on = () => memories.get(element)?.drawn.on ?? {};
  const changed = (): void => {
    if (!isField(element)) return;
    const event = readField(element);
    memories.get(element)?.typed.push(event.value);
    on().input?.(event);
  };
  element.addEventListener('click', () => on().click?.());
  element.addEventListener('blur', () => on().blur?.());
  element.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') on().escape?.();
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    on().submit?.();
  });
  const late =
    element instanceof HTMLSelectElement ||
    /^(checkbox|radio)$/.test(element.getAttribute('type') ?? '');
  element.addEventListener(late ? 'change' : 'input', changed);
}
