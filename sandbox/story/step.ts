/** What a story is made of: steps that hold or do not, and what they hand on to each other. */
import type { Sandbox } from '../start-sandbox.ts';

/** What earlier steps found out. Reading something no step has set is an error of the story itself. */
export interface Findings {
  /** Key of the ticket of each act. */
  ticket: Record<string, string>;
  /** Approval link of the second act, as the restricted comment carries it. */
  link: string;
  /** Fields of the approval form of the second act. */
  form: Record<string, string>;
}

/** One playing of the story. */
export interface Story {
  readonly sandbox: Sandbox;
  readonly found: Partial<Findings>;
  /** Waits until nothing is left to happen. */
  rest(): Promise<void>;
}

/** One step; `play` answers with what was seen, in one sentence, and throws when something does not hold. */
export interface Step {
  /** Short name, for `--break`. */
  readonly id: string;
  readonly name: string;
  /** Only looks and tries what is refused: the rest of the story does not need it. */
  readonly isAside?: boolean;
  play(story: Story): Promise<string>;
}

/** How a step ended. */
export interface StepOutcome {
  name: string;
  ok: boolean;
  detail: string;
}

/** Something of the story is not so. */
export class DoesNotHold extends Error {
  override readonly name = 'DoesNotHold';
}

/** Throws `DoesNotHold` with the sentence unless `holds`. */
export function expect(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new DoesNotHold(sentence);
}

/** Throws `DoesNotHold` naming both values unless they are equal. */
export function expectEqual<T extends string | number | boolean | null | undefined>(
  what: string,
  seen: T,
  wanted: T,
): void {
  expect(seen === wanted, `${what}: expected ${String(wanted)}, saw ${String(seen)}`);
}

/** What an earlier step found. */
export function findingOf<K extends keyof Findings>(story: Story, name: K): Findings[K] {
  const value = story.found[name];
  if (value === undefined) throw new DoesNotHold(`no step before this one has found the ${name}`);
  return value as Findings[K];
}

/** Key of the ticket of an act. */
export function ticketOf(story: Story, act: string): string {
  const key = findingOf(story, 'ticket')[act];
  if (key === undefined) throw new DoesNotHold(`the ticket of “${act}” was not filed`);
  return key;
}
