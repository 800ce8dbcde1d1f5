/**
 * `issue_type.delete`. Issues of the type become another one, which is for a person to name; Jira also drops the type
 * from every scheme, so there is no way back.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  findIssueType,
  type IssueType,
  issueTypeRead,
  issueTypesRead,
  issueTypeTarget,
} from '../look-up/find-issue-type.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import { projectsOffering } from '../look-up/find-type-schemes.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, countWithNames, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';

type Args = { issueType: string; replaceWith?: string };

const PIN = ['id', 'name', 'description'];
const GUARD = { global: 'ADMINISTER' } as const;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue_type.delete'>> {
  const type = yield* findIssueType(args.issueType, context);
  if (!type.ok) return type;
  const count = countRead(`issuetype = ${type.value.id}`);
  const [[counted, pinned], others, offering] = yield* readTogether(
    readAll([count, issueTypeRead(type.value.id, PIN)]),
    alternativesOf(type.value),
    projectsOffering(type.value.id),
  );
  if (!others.ok) return others;
  const issues = countIn(counted);
  const replacement = yield* chooseReplacement(args, type.value, others.value, issues, context);
  if (!replacement.ok) return replacement;
  const pins = [
    precondition(
      `Issue type ${quoted(type.value.name)}`,
      issueTypeRead(type.value.id, PIN),
      pinned,
    ),
    precondition(`Number of issues of the type ${quoted(type.value.name)}`, count, counted),
  ];
  const next = replacement.value;
  if (next !== null) {
    const read = issueTypeRead(next.id, ['id', 'name']);
    const [answer] = yield* readAll([read]);
    pins.push(precondition(`Issue type ${quoted(next.name)}`, read, answer));
  }
  pins.push(...(offering?.preconditions ?? []));
  const projects = offering?.projects ?? null;
  return found({ ...findingOf(type.value, next, issues, projects, context), preconditions: pins });
}

/** The types Jira lets stand in for it. */
function* alternativesOf(type: IssueType): Reading<Result<NamedThing[], Obstacle>> {
  const read = readOf('getAlternativeIssueTypes', {
    path: { id: type.id },
    pick: ['[].id', '[].name'],
  });
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead('the other issue types', answer);
  return ok(
    itemsAt(answer.body).flatMap((body) => {
      const [id, name] = [idAt(body, 'id'), textAt(body, 'name')];
      const isUsable = id !== undefined && name !== undefined && id !== type.id;
      return isUsable ? [{ id, name, body }] : [];
    }),
  );
}

function* chooseReplacement(
  { replaceWith }: Args,
  type: IssueType,
  others: readonly NamedThing[],
  issues: number | undefined,
  context: ResolveContext,
): Reading<Result<{ id: string; name: string } | null, Obstacle>> {
  const thing = 'replacement issue type';
  if (replaceWith !== undefined) {
    if (others.length === 0) return unsupported(noReplacement(type));
    const search = { thing, guard: GUARD };
    const chosen = yield* chooseNamed(replaceWith, others, true, search, context);
    return chosen.ok ? ok({ id: chosen.value.id, name: chosen.value.name }) : chosen;
  }
  if (issues === 0) return ok(null);
  if (others.length === 0) return unsupported(noReplacement(type));
  const many = issues === undefined ? 'Issues may' : `${countOf(issues, 'issue')} of this type`;
  const sentence = `${many} need another type when ${quoted(type.name)} is deleted. Which one?`;
  const choices = others.map(({ name }) => name).slice(0, 10);
  const open = yield* askVisibly(
    { thing, words: type.name, choices, sentence, guard: GUARD },
    context,
  );
  return open.ok ? ask(thing, type.name) : open;
}

function noReplacement({ name }: IssueType): string {
  return `Jira knows no issue type that could stand in for ${quoted(name)}. Move its issues to another type first.`;
}

function findingOf(
  type: IssueType,
  replacement: { id: string; name: string } | null,
  issues: number | undefined,
  offering: Target[] | null,
  context: ResolveContext,
) {
  const { id, name } = type;
  const count = issues === undefined ? 'An unknown number of issues' : countOf(issues, 'issue');
  return {
    target: { type: { id, name }, replacement, issues: issues ?? null },
    facts: factsOf(context, {
      targets: [issueTypeTarget(type), ...(offering ?? [])],
      projectIds: (offering ?? []).map((project) => project.id),
      counts:
        issues === undefined || offering === null ? null : { issues, projects: offering.length },
      sharedWith: offering,
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [
      { label: `Issue type ${quoted(name)}`, before: 'exists', after: DELETED_FOR_GOOD },
      ...(replacement === null
        ? []
        : [{ label: `Type of ${count}`, before: name, after: replacement.name }]),
    ],
    radius: [
      `${count} ${issues === 1 ? 'has' : 'have'} this type`,
      offering === null
        ? 'Kraken could not find out which projects offer it'
        : countWithNames(
            offering.map((each) => each.name),
            'project offers it',
            'projects offer it',
          ),
      'Filters and automations that name it find nothing from then on',
    ],
  };
}

/** Catalogue entry of `issue_type.delete`. */
export const deleteIssueType = defineAction('issue_type.delete', {
  area: 'issue_types',
  title: 'Delete an issue type',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes an issue type for good and changes the type of its issues.',
  level: 'critical',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: which issues had the type, and which schemes, is lost',
  },
  blastRadius: 'issues of the type; projects that offer it',
  connections: ['forge', 'oauth'],
  writes: operations('deleteIssueType'),
  reads: operations(
    'getIssueAllTypes',
    'getIssueType',
    'getAlternativeIssueTypes',
    'getIssueTypeSchemesMapping',
    'getIssueTypeSchemeForProjects',
    'searchProjects',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ issueType: words, replaceWith: optionalWords }),
  resolve,
  compile: ({ type, replacement }) => [
    requestOf('deleteIssueType', {
      path: { id: type.id },
      query: replacement === null ? [] : [['alternativeIssueTypeId', replacement.id]],
    }),
  ],
  check: ({ type }) => membershipCheck(issueTypesRead(), { list: '[].id', value: type.id }, false),
  inverse: () => null,
});
