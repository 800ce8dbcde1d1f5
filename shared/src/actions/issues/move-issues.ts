/**
 * `issue.move`: issues go to another project, another type, or both. One issue or many, Jira moves them by the same long
 * task. Their ids stay and their old keys lead to the new ones; what the new place does not have (statuses, sprints,
 * versions, components, some fields) is lost. Sub-tasks go with their issue and never alone.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
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
import { bulkRequests } from '../look-up/bulk-requests.ts';
import { fetchedIn, fetchReads } from '../look-up/fetch-issues.ts';
import { projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  distinctTargets,
  type FoundList,
  findList,
  freeze,
  missingSentence,
  projectsOfList,
  readDetails,
} from '../look-up/frozen-list.ts';
import { bulkCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { MAX_BULK } from '../look-up/search-issues.ts';
import { operations } from '../operations.ts';
import { countOf, listOf } from '../sentence-words.ts';
import { FIELDS, findPlace, groupsOf, PICK, type Place } from './move-groups.ts';
import type { MoveTarget } from './targets.ts';

type Args = {
  issues?: string[];
  project?: string;
  sprint?: string;
  toProject: string;
  issueType?: string;
};

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.move'>> {
  const [list, place] = yield* readTogether(
    findList(args, context),
    findPlace(args.toProject, context),
  );
  if (!list.ok) return list;
  if (!place.ok) return place;
  const details = yield* readDetails(list.value.issues, FIELDS, PICK);
  if (!details.ok) return details;
  const groups = groupsOf(list.value, details.value, place.value, args.issueType);
  if (!groups.ok) return groups;
  if (groups.value.length === 0) {
    return already(`These issues are already in ${place.value.project.key} as asked.`);
  }
  const moving = new Set(groups.value.flatMap(({ issues }) => issues.map(({ id }) => id)));
  const subtasks = [...details.value]
    .filter(([id]) => moving.has(id))
    .flatMap(([, body]) => itemsAt(body, 'fields.subtasks')).length;
  if (moving.size + subtasks > MAX_BULK) {
    return unsupported(
      'With their sub-tasks these are more than 1,000 issues. Please divide them.',
    );
  }
  return yield* finish(list.value, place.value, { groups: groups.value, subtasks }, context);
}

function* finish(
  list: FoundList,
  { project }: Place,
  { groups, subtasks }: Pick<MoveTarget, 'groups' | 'subtasks'>,
  context: ResolveContext,
): Reading<Outcome<'issue.move'>> {
  const ids = groups.flatMap(({ issues }) => issues.map(({ id }) => id));
  const pin = projectRead(project.key, ['id', 'key', 'archived']);
  const [still] = yield* readAll([pin]);
  const frozen = yield* freeze(
    'Projects and types of the issues',
    list,
    fetchReads(ids, FIELDS, PICK),
  );
  const projects = distinctTargets([...projectsOfList(list.issues), projectTarget(project)]);
  return found({
    target: { project: { id: project.id, key: project.key }, groups, subtasks },
    facts: factsOf(context, {
      targets: distinctTargets([...list.scope.targets, ...projects]),
      projectIds: projects.map(({ id }) => id),
      counts: { issues: ids.length + subtasks, projects: projects.length },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: groups.map(({ fromProject, fromType, toType, issues }) => ({
      label: `${countOf(issues.length, 'issue')}: ${listOf(
        issues.map(({ key }) => key),
        MAX_BULK,
      )}`,
      before: `${fromType.name} in ${fromProject.key}`,
      after: `${toType.name} in ${project.key}`,
    })),
    preconditions: [precondition(`Project ${project.key}`, pin, still), ...frozen],
    radius: [
      ...(subtasks > 0 ? [`${countOf(subtasks, 'sub-task goes', 'sub-tasks go')} with them`] : []),
      'Issues that change their project get new keys; the old keys lead to the new ones',
      `Sprints, versions, components, statuses and fields that ${project.key} does not have are lost`,
      `Whoever sees ${project.key} will see them`,
      'No mail is sent about it',
      ...missingSentence(list.scope, list.issues),
    ],
  });
}

/** Jira wants one entry per place; the last of two entries for the same place would win in silence. */
function mappingOf({ project, groups }: MoveTarget): Json {
  const byType = Map.groupBy(groups, ({ toType }) => toType.id);
  return Object.fromEntries(
    [...byType].map(([typeId, own]) => [
      `${project.id},${typeId}`,
      {
        issueIdsOrKeys: own.flatMap(({ issues }) => issues.map(({ key }) => key)),
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferStatusDefaults: true,
        inferSubtaskTypeDefault: true,
      },
    ]),
  );
}

/** Catalogue entry of `issue.move`. */
export const moveIssues = defineAction('issue.move', {
  area: 'issue_ops',
  title: 'Move issues to another project or type',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes keys, workflow and who sees the issues.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be moved back under new keys; statuses, sprints, versions, components and some fields are lost',
  },
  blastRadius: 'issues with their sub-tasks; both projects',
  connections: ['forge', 'oauth'],
  writes: operations('submitBulkMove', 'getBulkOperationProgress'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getAllSprints',
    'getCreateIssueMetaIssueTypes',
    'searchAndReconsileIssuesUsingJqlPost',
    'countIssues',
    'bulkFetchIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    issues: z.exactOptional(z.array(words).min(1).max(MAX_BULK)),
    project: optionalWords,
    sprint: optionalWords,
    toProject: words,
    issueType: optionalWords,
  }),
  resolve,
  compile: (target) =>
    bulkRequests('submitBulkMove', {
      targetToSourcesMapping: mappingOf(target),
      sendBulkNotification: false,
    }),
  check: ({ project, groups }) => {
    const ids = groups.flatMap(({ issues }) => issues.map(({ id }) => id));
    const pick = ['fields.project.id', 'fields.issuetype.id'];
    const reads = fetchReads(ids, ['project', 'issuetype'], pick);
    return bulkCheck({
      reads,
      judge(answers) {
        const now = fetchedIn(reads.map((_, index) => answers[index]));
        if (now === null) return 'unknown';
        const isAt = (id: string, projectId: string, typeId: string): boolean =>
          idAt(now.get(id) ?? null, 'fields.project.id') === projectId &&
          idAt(now.get(id) ?? null, 'fields.issuetype.id') === typeId;
        const every = (test: (group: MoveTarget['groups'][number], id: string) => boolean) =>
          groups.every((group) => group.issues.every(({ id }) => test(group, id)));
        if (every(({ toType }, id) => isAt(id, project.id, toType.id))) return 'done';
        return every(({ fromProject, fromType }, id) => isAt(id, fromProject.id, fromType.id))
          ? 'not-done'
          : 'differs';
      },
    });
  },
  inverse: ({ groups }) =>
    groups.map(({ fromProject, fromType, issues }) => ({
      type: 'issue.move',
      args: {
        issues: issues.map(({ id }) => namedId(id)),
        toProject: fromProject.key,
        issueType: namedId(fromType.id),
      },
    })),
});
