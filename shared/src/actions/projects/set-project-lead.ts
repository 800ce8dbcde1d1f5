/** `project.lead.set`: somebody else leads a project, with the permissions the scheme gives to the lead. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { fieldsCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { type EditableProject, findEditableProject } from '../look-up/editable-project.ts';
import { permissionName } from '../look-up/find-permission.ts';
import { projectRead, projectTarget } from '../look-up/find-project.ts';
import { findUser } from '../look-up/find-user.ts';
import { already } from '../look-up/obstacle.ts';
import { assignedSchemeRead, grantsIn, isAdministrative } from '../look-up/permission-scheme.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf } from '../sentence-words.ts';

type Args = { project: string; lead: string };

const FIELDS = ['lead.accountId', 'lead.displayName', 'lead.active', 'assigneeType'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.lead.set'>> {
  const [editable, person] = yield* readTogether(
    findEditableProject(args.project, FIELDS, context),
    findUser(args.lead, context),
  );
  if (!editable.ok) return editable;
  if (!person.ok) return person;
  const { key } = editable.value.project;
  const { answer } = editable.value;
  if (textAt(answer.body, 'lead.accountId') === person.value.accountId) {
    return already(`${person.value.name} already leads ${key}.`);
  }
  const reads = [assignedSchemeRead(key), projectRead(key, ['components[].assigneeType'])] as const;
  const [scheme, parts] = yield* readAll(reads);
  const finding = findingOf(editable.value, person.value, leadPermissions(scheme), parts, context);
  const shown = [
    precondition(`Permission scheme of ${key}`, reads[0], scheme),
    precondition(`Default assignees of the components of ${key}`, reads[1], parts),
  ];
  const preconditions = shown.filter(({ expected }) => expected.status === 200);
  return found({ ...finding, preconditions: [editable.value.pin, ...preconditions] });
}

/** What the scheme gives to whoever leads the project; null where Jira does not show it. */
function leadPermissions(scheme: JiraReadResult): string[] | null {
  if (scheme.status !== 200) return null;
  const held = grantsIn(scheme.body).filter(({ type }) => type === 'projectLead');
  return [...new Set(held.map(({ permission }) => permission))].sort();
}

function leadIn(
  answer: JiraReadResult,
): { accountId: string; name: string; isActive: boolean } | null {
  const accountId = textAt(answer.body, 'lead.accountId');
  if (accountId === undefined) return null;
  const name = textAt(answer.body, 'lead.displayName') ?? accountId;
  return { accountId, name, isActive: isTrueAt(answer.body, 'lead.active') };
}

function findingOf(
  { project, answer }: EditableProject,
  person: PersonFact,
  permissions: string[] | null,
  parts: JiraReadResult,
  context: ResolveContext,
) {
  const { id, key } = project;
  const before = leadIn(answer);
  return {
    target: {
      project: { id, key },
      lead: { accountId: person.accountId, name: person.name },
      before,
    },
    facts: factsOf(context, {
      targets: [
        projectTarget(project),
        { kind: 'user' as const, id: person.accountId, name: person.name },
      ],
      projectIds: [id],
      people: [person],
      counts: { users: before === null ? 1 : 2, projects: 1 },
      grantsAdministration: permissions === null ? null : permissions.some(isAdministrative),
      access:
        permissions === null || permissions.length > 0
          ? { projectId: id, permissions: permissions ?? [] }
          : null,
      // Jira lets nobody lead a project whose account is deactivated.
      hasCompleteInverse: before?.isActive === true,
      changesProjects: true,
    }),
    rows: [{ label: `Lead of ${key}`, before: before?.name ?? 'nobody', after: person.name }],
    radius: radiusOf(answer, parts, permissions, person),
  };
}

function radiusOf(
  answer: JiraReadResult,
  parts: JiraReadResult,
  permissions: string[] | null,
  person: PersonFact,
): string[] {
  const components = itemsAt(parts.body, 'components').filter(
    (each) => textAt(each, 'assigneeType') === 'PROJECT_LEAD',
  ).length;
  return [
    textAt(answer.body, 'assigneeType') === 'PROJECT_LEAD'
      ? `New issues that nobody is assigned to go to ${person.name}`
      : 'New issues stay unassigned',
    parts.status === 200
      ? `${countOf(components, 'component assigns', 'components assign')} new issues to the project lead`
      : 'Jira does not say how many components assign new issues to the project lead',
    permissions === null
      ? 'Kraken could not read what the project lead may do'
      : permissions.length === 0
        ? 'The permission scheme gives nothing to the project lead'
        : `The project lead may: ${listOf(permissions.map(permissionName))}`,
  ];
}

/** Catalogue entry of `project.lead.set`. */
export const setProjectLead = defineAction('project.lead.set', {
  area: 'projects',
  title: 'Change the lead of a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It moves ownership of a project, and whatever its lead may do.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old lead can lead it again' },
  blastRadius:
    'the old and the new lead; components that assign to the lead; permissions of the lead',
  connections: ['forge', 'oauth'],
  writes: operations('updateProject'),
  reads: operations(
    'getProject',
    'searchProjects',
    'findUsers',
    'getUser',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, lead: words }),
  resolve,
  compile: ({ project, lead }) => [
    requestOf('updateProject', {
      path: { projectIdOrKey: project.key },
      body: { leadAccountId: lead.accountId },
    }),
  ],
  check: ({ project, lead, before }) =>
    fieldsCheck(projectRead(project.key, ['lead.accountId']), [
      { path: 'lead.accountId', before: before?.accountId ?? null, after: lead.accountId },
    ]),
  inverse: ({ project, before }) =>
    before?.isActive === true
      ? [
          {
            type: 'project.lead.set',
            args: { project: project.key, lead: mentionOf(before.accountId) },
          },
        ]
      : null,
});
