/**
 * `issue_security.scheme.assign`: a project uses another issue security scheme. Every level of the old scheme must be
 * mapped: an issue whose level is not would be open to everybody in the project. Taking a scheme away altogether is not
 * offered, as Atlassian's document has no form for it.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { InverseWish, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findSchemeNamed } from '../look-up/find-scheme-of.ts';
import { taskCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';
import { findClassicProject } from './assign-notification-scheme.ts';
import { SECURITY_SCHEMES } from './security-levels.ts';
import type { SecuritySchemeTarget } from './sentences.ts';

type Args = { project: string; scheme: string; levels?: Array<{ from: string; to: string }> };
type Scheme = { id: string; name: string };
type Mapping = SecuritySchemeTarget['levels'];

const LEVELS = ['id', 'name', 'levels[].id', 'levels[].name'];
const ofProjectRead = (projectKeyOrId: string, pick = LEVELS) =>
  readOf('getProjectIssueSecurityScheme', { path: { projectKeyOrId }, pick });
const schemeRead = (id: string) => readOf('getIssueSecurityScheme', { path: { id }, pick: LEVELS });

function levelsIn({ status, body }: JiraReadResult): NamedThing[] {
  return status !== 200
    ? []
    : itemsAt(body, 'levels').flatMap((item) => {
        const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
        return id === undefined || name === undefined ? [] : [{ id, name, body: item }];
      });
}

/** Null: the project has none. Undefined: Jira does not say. */
function schemeIn({ status, body }: JiraReadResult): Scheme | null | undefined {
  if (status === 404) return null;
  const id = status === 200 ? idAt(body, 'id') : undefined;
  return id === undefined ? undefined : { id, name: textAt(body, 'name') ?? id };
}

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_security.scheme.assign'>> {
  const [project, scheme] = yield* readTogether(
    findClassicProject(args.project, 'issue security scheme', context),
    findSchemeNamed(args.scheme, SECURITY_SCHEMES, context),
  );
  if (!project.ok) return project;
  if (!scheme.ok) return scheme;
  const [used, fresh] = yield* readAll([
    ofProjectRead(project.value.key),
    schemeRead(scheme.value.id),
  ]);
  const before = schemeIn(used);
  if (before === undefined) {
    return refusedRead(`the issue security scheme of ${project.value.key}`, used);
  }
  if (fresh.status !== 200) return refusedRead(`the levels of ${scheme.value.name}`, fresh);
  if (before?.id === scheme.value.id) {
    return already(`${project.value.key} already uses ${scheme.value.name}.`);
  }
  const mapping = yield* mappingOf(args, { old: levelsIn(used), fresh: levelsIn(fresh) }, context);
  if (!mapping.ok) return mapping;
  const { id, key } = project.value;
  const target: SecuritySchemeTarget = {
    project: { id, key },
    before,
    scheme: scheme.value,
    levels: mapping.value,
    canReturn: before !== null && isReversible(mapping.value, levelsIn(fresh)),
  };
  return yield* shown(target, project.value, { used, fresh }, context);
}

interface Levels {
  old: readonly NamedThing[];
  fresh: readonly NamedThing[];
}

/** Every level of the old scheme with the one its issues get; a level that is not named is asked. */
function* mappingOf(
  args: Args,
  { old, fresh }: Levels,
  context: ResolveContext,
): Reading<Result<Mapping, Obstacle>> {
  const mapping: Mapping = [];
  const search = { thing: 'security level', guard: { global: 'ADMINISTER' as const } };
  for (const wanted of args.levels ?? []) {
    const from = yield* chooseNamed(wanted.from, old, true, search, context);
    if (!from.ok) return from;
    const to = yield* chooseNamed(wanted.to, fresh, true, search, context);
    if (!to.ok) return to;
    if (mapping.some((one) => one.from.id === from.value.id)) {
      return ask(
        'security level',
        wanted.from,
        [],
        `"${wanted.from}" is named twice. Which level shall its issues get?`,
      );
    }
    mapping.push({ from: bare(from.value), to: bare(to.value) });
  }
  const open = old.find(({ id }) => !mapping.some(({ from }) => from.id === id));
  if (open === undefined) return ok(mapping);
  return yield* askVisibly(
    {
      ...search,
      words: open.name,
      choices: fresh.map(({ name }) => name),
      sentence: `Which level shall issues with the level ${open.name} get: ${fresh.map(({ name }) => name).join(', ')}?`,
    },
    context,
  );
}

