/** The document `@forge/react` hands to the bridge, and what a component needs to draw its part of it. */
import type { HostNode } from './host-element.ts';

/** One node of a ForgeDoc. Texts are `{type: 'String', props: {text}}`; functions stay functions in `props`. */
export interface ForgeDoc {
  readonly type: string;
  readonly key: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly ForgeDoc[];
}

/** State the drawing itself keeps: chosen tabs, text typed into uncontrolled fields, names of users. */
export interface UiState {
  get(key: string): unknown;
  /** Remembers a value; `redraw` when the drawing depends on it. */
  set(key: string, value: unknown, redraw: boolean): void;
  /** The display name, or undefined until it is known; asking starts the look-up. */
  userName(accountId: string): string | undefined;
  /** Told about a component nobody draws. */
  notDrawn(type: string): void;
}

/** What surrounds a component while it is drawn. */
export interface Drawing {
  readonly ui: UiState;
  /** Draws the children. */
  kids(doc: ForgeDoc): HostNode[];
  /** Draws one node. */
  node(doc: ForgeDoc): HostNode[];
  /** The heading level of a Heading, chosen so that levels never skip. */
  headingLevel(doc: ForgeDoc): number;
}

/** Draws one component. */
export type DrawComponent = (doc: ForgeDoc, drawing: Drawing) => HostNode[];

/** A text prop, or undefined. */
export function textProp(doc: ForgeDoc, name: string): string | undefined {
  const value = doc.props[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** True when the prop is set to true (or to the text "true", as some aria props are). */
export function flagProp(doc: ForgeDoc, name: string): boolean {
  return doc.props[name] === true || doc.props[name] === 'true';
}

/** Calls a function prop, if there is one. */
export function callProp(doc: ForgeDoc, name: string, ...words: unknown[]): void {
  const value = doc.props[name];
  if (typeof value === 'function') (value as (...all: unknown[]) => unknown)(...words);
}

/** `aria-*` and test attributes that components pass through, and an id. */
export function passedAttrs(doc: ForgeDoc): Record<string, string> {
  const passed = Object.entries(doc.props).filter(([name]) => /^aria-|^(role|testId)$/.test(name));
  const attrs = passed.map(([name, value]) => [
    name === 'testId' ? 'data-testid' : name,
    String(value),
  ]);
  return Object.fromEntries(attrs) as Record<string, string>;
}
