/** What the actions on versions share: their rows, their counts, and dates that fit each other. */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import { ok, type Result } from '../../result.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { countAt, idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { dateIn } from '../look-up/read-text.ts';
import type { Changes } from '../look-up/text-changes.ts';
import { readOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';

/** Jira counts the description of a version in bytes. */
const MAX_DESCRIPTION_BYTES = 16_384;

/** A description Jira takes for a version. */
export const versionDescription = z
  .string()
  .max(16_000)
  .refine((text) => new TextEncoder().encode(text).length <= MAX_DESCRIPTION_BYTES);

/** Reads how many issues carry a version, and in which field. */
export function versionIssuesRead(id: string) {
  return readOf('getVersionRelatedIssues', {
    path: { id },
    pick: [
      'issuesFixedCount',
      'issuesAffectedCount',
      'issueCountWithCustomFieldsShowingVersion',
      'customFieldUsage[].customFieldId',
      'customFieldUsage[].fieldName',
    ],
  });
}

/** Reads how many issues a version shall fix that are not resolved. */
export function unresolvedRead(id: string) {
  return readOf('getVersionUnresolvedIssues', { path: { id }, pick: ['issuesUnresolvedCount'] });
}

/** The number of unresolved issues; undefined when Jira gave none. */
export function unresolvedIn({ status, body }: JiraReadResult): number | undefined {
  return status === 200 ? countAt(body, 'issuesUnresolvedCount') : undefined;
}

/** Issues that carry a version. */
export interface VersionUse {
  fixed: number;
  affected: number;
  inFields: number;
  fields: Array<{ id: string; name: string }>;
}

/** What the answer to `versionIssuesRead` says; undefined when it does not say all. */
export function versionUseIn({ status, body }: JiraReadResult): VersionUse | undefined {
  const fixed = countAt(body, 'issuesFixedCount');
  const affected = countAt(body, 'issuesAffectedCount');
  const inFields = countAt(body, 'issueCountWithCustomFieldsShowingVersion');
  if (status !== 200 || fixed === undefined || affected === undefined) return undefined;
  if (inFields === undefined) return undefined;
  return {
    fixed,
    affected,
    inFields,
    fields: itemsAt(body, 'customFieldUsage').flatMap(fieldOf),
  };
}

function fieldOf(item: Json): Array<{ id: string; name: string }> {
  const id = idAt(item, 'customFieldId');
  return id === undefined ? [] : [{ id, name: textAt(item, 'fieldName') ?? id }];
}

/** Dates of a wish, checked; undefined ones are not wanted. */
export function datesIn(args: {
  startDate?: string;
  releaseDate?: string;
}): Result<{ startDate: string | undefined; releaseDate: string | undefined }, Obstacle> {
  const start = args.startDate === undefined ? ok(undefined) : dateIn('start date', args.startDate);
  if (!start.ok) return start;
  const release =
    args.releaseDate === undefined ? ok(undefined) : dateIn('release date', args.releaseDate);
  return release.ok ? ok({ startDate: start.value, releaseDate: release.value }) : release;
}

/** Jira refuses a version that starts after its release. */
export function inOrder(startDate: string, releaseDate: string): Result<null, Obstacle> {
  if (startDate === '' || releaseDate === '' || startDate <= releaseDate) return ok(null);
  return unsupported(
    `A version cannot start (${startDate}) after its release (${releaseDate}); give both dates in order.`,
  );
}

/** Changed texts as Jira takes them: states are true or false. */
export function versionBody(changes: Changes): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(changes).map(([field, { after }]) => [
      field,
      field === 'archived' || field === 'released' ? after === 'true' : after,
    ]),
  );
}

/** Label of a row for one field of a version. */
export function versionLabel(name: string): (field: string) => string {
  return (field) =>
    STATES.has(field)
      ? `Version ${quoted(name)} is ${field}`
      : `${LABELS[field] ?? field} of the version ${quoted(name)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  startDate: 'Start date',
  releaseDate: 'Release date',
};

const STATES = new Set(['archived', 'released']);

/** How states read in rows. */
export const STATE_WORDS = { true: 'yes', false: 'no' };

/** `2 unresolved issues are still to be fixed in it`, or move to another version. */
export function unresolvedSentence(count: number | undefined, moveTo?: string): string {
  if (count === undefined) return 'Jira does not say how many of its issues are unresolved';
  return moveTo === undefined
    ? `${countOf(count, 'unresolved issue is', 'unresolved issues are')} still to be fixed in it`
    : `${countOf(count, 'unresolved issue moves', 'unresolved issues move')} to ${quoted(moveTo)}`;
}
