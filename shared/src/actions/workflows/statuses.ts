/** `status.create` and `status.delete`: the statuses that every company-managed workflow may use. */
import { z } from 'zod';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds, membershipCheck, wholeCheck } from '../effects.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findNamed } from '../look-up/find-named.ts';
import { STATUS_SEARCH } from '../look-up/find-site-status.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, orNone, quoted } from '../sentence-words.ts';

type CreateArgs = { name: string; category: string; description?: string };

const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;
const CATEGORIES: Readonly<Record<string, string>> = {
  'to do': 'TODO',
  todo: 'TODO',
  new: 'TODO',
  'in progress': 'IN_PROGRESS',
  done: 'DONE',
};

/** Reads the statuses whose names hold the words. */
function statusesLike(name: string): JiraRead {
  return readOf('search', {
    query: [['searchString', name]],
    pick: ['values[].id', 'values[].name', 'values[].scope.type', 'isLast'],
  });
}

function categoryIn(wanted: string): Result<string, Obstacle> {
  const folded = foldName(bareWords(wanted)).replace(/[-_]/g, ' ');
  const category = Object.hasOwn(CATEGORIES, folded) ? CATEGORIES[folded] : undefined;
  if (category !== undefined) return ok(category);
  return ask('status category', wanted, ['To Do', 'In Progress', 'Done']);
}

function* resolveCreate(
  args: CreateArgs,
  context: ResolveContext,
): Reading<Outcome<'status.create'>> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!NAME.test(name)) return ask('status name', args.name);
  const category = categoryIn(args.category);
  if (!category.ok) return category;
  const read = statusesLike(name);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead('the statuses', answer);
  const isTaken = itemsAt(answer.body, 'values').some(
    (each) =>
      textAt(each, 'scope.type') !== 'PROJECT' &&
      foldName(textAt(each, 'name') ?? '') === foldName(name),
  );
  if (isTaken || !isTrueAt(answer.body, 'isLast')) {
    const sentence = `The status ${quoted(name)} already exists. Shall it be used, or which other name shall the new one get?`;
    return ask('status name', name, [], isTaken ? sentence : undefined);
  }
  const description = args.description?.trim() ?? '';
  return found({
    target: { name, category: category.value, description },
    facts: factsOf(context, {
      targets: [{ kind: 'status', id: 'new', name }],
      projectIds: [],
      counts: {},
      hasCompleteInverse: true,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: changedRows([
      {
        label: `Status ${quoted(name)}`,
        before: 'does not exist',
        after: `exists (${CATEGORY_WORDS[category.value] ?? category.value})`,
      },
      { label: 'Description', before: 'none', after: orNone(description) },
    ]),
    preconditions: [
      {
        ...precondition(`Statuses named ${quoted(name)}`, read, answer),
        holds: memberHolds({ list: 'values[].name', value: name }, false),
      },
    ],
    radius: ['One more status on the site; no workflow has it yet'],
  });
}

/** Catalogue entry of `status.create`. */
export const createStatus = defineAction('status.create', {
  area: 'workflows_statuses',
  title: 'Create a status',
  defaultClass: 'requires-approval',
  approvalBecause: 'It adds to the list of statuses of the whole site.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the status can be deleted while no workflow has it',
  },
  blastRadius: 'no workflow has a new status',
  connections: ['forge', 'oauth'],
  writes: operations('createStatuses'),
  reads: operations('search'),
  schema: z.strictObject({ name: words, category: words, description: optionalWords }),
  resolve: resolveCreate,
  compile: ({ name, category, description }) => [
    requestOf('createStatuses', {
      body: {
        scope: { type: 'GLOBAL' },
        statuses: [{ name, statusCategory: category, ...(description !== '' && { description }) }],
      },
      capture: { statusId: '[0].id' },
    }),
  ],
  check: ({ name }) =>
    wholeCheck(madeCheck(statusesLike(name), { list: 'values[].name', value: name })),
  inverse: ({ name }, { statusId }) => [
    { type: 'status.delete', args: { status: statusId === undefined ? name : namedId(statusId) } },
  ],
});

function usesRead(statusId: string): JiraRead {
  return readOf('getWorkflowUsagesForStatus', {
    path: { statusId },
    query: [['maxResults', '200']],
    pick: ['workflows.values[].id'],
  });
}

function* resolveDelete(
  args: { status: string },
  context: ResolveContext,
): Reading<Outcome<'status.delete'>> {
  const bare = args.status.replace(/\s+status$/i, '');
  const status = yield* findNamed(bare, STATUS_SEARCH, context);
  if (!status.ok) return status;
  const { id, name, body } = status.value;
  const [uses, count] = [usesRead(id), countRead(`status = ${id}`)];
  const [used, counted] = yield* readAll([uses, count]);
  if (used.status !== 200) return refusedRead(`which workflows have ${quoted(name)}`, used);
  const workflows = itemsAt(used.body, 'workflows.values').length;
  const issues = countIn(counted);
  if (issues === undefined) return refusedRead(`how many issues are in ${quoted(name)}`, counted);
  if (workflows > 0 || issues > 0) {
    return unsupported(
      `${countOf(workflows, 'workflow has', 'workflows have')} the status ${quoted(name)}, and ${countOf(issues, 'issue is', 'issues are')} in it. Take it out of the workflows first.`,
    );
  }
  return found({
    target: {
      id,
      name,
      category: textAt(body, 'statusCategory') ?? 'TODO',
      description: textAt(body, 'description') ?? '',
    },
    facts: factsOf(context, {
      targets: [{ kind: 'status', id, name }],
      projectIds: [],
      counts: {},
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [{ label: `Status ${quoted(name)}`, before: 'exists', after: 'deleted' }],
    preconditions: [
      precondition(`Workflows with the status ${quoted(name)}`, uses, used),
      precondition(`Issues in ${quoted(name)}`, count, counted),
    ],
    radius: ['No workflow has it and no issue is in it'],
  });
}

const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  TODO: 'to do',
  IN_PROGRESS: 'in progress',
  DONE: 'done',
};

/** Catalogue entry of `status.delete`. */
export const deleteStatus = defineAction('status.delete', {
  area: 'workflows_statuses',
  title: 'Delete a status that no workflow has',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a status of the whole site.',
  level: 'standard',
  reversibility: { kind: 'partial', sentence: 'Can be made again, as a new one' },
  blastRadius: 'workflows and issues with the status (none may be left)',
  connections: ['forge', 'oauth'],
  writes: operations('deleteStatusesById'),
  reads: operations('search', 'getWorkflowUsagesForStatus', 'countIssues', 'getBulkPermissions'),
  schema: z.strictObject({ status: words }),
  resolve: resolveDelete,
  compile: ({ id }) => [requestOf('deleteStatusesById', { query: [['id', id]] })],
  check: ({ id, name }) =>
    wholeCheck(membershipCheck(statusesLike(name), { list: 'values[].id', value: id }, false)),
  inverse: ({ name, category, description }) => [
    {
      type: 'status.create',
      args: {
        name,
        category: CATEGORY_WORDS[category] ?? 'to do',
        ...(description !== '' && { description }),
      },
    },
  ],
});
