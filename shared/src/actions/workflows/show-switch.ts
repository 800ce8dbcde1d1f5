/** What the switch of a project to another workflow scheme shows, sends, and needs to be taken back. */
import type { Json } from '../../json.ts';
import type { ResolveContext } from '../action.ts';
import { factsOf } from '../define-action.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import type { WorkflowScheme } from '../look-up/find-workflow-scheme.ts';
import { namedId } from '../look-up/named-id.ts';
import { countOf } from '../sentence-words.ts';
import type { WorkflowSchemeTarget } from './sentences.ts';
import type { Moves, StatusMove } from './status-mappings.ts';

/** The sum; undefined when one number is not known. */
function totalOf(moves: readonly StatusMove[]): number | undefined {
  return moves.reduce<number | undefined>(
    (sum, { issues }) => (sum === undefined || issues === undefined ? undefined : sum + issues),
    0,
  );
}

/** Every moved issue can be told by its new status, so that it can go back. */
function canAllGoBack(moves: readonly StatusMove[]): boolean {
  const full = moves.filter(({ issues }) => issues !== 0);
  const goals = new Set(full.map(({ to }) => to.id));
  return goals.size === full.length && full.every(({ isShared }) => !isShared);
}

function undoOf(key: string, before: WorkflowScheme | null, moves: readonly StatusMove[]): Json {
  if (before === null) return null;
  const back = new Map<string, string>();
  const byCount = moves.toSorted((a, b) => (b.issues ?? 0) - (a.issues ?? 0));
  for (const { from, to, isShared } of byCount) {
    if (!isShared && !back.has(to.id)) back.set(to.id, from.id);
  }
  const mappings = [...back].map(([from, to]) => ({ from: namedId(from), to: namedId(to) }));
  return { project: key, scheme: namedId(before.id), ...(mappings.length > 0 && { mappings }) };
}

/** Target, facts, rows and numbers of the switch. */
export function findingOf(
  project: Project,
  before: WorkflowScheme | null,
  scheme: WorkflowScheme,
  { groups }: Moves,
  all: number | undefined,
  context: ResolveContext,
) {
  const { id, key } = project;
  const moves = groups.flatMap((group) => group.moves);
  const issues = totalOf(moves);
  const asTarget = (each: WorkflowScheme) => ({ kind: 'scheme' as const, ...each });
  return {
    target: {
      project: { id, key },
      before,
      scheme,
      mappings: mappingsOf(groups),
      issues: issues ?? null,
      undo: undoOf(key, before, moves),
    },
    facts: factsOf(context, {
      targets: [
        projectTarget(project),
        asTarget(scheme),
        ...(before === null ? [] : [asTarget(before)]),
      ],
      projectIds: [id],
      counts: all === undefined || issues === undefined ? null : { issues: all, projects: 1 },
      hasCompleteInverse: before !== null && canAllGoBack(moves),
      changesProjects: true,
    }),
    rows: [
      {
        label: `Workflow scheme of ${key}`,
        before: before?.name ?? "Jira's default workflow scheme",
        after: scheme.name,
      },
      ...moves.map((move) => ({
        label: `Status of ${move.issues === undefined ? 'an unknown number of issues' : countOf(move.issues, 'issue')}`,
        before: move.from.name,
        after: move.to.name,
      })),
    ],
    radius: [
      all === undefined
        ? `Kraken could not count the issues of ${key}`
        : `${countOf(all, 'issue follows', 'issues follow')} the new workflows`,
      issues === undefined
        ? 'Kraken could not count the issues that change status'
        : `${countOf(issues, 'issue changes', 'issues change')} status`,
      'Boards may need their columns mapped anew',
    ],
  };
}

function mappingsOf(groups: Moves['groups']): WorkflowSchemeTarget['mappings'] {
  return groups
    .filter(({ moves }) => moves.length > 0)
    .flatMap(({ typeIds, moves }) =>
      typeIds.map((issueTypeId) => ({
        issueTypeId,
        statuses: moves.map(({ from, to }) => ({ from, to })),
      })),
    );
}

/** The body of the request. */
export function bodyOf({ project, scheme, mappings }: WorkflowSchemeTarget): Json {
  return {
    projectId: project.id,
    targetSchemeId: scheme.id,
    ...(mappings.length > 0 && {
      mappingsByIssueTypeOverride: mappings.map(({ issueTypeId, statuses }) => ({
        issueTypeId,
        statusMappings: statuses.map(({ from, to }) => ({
          oldStatusId: from.id,
          newStatusId: to.id,
        })),
      })),
    }),
  };
}
