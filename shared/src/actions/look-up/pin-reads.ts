/** Facts that are read again and compared before anything is sent. */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { branchTo } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import { type PagedList, readPages } from './read-pages.ts';
import { readAll } from './read-together.ts';

/** A fact before it is read. */
export type Pin = Omit<Precondition, 'expected'>;

/** What was found, and the facts to read again. */
export interface Pinned<T> {
  found: T;
  preconditions: Precondition[];
}

/** Facts with the answers they got. */
export function pinAnswers(
  pins: readonly Pin[],
  answers: ReadonlyArray<JiraReadResult | undefined>,
): Precondition[] {
  return pins.flatMap((pin, index): Precondition[] => {
    const expected = answers[index];
    return expected === undefined ? [] : [{ ...pin, expected }];
  });
}

/**
 * One item of a list as it is now, with all that was picked of it, such as the name an approver is shown; other items do
 * not count. `list` leads to the value the item is known by: `values[].id`.
 */
export function pinItem(
  label: string,
  read: JiraRead,
  { status, body }: JiraReadResult,
  about: NonNullable<Precondition['about']>,
): Precondition {
  return {
    label,
    read,
    expected: { status, body: branchTo(body, about.list, about.value) },
    about,
  };
}

/** Reads facts that have to stay as they are now. */
export function* pinReads(pins: readonly Pin[]): Reading<Precondition[]> {
  return pinAnswers(pins, yield* readAll(pins.map(({ read }) => read)));
}

/** The pages of a list that was read whole. */
export function pinPages(
  label: string,
  { read, pageSize }: Pick<PagedList, 'read' | 'pageSize'>,
  pages: readonly JiraReadResult[],
): Precondition[] {
  return pages.map((expected, page) => ({ label, read: read(page * pageSize), expected }));
}

/** Reads a list whole and pins its pages; null where Jira does not tell all of it. */
export function* readPinned(label: string, list: PagedList): Reading<Pinned<Json[]> | null> {
  const whole = yield* readPages(list);
  if (whole.state !== 'read' || !whole.isWhole) return null;
  return { found: whole.items, preconditions: pinPages(label, list, whole.pages) };
}
