/** Texts of one thing that change together: their rows, and the judgement after the request. A text that is not there is empty. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import type { ChangeRow, EffectCheck } from '../action.ts';
import { orNone } from '../sentence-words.ts';

/** Field path -> text before and after. */
export type Changes = Record<string, { before: string; after: string }>;

/** A text, date, number or state of an answer as text; empty where there is none. */
export function shownAt(body: Json, path: string): string {
  const found = fieldAt(body, path);
  return found === undefined || found === null || typeof found === 'object' ? '' : String(found);
}

/** Of the wanted texts those that differ from what is there; undefined ones are not wanted. */
export function changesOf(
  body: Json,
  wanted: Readonly<Record<string, string | undefined>>,
): Changes {
  const changes: Changes = {};
  for (const [path, after] of Object.entries(wanted)) {
    const before = shownAt(body, path);
    if (after !== undefined && after !== before) changes[path] = { before, after };
  }
  return changes;
}

/**
 * Leaves out the rows in which nothing changes: texts that stay as they are or are not given. Only for rows of values;
 * two people, schemes or types may have one name, and that one takes the place of the other is shown.
 */
export function changedRows(rows: readonly ChangeRow[]): ChangeRow[] {
  return rows.filter(({ before, after }) => before !== after);
}

/** One row per change. */
export function changeRows(
  changes: Changes,
  labelOf: (path: string) => string,
  words: Readonly<Record<string, string>> = {},
): ChangeRow[] {
  const shown = (text: string): string => orNone(words[text] ?? text);
  return Object.entries(changes).map(([path, { before, after }]) => ({
    label: labelOf(path),
    before: shown(before),
    after: shown(after),
  }));
}

/** All as asked is done, all as before is not done, a mixture differs. */
export function changesCheck(read: JiraRead, changes: Changes): EffectCheck {
  return {
    reads: [read],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const all = (side: 'before' | 'after'): boolean =>
        Object.entries(changes).every(
          ([path, change]) => shownAt(answer.body, path) === change[side],
        );
      if (all('after')) return 'done';
      return all('before') ? 'not-done' : 'differs';
    },
  };
}
