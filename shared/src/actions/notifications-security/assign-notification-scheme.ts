/** `notification_scheme.assign`: a project uses another notification scheme. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { findOpenProject } from '../look-up/find-part.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findSchemeNamed } from '../look-up/find-scheme-of.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { NOTIFICATION_SCHEMES } from './scheme-notifications.ts';

type Args = { project: string; scheme: string };
type Scheme = { id: string; name: string };

/** Reads only which scheme a project uses; 404 where it has none. */
const schemeIdRead = (projectKeyOrId: string) =>
  readOf('getNotificationSchemeForProject', { path: { projectKeyOrId }, pick: ['id'] });

/** The project, which must be one that has such schemes. */
export function* findClassicProject(
  wanted: string,
  thing: string,
  context: ResolveContext,
): Reading<Result<Project, Obstacle>> {
  const project = yield* findOpenProject(wanted, context);
  if (project.ok && project.value.isTeamManaged) {
    return unsupported(
      `${project.value.key} is team-managed and takes no ${thing}; its administrator changes this in the project itself.`,
    );
  }
  return project;
}

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'notification_scheme.assign'>> {
  const [project, scheme] = yield* readTogether(
    findClassicProject(args.project, 'notification scheme', context),
    findSchemeNamed(args.scheme, NOTIFICATION_SCHEMES, context),
  );
  if (!project.ok) return project;
  if (!scheme.ok) return scheme;
  const { id, key } = project.value;
  const read = schemeIdRead(key);
  const [used, pinned] = yield* readAll([NOTIFICATION_SCHEMES.ofProject(key), read]);
  const before = usedScheme(used);
  if (before === undefined) return refusedRead(`the notification scheme of ${key}`, used);
  if (before?.id === scheme.value.id) {
    return already(`${key} already uses the notification scheme ${quoted(scheme.value.name)}.`);
  }
  return found({
    target: { project: { id, key }, before, scheme: scheme.value },
    facts: factsOf(context, {
      targets: [
        projectTarget(project.value),
        { kind: 'scheme', id: scheme.value.id, name: scheme.value.name },
      ],
      projectIds: [id],
      counts: { projects: 1 },
      hasCompleteInverse: before !== null,
      changesProjects: true,
    }),
    rows: [
      {
        label: `Notification scheme of ${key}`,
        before: before?.name ?? 'none',
        after: scheme.value.name,
      },
    ],
    preconditions: [precondition(`Notification scheme of ${key}`, read, pinned)],
    radius: [`Who gets mail about issues of ${key} changes from the next event on`],
  });
}

/** Null: the project has none. Undefined: Jira does not say. */
function usedScheme({ status, body }: { status: number; body: Parameters<typeof idAt>[0] }) {
  if (status === 404) return null;
  const id = status === 200 ? idAt(body, 'id') : undefined;
  const scheme: Scheme | undefined =
    id === undefined ? undefined : { id, name: textAt(body, 'name') ?? id };
  return scheme;
}

/** Catalogue entry of `notification_scheme.assign`. */
export const assignNotificationScheme = defineAction('notification_scheme.assign', {
  area: 'notification_security',
  title: 'Use another notification scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes who gets mail in a whole project.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone where the project had a scheme before; mail that went out stays sent',
  },
  blastRadius: 'one project; who gets mail about its issues',
  connections: ['forge', 'oauth'],
  writes: operations('updateProject'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getNotificationSchemes',
    'getNotificationSchemeForProject',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, scheme: words }),
  resolve,
  compile: ({ project, scheme }) => [
    requestOf('updateProject', {
      path: { projectIdOrKey: project.key },
      body: { notificationScheme: Number(scheme.id) },
    }),
  ],
  check: ({ project, before, scheme }) => ({
    reads: [schemeIdRead(project.key)],
    judge([answer]) {
      const now = answer === undefined ? undefined : usedScheme(answer);
      if (now === undefined) return 'unknown';
      if (now?.id === scheme.id) return 'done';
      return (now?.id ?? null) === (before?.id ?? null) ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ project, before }) =>
    before === null
      ? null
      : [
          {
            type: 'notification_scheme.assign',
            args: { project: project.key, scheme: namedId(before.id) },
          },
        ],
});
