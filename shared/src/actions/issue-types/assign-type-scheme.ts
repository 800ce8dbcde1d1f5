/** `issue_type_scheme.assign`: one project gets another existing issue type scheme. No issue changes its type. */
import { z } from 'zod';
import { fieldAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findProject, type Project, projectTarget } from '../look-up/find-project.ts';
import { findSchemeNamed, schemesListedBy } from '../look-up/find-scheme-of.ts';
import { schemeTypesIn, schemeTypesRead } from '../look-up/find-type-schemes.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';

type Args = { project: string; scheme: string };
type Scheme = { id: string; name: string };

const TYPE_SCHEMES = schemesListedBy('issue type scheme', 'getAllIssueTypeSchemes');

/** Reads the scheme one project uses. */
function usedRead(projectId: string, pick: string[]) {
  return readOf('getIssueTypeSchemeForProjects', { query: [['projectId', projectId]], pick });
}

const ID = 'values[0].issueTypeScheme.id';

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_type_scheme.assign'>> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key, id, isTeamManaged, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived. Restore it first.`);
  if (isTeamManaged) {
    return unsupported(`${key} is team-managed and has no issue type scheme to change.`);
  }
  const scheme = yield* findSchemeNamed(args.scheme, TYPE_SCHEMES, context);
  if (!scheme.ok) return scheme;
  const fields = ['values[].issueTypeScheme.id', 'values[].issueTypeScheme.name'];
  const pin = usedRead(id, fields);
  const types = schemeTypesRead(scheme.value.id);
  const [used, held] = yield* readAll([pin, types]);
  const oldId = idAt(used.body, ID);
  if (oldId === undefined) return refusedRead(`the issue type scheme of ${key}`, used);
  if (oldId === scheme.value.id)
    return already(`${key} already uses ${quoted(scheme.value.name)}.`);
  const typeIds = schemeTypesIn(held);
  if (typeIds === null) return refusedRead(`the issue types of ${quoted(scheme.value.name)}`, held);
  const count = countRead(`project = ${id} AND issuetype NOT IN (${typeIds.join(', ')})`);
  const [counted] = yield* readAll([count]);
  const stranded = countIn(counted);
  if (stranded !== undefined && stranded > 0) {
    return unsupported(
      `${countOf(stranded, 'issue')} of ${key} ${stranded === 1 ? 'has a type' : 'have types'} that ${quoted(scheme.value.name)} lacks. Move them to another type first.`,
    );
  }
  const before = { id: oldId, name: textAt(used.body, 'values[0].issueTypeScheme.name') ?? oldId };
  return found({
    ...findingOf(project.value, before, scheme.value, stranded, context),
    preconditions: [
      precondition(`Issue type scheme of ${key}`, pin, used),
      precondition(`Issue types of ${quoted(scheme.value.name)}`, types, held),
      precondition(`Issues of ${key} without a type there`, count, counted),
    ],
  });
}

function findingOf(
  project: Project,
  before: Scheme,
  scheme: Scheme,
  stranded: number | undefined,
  context: ResolveContext,
) {
  const { id, key } = project;
  const asTarget = (each: Scheme) => ({ kind: 'scheme' as const, ...each });
  return {
    target: { project: { id, key }, before, scheme },
    facts: factsOf(context, {
      targets: [projectTarget(project), asTarget(scheme), asTarget(before)],
      projectIds: [id],
      counts: stranded === undefined ? null : { projects: 1 },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [{ label: `Issue type scheme of ${key}`, before: before.name, after: scheme.name }],
    radius: [
      stranded === undefined
        ? 'Kraken could not count the issues whose type the new scheme lacks'
        : 'Every issue has a type that the new scheme offers',
    ],
  };
}

/** Catalogue entry of `issue_type_scheme.assign`. */
export const assignTypeScheme = defineAction('issue_type_scheme.assign', {
  area: 'issue_types',
  title: 'Use another issue type scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes which issue types a project offers.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old scheme can be used again' },
  blastRadius: 'issues whose type the new scheme lacks (none may be left)',
  connections: ['forge', 'oauth'],
  writes: operations('assignIssueTypeSchemeToProject'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllIssueTypeSchemes',
    'getIssueTypeSchemeForProjects',
    'getIssueTypeSchemesMapping',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, scheme: words }),
  resolve,
  compile: ({ project, scheme }) => [
    requestOf('assignIssueTypeSchemeToProject', {
      body: { issueTypeSchemeId: scheme.id, projectId: project.id },
    }),
  ],
  check: ({ project, before, scheme }) => ({
    reads: [usedRead(project.id, ['values[].issueTypeScheme.id'])],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const now = fieldAt(answer.body, ID);
      if (now === scheme.id) return 'done';
      return now === before.id ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ project, before }) => [
    {
      type: 'issue_type_scheme.assign',
      args: { project: project.key, scheme: namedId(before.id) },
    },
  ],
});
