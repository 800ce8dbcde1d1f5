/** Fields of an issue with the values somebody wishes, by well-known names and by the names of the site. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { words } from '../define-action.ts';
import { quoted } from '../sentence-words.ts';
import { MAX_TEXT, readValue, type WantedValue } from './field-values.ts';
import { chooseField, type IssueField } from './issue-fields.ts';
import { namedId } from './named-id.ts';
import { ask, type Obstacle } from './obstacle.ts';

/** Text that is published as it stands. */
export const longText = z.string().min(1).max(MAX_TEXT);

/** Fields by name, as `issue.create` and `issue.edit` take them. */
export const fieldWishes = z.exactOptional(
  z
    .array(z.strictObject({ field: words, value: longText.nullable() }))
    .min(1)
    .max(20),
);

/** Words for well-known fields, and for others by name. */
export type FieldWishes = {
  summary?: string;
  description?: string | null;
  priority?: string;
  dueDate?: string | null;
  reporter?: string;
  fields?: Array<{ field: string; value: string | null }>;
};

/** A field of the issue with the value it shall have. */
export interface Wanted {
  field: IssueField;
  value: WantedValue;
}

const KNOWN = [
  ['summary', 'summary'],
  ['description', 'description'],
  ['priority', 'priority'],
  ['dueDate', 'duedate'],
  ['reporter', 'reporter'],
] as const;

/** The fields the words name with the values they mean, out of those Jira offers. */
export function* readWishes(
  args: FieldWishes,
  offered: readonly IssueField[],
  where: { projectId: string; name: string },
  context: ResolveContext,
): Reading<Result<Wanted[], Obstacle>> {
  const known = KNOWN.flatMap(([name, id]) => {
    const value = args[name];
    return value === undefined ? [] : [{ field: namedId(id), value }];
  });
  const wanted: Wanted[] = [];
  for (const wish of [...known, ...(args.fields ?? [])]) {
    const field = yield* chooseField(wish.field, offered, where, context);
    if (!field.ok) return field;
    if (wanted.some((each) => each.field.id === field.value.id)) {
      return ask(
        'field',
        field.value.name,
        [],
        `${quoted(field.value.name)} is named twice. Which value shall it have?`,
      );
    }
    const value = yield* readValue(field.value, wish.value, context);
    if (!value.ok) return value;
    wanted.push({ field: field.value, value: value.value });
  }
  return ok(wanted);
}
