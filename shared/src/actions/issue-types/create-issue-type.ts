/**
 * `issue_type.create`: an issue type for the whole site. Jira puts it into the default issue type scheme by itself, so
 * the projects of that scheme offer it at once; others need `issue_type_scheme.add_type`.
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
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds } from '../effects.ts';
import { isOfSite, issueTypesRead } from '../look-up/find-issue-type.ts';
import { findTypeSchemes, type TypeSchemes } from '../look-up/find-type-schemes.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readTypeName } from '../look-up/type-names.ts';
import { operations, requestOf } from '../operations.ts';
import { countWithNames, quoted } from '../sentence-words.ts';

type Args = { name: string; level?: string; description?: string };

const LEVELS: Readonly<Record<string, 0 | -1>> = {
  standard: 0,
  base: 0,
  normal: 0,
  subtask: -1,
  'sub task': -1,
};

function levelIn(wanted: string | undefined): Result<0 | -1, Obstacle> {
  if (wanted === undefined) return ok(0);
  const folded = foldName(bareWords(wanted)).replaceAll('-', ' ');
  const level = Object.hasOwn(LEVELS, folded) ? LEVELS[folded] : undefined;
  return level === undefined ? ask('level', wanted, ['standard', 'sub-task']) : ok(level);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue_type.create'>> {
  const name = readTypeName(args.name);
  if (!name.ok) return name;
  const level = levelIn(args.level);
  if (!level.ok) return level;
  const [[answer], schemes] = yield* readTogether(readAll([issueTypesRead()]), findTypeSchemes());
  const free = requireFreeName(name.value, answer);
  if (!free.ok) return free;
  const description = args.description?.trim() ?? '';
  return found(
    findingOf({ name: name.value, description, level: level.value }, answer, schemes, context),
  );
}

function requireFreeName(name: string, answer: JiraReadResult): Result<null, Obstacle> {
  if (answer.status !== 200) return refusedRead('the issue types', answer);
  const same = itemsAt(answer.body).find(
    (type) => isOfSite(type) && foldName(textAt(type, 'name') ?? '') === foldName(name),
  );
  if (same === undefined) return ok(null);
  const sentence = `The issue type ${textAt(same, 'name')} already exists. Shall it be used, or which other name shall the new one get?`;
  return ask('issue type name', name, [], sentence);
}

function findingOf(
  target: { name: string; description: string; level: 0 | -1 },
  answer: JiraReadResult,
  schemes: TypeSchemes | null,
  context: ResolveContext,
) {
  const users =
    schemes === null
      ? null
      : schemes.schemes.filter(({ isDefault }) => isDefault).flatMap(({ projects }) => projects);
  const kind = target.level === -1 ? 'sub-task type' : 'standard type';
  return {
    target,
    facts: factsOf(context, {
      targets: [{ kind: 'issue-type' as const, id: 'new', name: target.name }, ...(users ?? [])],
      projectIds: (users ?? []).map(({ id }) => id),
      counts: users === null ? null : { projects: users.length },
      sharedWith: users,
      hasCompleteInverse: true,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [{ label: `Issue type ${quoted(target.name)}`, before: 'does not exist', after: kind }],
    preconditions: [
      {
        ...precondition(`Issue types named ${quoted(target.name)}`, issueTypesRead(), answer),
        holds: memberHolds({ list: '[].name', value: target.name }, false),
      },
      ...(schemes?.preconditions ?? []),
      ...(schemes?.uses ?? []),
    ],
    radius: [
      'One more issue type on the site; no issue has it yet',
      users === null
        ? 'Kraken could not find out which projects use the default issue type scheme'
        : users.length === 0
          ? 'No project offers it until it is put into a scheme'
          : countWithNames(
              users.map((each) => each.name),
              'project offers it at once, by the default scheme',
              'projects offer it at once, by the default scheme',
            ),
    ],
  };
}

/** Catalogue entry of `issue_type.create`. */
export const createIssueType = defineAction('issue_type.create', {
  area: 'issue_types',
  title: 'Create an issue type',
  defaultClass: 'requires-approval',
  approvalBecause: 'It adds to the list of issue types of the whole site.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the issue type can be deleted while no issue has it',
  },
  blastRadius: 'no issue; projects that use the default issue type scheme',
  connections: ['forge', 'oauth'],
  writes: operations('createIssueType'),
  reads: operations('getIssueAllTypes', 'searchProjects', 'getIssueTypeSchemeForProjects'),
  schema: z.strictObject({ name: words, level: optionalWords, description: optionalWords }),
  resolve,
  compile: ({ name, description, level }) => [
    requestOf('createIssueType', {
      body: { name, hierarchyLevel: level, ...(description !== '' && { description }) },
      capture: { typeId: 'id' },
    }),
  ],
  check: ({ name }) => madeCheck(issueTypesRead(), { list: '[].name', value: name }),
  inverse: ({ name }, { typeId }) => [
    {
      type: 'issue_type.delete',
      args: { issueType: typeId === undefined ? name : namedId(typeId) },
    },
  ],
});
