/**
 * `jsm.organization.create`. Asked to make one of a name that is there, Jira gives that one: the same name is "already",
 * the same name written otherwise is asked.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { ORGANIZATIONS } from '../look-up/find-organization.ts';
import { bareWords, foldName, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';

/** Longest name Jira takes. */
const MAX_NAME = 200;

/** Pages of organisations that reading back may need; more are not known to the end. */
const CHECKED_PAGES = 4;

function* resolveNew(
  args: { name: string },
  context: ResolveContext,
): Reading<Outcome<'jsm.organization.create'>> {
  const name = bareWords(args.name);
  if (!looksLikeName(name) || name.length > MAX_NAME) return ask('name', args.name);
  const free = yield* nameIsFree(name, context);
  if (!free.ok) return free;
  return found({
    target: { name },
    facts: factsOf(context, {
      targets: [{ kind: 'organization', id: name, name }],
      projectIds: [],
      counts: {},
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [{ label: 'Customer organisation', before: 'none', after: name }],
    preconditions: free.value.map((page, index) => ({
      ...precondition('Customer organisations', ORGANIZATIONS.list.read(index * PAGE), page),
      holds: { list: 'values[].name', value: name, isIn: false },
    })),
    radius: ['Nobody is in it yet, and no service desk has it among its customers'],
  });
}

const PAGE = ORGANIZATIONS.list.pageSize;

/** The pages of all organisations, none of which is called so. */
function* nameIsFree(
  name: string,
  context: ResolveContext,
): Reading<Result<JiraReadResult[], Obstacle>> {
  const all = yield* readPages(ORGANIZATIONS.list);
  if (all.state === 'refused') return refusedRead('the customer organisations', all.answer);
  const same = all.items
    .map((item) => textAt(item, 'name') ?? '')
    .filter((each) => foldName(each) === foldName(name));
  if (same.includes(name))
    return already(`The customer organisation ${quoted(name)} already exists.`);
  if (same.length > 0) {
    return yield* askVisibly(
      { thing: 'organisation', words: name, choices: same, guard: ORGANIZATIONS.guard },
      context,
    );
  }
  return all.isWhole && all.pages.length <= CHECKED_PAGES
    ? ok(all.pages)
    : unsupported('There are more customer organisations than Kraken can compare the name with.');
}

/** How many organisations of exactly this name the pages hold; undefined where they are not all. */
function countNamed(name: string, answers: readonly JiraReadResult[]): number | undefined {
  let count = 0;
  for (const answer of answers) {
    if (answer.status !== 200) return undefined;
    count += itemsAt(answer.body, 'values').filter((item) => textAt(item, 'name') === name).length;
    if (isTrueAt(answer.body, 'isLastPage')) return count;
  }
  return undefined;
}

/** Catalogue entry of `jsm.organization.create`. */
export const createOrganization = defineAction('jsm.organization.create', {
  area: 'jsm',
  title: 'Create a customer organisation',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone while nobody uses it' },
  blastRadius: 'nothing that exists',
  connections: ['forge', 'oauth'],
  writes: operations('createOrganization'),
  reads: operations('getOrganizations', 'getBulkPermissions'),
  schema: z.strictObject({ name: words }),
  resolve: resolveNew,
  compile: ({ name }) => [
    requestOf('createOrganization', { body: { name }, capture: { organizationId: 'id' } }),
  ],
  check: ({ name }) => ({
    reads: Array.from({ length: CHECKED_PAGES }, (_, page) => ORGANIZATIONS.list.read(page * PAGE)),
    judge(answers) {
      const count = countNamed(name, answers);
      if (count === undefined) return 'unknown';
      if (count === 1) return 'done';
      return count === 0 ? 'not-done' : 'differs';
    },
  }),
  inverse: (_, { organizationId }) =>
    organizationId === undefined
      ? null
      : [{ type: 'jsm.organization.delete', args: { organization: namedId(organizationId) } }],
});