const bare = ({ id, name }: NamedThing): Scheme => ({ id, name });

function* shown(
  target: SecuritySchemeTarget,
  project: Project,
  { used, fresh }: { used: JiraReadResult; fresh: JiraReadResult },
  context: ResolveContext,
): Reading<Outcome<'issue_security.scheme.assign'>> {
  const { key, id } = project;
  const { scheme, before, levels } = target;
  const [counted] = yield* readAll([countRead(`project = ${id} AND level IS NOT EMPTY`)]);
  const count = countIn(counted);
  return found({
    target,
    facts: factsOf(context, {
      targets: [projectTarget(project), { kind: 'scheme', id: scheme.id, name: scheme.name }],
      projectIds: [id],
      // Kraken may not see all issues with a level, so their number is not known.
      counts: null,
      hasCompleteInverse: target.canReturn,
      changesProjects: true,
    }),
    rows: [
      {
        label: `Issue security scheme of ${key}`,
        before: before?.name ?? 'none',
        after: scheme.name,
      },
      ...levels.map(({ from, to }) => ({
        label: 'Level of issues',
        before: from.name,
        after: to.name,
      })),
    ],
    preconditions: [
      precondition(`Issue security scheme of ${key}`, ofProjectRead(key), used),
      precondition(`Levels of ${scheme.name}`, schemeRead(scheme.id), fresh),
    ],
    radius: [
      count === undefined
        ? `Jira does not say how many issues of ${key} have a level`
        : `Kraken sees ${countOf(count, 'issue')} of ${key} with a level; there may be more that it cannot see`,
      'Who sees these issues changes with their level',
    ],
  });
}

/** Two levels that become one cannot be told apart again, and a new level without an old one has none to go back to. */
function isReversible(levels: Mapping, fresh: readonly NamedThing[]): boolean {
  const reached = new Set(levels.map(({ to }) => to.id));
  return reached.size === levels.length && fresh.every(({ id }) => reached.has(id));
}

/** The old scheme with every level back. */
function inverseOf(target: SecuritySchemeTarget): InverseWish[] | null {
  const { project, before, levels, canReturn } = target;
  if (before === null || !canReturn) return null;
  const back = levels.map(({ from, to }) => ({ from: namedId(to.id), to: namedId(from.id) }));
  const args = { project: project.key, scheme: namedId(before.id), levels: back };
  return [{ type: 'issue_security.scheme.assign', args }];
}

/** Catalogue entry of `issue_security.scheme.assign`. */
export const assignSecurityScheme = defineAction('issue_security.scheme.assign', {
  area: 'notification_security',
  title: 'Use another issue security scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes who sees confidential issues of the project.',
  level: 'critical',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone where the project had a scheme before and no two levels became one; what was read meanwhile stays known',
  },
  blastRadius: 'issues of the project with a level, as far as Kraken sees them',
  connections: ['forge', 'oauth'],
  writes: operations('associateSchemesToProjects', 'getTask'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getIssueSecuritySchemes',
    'getIssueSecurityScheme',
    'getProjectIssueSecurityScheme',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    scheme: words,
    levels: z.exactOptional(z.array(z.strictObject({ from: words, to: words })).max(50)),
  }),
  resolve,
  compile: ({ project, scheme, levels }) => [
    requestOf('associateSchemesToProjects', {
      body: {
        projectId: project.id,
        schemeId: scheme.id,
        ...(levels.length > 0 && {
          oldToNewSecurityLevelMappings: levels.map(({ from, to }) => ({
            oldLevelId: from.id,
            newLevelId: to.id,
          })),
        }),
      },
      capture: { taskId: 'taskId' },
    }),
    requestOf('getTask', {
      path: { taskId: { captured: 'taskId' } },
      poll: { field: 'status', until: ['COMPLETE'] },
    }),
  ],
  check: ({ project, before, scheme }) =>
    taskCheck({
      reads: [ofProjectRead(project.key, ['id'])],
      judge([answer]) {
        const now = answer === undefined ? undefined : schemeIn(answer);
        if (now === undefined) return 'unknown';
        if (now?.id === scheme.id) return 'done';
        return (now?.id ?? null) === (before?.id ?? null) ? 'not-done' : 'differs';
      },
    }),
  inverse: (target) => inverseOf(target),
});
