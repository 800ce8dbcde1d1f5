/**
 * The element tree both drawings share: a browser patches its page with it, a headless session prints it. Text is always a
 * plain string and is escaped or set as a text node; no part of a tree is ever markup.
 */

/** What a field holds when something happened in it. */
export interface FieldEvent {
  readonly value: string;
  readonly checked: boolean;
  /** Chosen values of a select with several. */
  readonly values: readonly string[];
}

/** What an element reacts to. */
export interface ElementEvents {
  readonly click?: () => void;
  readonly input?: (event: FieldEvent) => void;
  readonly blur?: () => void;
  readonly submit?: () => void;
  readonly escape?: () => void;
}

/** The content of a form field. `controlled`: the app decides it; else it is only where the field starts. */
export interface FieldState {
  readonly controlled: boolean;
  readonly value?: string;
  readonly checked?: boolean;
  readonly values?: readonly string[];
}

/** One element. `key` keeps its identity among its siblings from one drawing to the next. */
export interface HostElement {
  readonly tag: string;
  readonly key?: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly on: ElementEvents;
  readonly field?: FieldState;
  readonly children: readonly HostNode[];
}

/** An element or a text. */
export type HostNode = HostElement | string;

/** Attributes as written by the components: undefined and false are left out, true is the empty attribute. */
export type LooseAttrs = Record<string, string | number | boolean | undefined>;

/** What an element has beside attributes and children. */
export interface ElementExtras {
  readonly key?: string | undefined;
  readonly on?: ElementEvents;
  readonly field?: FieldState;
}

/** Makes an element. */
export function el(
  tag: string,
  attrs: LooseAttrs,
  children: readonly HostNode[] = [],
  extras: ElementExtras = {},
): HostElement {
  const kept = Object.entries(attrs).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === false) return [];
    return [[name, value === true ? '' : String(value)]];
  });
  const { key, on = {}, field } = extras;
  return {
    tag,
    attrs: Object.fromEntries(kept),
    on,
    children,
    ...(key === undefined ? {} : { key }),
    ...(field === undefined ? {} : { field }),
  };
}

/** All text in reading order. */
export function textOf(node: HostNode): string {
  if (typeof node === 'string') return node;
  return node.children.map(textOf).join('');
}

/** Visits every element, outermost first. */
export function* walk(node: HostNode): Generator<HostElement> {
  if (typeof node === 'string') return;
  yield node;
  for (const child of node.children) yield* walk(child);
}
