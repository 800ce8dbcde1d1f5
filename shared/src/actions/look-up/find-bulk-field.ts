/**
 * The field and value of a bulk edit: offered by the edit metadata of one issue of each project, with the same value in
 * each, and offered by Jira for all of the issues at once.
 */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import type { BulkEditTarget } from '../issues/targets.ts';
import { readOf } from '../operations.ts';
import { readValue } from './field-values.ts';
import { inChunks } from './in-chunks.ts';
import { chooseField, editFieldsIn, editFieldsRead, type IssueField } from './issue-fields.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import type { ListedIssue } from './search-issues.ts';

/** What a bulk edit sets. */
export interface BulkField {
  change: BulkEditTarget['change'];
  person: PersonFact | null;
}

/** Projects whose metadata is compared; more is a person's work. */
const MAX_PROJECTS = 10;
/** Keys in one address; longer addresses are refused on the way. */
const MAX_KEYS = 100;

/** Finds the field and the value the words mean for all of these issues. */
export function* findBulkField(
  words: string,
  value: string | null,
  issues: readonly ListedIssue[],
  context: ResolveContext,
): Reading<Result<BulkField, Obstacle>> {
  const samples = [...new Map(issues.map((issue) => [issue.projectId, issue])).values()];
  const [first] = samples;
  if (first === undefined || samples.length > MAX_PROJECTS) {
    return unsupported(
      `These issues are of more than ${MAX_PROJECTS} projects. Please divide them.`,
    );
  }
  const offers = yield* readOffers(samples);
  if (!offers.ok) return offers;
  const where = { projectId: first.projectId, name: first.key };
  const field = yield* chooseField(words, offers.value[0] ?? [], where, context);
  if (!field.ok) return field;
  const { id, name, kind } = field.value;
  if (kind === 'paragraph' || id === 'summary') {
    return unsupported(
      `${name} is a text of each issue; Kraken does not replace it on many at once.`,
    );
  }
  const wanted = yield* readValue(field.value, value, context);
  if (!wanted.ok) return wanted;
  const odd = samples.find(
    (_, index) => !hasValue(offers.value[index] ?? [], field.value, wanted.value.value),
  );
  if (odd !== undefined) {
    return unsupported(
      `${name} does not have this value in ${odd.projectKey}. Please divide the issues.`,
    );
  }
  const offered = yield* isOfferedForAll(field.value, issues);
  if (!offered.ok) return offered;
  const { value: after, shown, person } = wanted.value;
  const change = { kind: 'field', field: { id, name, kind, after, shown } } as const;
  return ok({ change, person });
}

function* readOffers(samples: readonly ListedIssue[]): Reading<Result<IssueField[][], Obstacle>> {
  const answers = yield* readAll(samples.map(({ key }) => editFieldsRead(key)));
  const offers: IssueField[][] = [];
  for (const [index, answer] of answers.entries()) {
    const offered = editFieldsIn(samples[index]?.key ?? '', answer);
    if (!offered.ok) return offered;
    offers.push(offered.value);
  }
  return ok(offers);
}

function hasValue(
  offered: readonly IssueField[],
  { id, kind }: IssueField,
  value: string | number | null,
): boolean {
  const field = offered.find((each) => each.id === id);
  if (field === undefined) return false;
  const isListed = kind === 'option' || kind === 'priority';
  return !isListed || value === null || field.values.some((each) => each.id === value);
}

function fieldsRead(keys: readonly string[], searchText: string): JiraRead {
  return readOf('getBulkEditableFields', {
    query: [
      ['issueIdsOrKeys', keys.join(',')],
      ['searchText', searchText],
    ],
    pick: ['fields[].id', 'fields[].unavailableMessage'],
  });
}

/** Jira's own word on whether the field can be changed on all of them in bulk. */
function* isOfferedForAll(
  { id, name }: IssueField,
  issues: readonly ListedIssue[],
): Reading<Result<null, Obstacle>> {
  const keys = issues.map(({ key }) => key);
  const answers = yield* readAll(inChunks(keys, MAX_KEYS).map((chunk) => fieldsRead(chunk, name)));
  for (const answer of answers) {
    if (answer.status !== 200 && answer.status !== 404) {
      return refusedRead('what can be edited on many issues', answer);
    }
    const field = itemsAt(answer.body, 'fields').find((item) => idAt(item, 'id') === id);
    if (field === undefined || textAt(field, 'unavailableMessage') !== undefined) {
      return unsupported(`Jira does not let ${name} be changed on all of these issues at once.`);
    }
  }
  return ok(null);
}
