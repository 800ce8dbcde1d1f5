/**
 * `issue_type_scheme.add_type` and `.remove_type`: which issue types the scheme of a project offers. All projects of the
 * scheme change with it.
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
import { memberHolds, membershipCheck } from '../effects.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  findIssueType,
  type IssueType,
  issueTypesRead,
  issueTypeTarget,
} from '../look-up/find-issue-type.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import {
  findTypeSchemes,
  pinTypeScheme,
  schemeTypesIn,
  schemeTypesRead,
  type TypeScheme,
  type TypeSchemes,
} from '../look-up/find-type-schemes.ts';
import { countOf, listOf } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import type { SchemeTypeTarget } from './sentences.ts';

type Args = { project: string; issueType: string };

interface Found {
  project: Project;
  type: IssueType;
  scheme: TypeScheme;
  schemes: TypeSchemes;
  typeIds: string[];
  answer: JiraReadResult;
}

function* findBoth(args: Args, context: ResolveContext): Reading<Result<Found, Obstacle>> {
  const [project, type, schemes] = yield* readTogether(
    findProject(args.project, context),
    findIssueType(args.issueType, context),
    findTypeSchemes(),
  );
  if (!project.ok) return project;
  const { key, isTeamManaged, isArchived, id } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived. Restore it first.`);
  if (isTeamManaged) {
    return unsupported(`${key} is team-managed; its issue types are kept in the project itself.`);
  }
  if (!type.ok) return type;
  const scheme = schemes?.schemes.find(({ projects }) => projects.some((one) => one.id === id));
  if (schemes === null || scheme === undefined) {
    return unsupported(`Kraken could not find out which projects share the issue types of ${key}.`);
  }
  const [answer] = yield* readAll([schemeTypesRead(scheme.id)]);
  const typeIds = schemeTypesIn(answer);
  if (typeIds === null) return refusedRead(`the issue types of ${scheme.name}`, answer);
  return ok({ project: project.value, type: type.value, scheme, schemes, typeIds, answer });
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_type_scheme.add_type'>> {
  const both = yield* findBoth(args, context);
  if (!both.ok) return both;
  const { project, type, scheme, typeIds } = both.value;
  if (typeIds.includes(type.id)) return already(`${project.key} already offers ${type.name}.`);
  const finding = yield* describe(both.value, !scheme.isDefault, context);
  return found(finding);
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_type_scheme.remove_type'>> {
  const both = yield* findBoth(args, context);
  if (!both.ok) return both;
  const { project, type, scheme, typeIds } = both.value;
  if (!typeIds.includes(type.id)) return already(`${project.key} does not offer ${type.name}.`);
  if (scheme.isDefault) {
    return unsupported(
      `${project.key} uses the default issue type scheme, from which Jira removes nothing. Give it a scheme of its own first.`,
    );
  }
  const ids = scheme.projects.map(({ id }) => id).join(', ');
  const count = countRead(`project IN (${ids}) AND issuetype = ${type.id}`);
  const [[counted], isLast] = yield* readTogether(readAll([count]), isLastStandard(both.value));
  const issues = countIn(counted);
  if (issues !== undefined && issues > 0) {
    return unsupported(
      `${countOf(issues, 'issue')} of the projects of ${scheme.name} ${issues === 1 ? 'has' : 'have'} the type ${type.name}. Move them to another type first.`,
    );
  }
  if (isLast) return unsupported(`${type.name} is the last standard issue type of ${scheme.name}.`);
  const finding = yield* describe(both.value, scheme.defaultTypeId !== type.id, context);
  const isKnown = issues !== undefined;
  return found({
    ...finding,
    facts: { ...finding.facts, ...(!isKnown && { counts: null }) },
    preconditions: [...finding.preconditions, precondition('Issues of the type', count, counted)],
    radius: [
      isKnown ? 'No issue there has the type' : 'Kraken could not count the issues of the type',
      ...finding.radius,
    ],
  });
}

function* isLastStandard({ type, typeIds }: Found): Reading<boolean> {
  const [answer] = yield* readAll([issueTypesRead()]);
  return !itemsAt(answer.body).some((each) => {
    const id = idAt(each, 'id') ?? '';
    return id !== type.id && typeIds.includes(id) && !isTrueAt(each, 'subtask');
  });
}

function* describe(
  { project, type, scheme, schemes, typeIds, answer }: Found,
  canGoBack: boolean,
  context: ResolveContext,
) {
  const pins = yield* pinTypeScheme(scheme, schemes);
  const isIn = typeIds.includes(type.id);
  const others = scheme.projects.filter(({ id }) => id !== project.id);
  const names = others.map(({ name }) => name);
  return {
    target: {
      project: { id: project.id, key: project.key },
      scheme: { id: scheme.id, name: scheme.name },
      type: { id: type.id, name: type.name },
      others: names,
      canGoBack,
    },
    facts: factsOf(context, {
      targets: [
        ...scheme.projects,
        { kind: 'scheme' as const, id: scheme.id, name: scheme.name },
        issueTypeTarget(type),
      ],
      projectIds: scheme.projects.map(({ id }) => id),
      counts: { projects: scheme.projects.length },
      sharedWith: others,
      hasCompleteInverse: canGoBack,
      // A scheme that Kraken's own project merely shares is for people to decide.
      changesProjects: context.krakenProjectIds.includes(project.id),
    }),
    rows: [
      {
        label: `Issue type ${type.name} in ${listOf([project.key, ...names])}`,
        before: isIn ? 'offered' : 'not offered',
        after: isIn ? 'not offered' : 'offered',
      },
    ],
    preconditions: [
      {
        ...precondition(`Issue types of ${scheme.name}`, schemeTypesRead(scheme.id), answer),
        holds: memberHolds({ list: 'values[].issueTypeId', value: type.id }, isIn),
      },
      ...pins,
    ],
    radius: [
      names.length === 0
        ? `No other project uses ${scheme.name}`
        : `${countOf(names.length, 'other project uses', 'other projects use')} ${scheme.name}: ${listOf(names)}`,
    ],
  };
}

const READS = operations(
  'getProject',
  'searchProjects',
  'getIssueAllTypes',
  'getIssueTypeSchemeForProjects',
  'getIssueTypeSchemesMapping',
  'countIssues',
  'getBulkPermissions',
);

const SCHEMA = z.strictObject({ project: words, issueType: words });

const memberOf = ({ type }: SchemeTypeTarget) => ({
  list: 'values[].issueTypeId',
  value: type.id,
});

function opposite(type: string, { project, type: issueType, canGoBack }: SchemeTypeTarget) {
  return canGoBack
    ? [{ type, args: { project: project.key, issueType: namedId(issueType.id) } }]
    : null;
}

/** Catalogue entry of `issue_type_scheme.add_type`. */
export const addTypeToScheme = defineAction('issue_type_scheme.add_type', {
  area: 'issue_types',
  title: 'Offer an issue type in a project',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone as long as no issue has the type',
  },
  blastRadius: 'projects that share the issue type scheme',
  connections: ['forge', 'oauth'],
  writes: operations('addIssueTypesToIssueTypeScheme'),
  reads: READS,
  schema: SCHEMA,
  resolve: resolveAdd,
  compile: ({ scheme, type }) => [
    requestOf('addIssueTypesToIssueTypeScheme', {
      path: { issueTypeSchemeId: scheme.id },
      body: { issueTypeIds: [type.id] },
    }),
  ],
  check: (target) => membershipCheck(schemeTypesRead(target.scheme.id), memberOf(target), true),
  inverse: (target) => opposite('issue_type_scheme.remove_type', target),
});

/** Catalogue entry of `issue_type_scheme.remove_type`. */
export const removeTypeFromScheme = defineAction('issue_type_scheme.remove_type', {
  area: 'issue_types',
  title: 'Stop offering an issue type in a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'Nobody can create issues of the type there any more.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone; the type then comes last in the list',
  },
  blastRadius: 'issues of the type (none is left); projects that share the issue type scheme',
  connections: ['forge', 'oauth'],
  writes: operations('removeIssueTypeFromIssueTypeScheme'),
  reads: READS,
  schema: SCHEMA,
  resolve: resolveRemove,
  compile: ({ scheme, type }) => [
    requestOf('removeIssueTypeFromIssueTypeScheme', {
      path: { issueTypeSchemeId: scheme.id, issueTypeId: type.id },
    }),
  ],
  check: (target) => membershipCheck(schemeTypesRead(target.scheme.id), memberOf(target), false),
  inverse: (target) => opposite('issue_type_scheme.add_type', target),
});
