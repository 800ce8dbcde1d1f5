/**
 * `project.restore`: an archived project, or one from the recycle bin, is in use again. Atlassian marks the operation
 * as experimental; there is no other.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { findProject, projectRead, projectTarget } from '../look-up/find-project.ts';
import { bareWords, foldName, looksLikeName } from '../look-up/match-name.ts';
import { namedId, namedIdIn } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { countAt, idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';
import type { RestoreTarget } from './sentences.ts';

type Args = { project: string };

interface EndedProject {
  id: string;
  key: string;
  name: string;
  from: 'archive' | 'bin';
  issues: number | undefined;
}

const MAX_CHOICES = 10;
const WHERE = { archive: 'archived', bin: 'in the recycle bin' } as const;

/** Reads archived and deleted projects: all of a word, or one by id. */
function endedRead(query: [string, string], fields: readonly string[]): JiraRead {
  return readOf('searchProjects', {
    query: [
      query,
      ['status', 'archived'],
      ['status', 'deleted'],
      ['expand', 'insight'],
      ['maxResults', '50'],
    ],
    pick: fields.map((field) => `values[].${field}`),
  });
}

const FIELDS = ['id', 'key', 'name', 'archived', 'deleted', 'insight.totalIssueCount'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.restore'>> {
  const ended = yield* findEnded(args.project, context);
  if (!ended.ok) return ended;
  const project = ended.value;
  const { id, key, name, from, issues } = project;
  const pin = endedRead(['id', id], ['id', 'key', 'name', 'archived', 'deleted']);
  const [pinned] = yield* readAll([pin]);
  return found({
    target: { project: { id, key, name }, from },
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [id],
      counts: issues === undefined ? null : { issues, projects: 1 },
      hasCompleteInverse: from === 'archive',
      changesProjects: true,
    }),
    rows: [{ label: `Project ${key} (${name})`, before: WHERE[from], after: 'in use' }],
    preconditions: [precondition(`Project ${key}`, pin, pinned)],
    radius: [
      issues === undefined
        ? 'Kraken could not count the issues that come back'
        : `${countOf(issues, 'issue comes', 'issues come')} back`,
      'Whoever had access before has it again',
    ],
  });
}

/** Finds the one ended project the words mean; a project in use needs nothing. */
function* findEnded(
  words: string,
  context: ResolveContext,
): Reading<Result<EndedProject, Obstacle>> {
  const bare = bareWords(words).replace(/^(?:the\s+)?project\s+|\s+project$/gi, '');
  if (!looksLikeName(bare)) return ask('project', words);
  const id = namedIdIn(bare);
  const [answer] = yield* readAll([
    endedRead(id === undefined ? ['query', bare] : ['id', id], FIELDS),
  ]);
  if (answer.status !== 200 && answer.status !== 404) return refusedRead('the projects', answer);
  const near = endedIn(answer);
  const exact = near.filter(
    (each) =>
      id === each.id || each.key === bare.toUpperCase() || foldName(each.name) === foldName(bare),
  );
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return ok(only);
  if (exact.length === 0) {
    const live = yield* findProject(words, context);
    if (live.ok) return already(`The project ${live.value.key} is in use.`);
  }
  const listed = (exact.length > 0 ? exact : near).slice(0, MAX_CHOICES);
  const choices = listed.map(({ key, name, from }) => `${key} (${name}, ${WHERE[from]})`);
  const guard = { projectIds: listed.map((each) => each.id) };
  return yield* askVisibly({ thing: 'project', words, choices, guard }, context);
}

function endedIn(answer: JiraReadResult): EndedProject[] {
  return itemsAt(answer.body, 'values').flatMap((item: Json) => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    if (id === undefined || key === undefined || !/^\d+$/.test(id)) return [];
    const name = textAt(item, 'name') ?? key;
    const from = isTrueAt(item, 'deleted') ? ('bin' as const) : ('archive' as const);
    return [{ id, key, name, from, issues: countAt(item, 'insight.totalIssueCount') }];
  });
}

function check({ project }: RestoreTarget): EffectCheck {
  return {
    reads: [
      projectRead(project.id, ['id', 'archived', 'deleted']),
      endedRead(['id', project.id], ['id']),
    ],
    judge([own, ended]) {
      const isEnded =
        ended?.status === 200 &&
        itemsAt(ended.body, 'values').some((item) => idAt(item, 'id') === project.id);
      if (isEnded) return 'not-done';
      if (own?.status === 200) {
        return isTrueAt(own.body, 'archived') || isTrueAt(own.body, 'deleted')
          ? 'not-done'
          : 'done';
      }
      return own?.status === 404 && ended?.status === 200 ? 'differs' : 'unknown';
    },
  };
}

/** Catalogue entry of `project.restore`. */
export const restoreProject = defineAction('project.restore', {
  area: 'projects',
  title: 'Restore an archived or deleted project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It makes a project and everything in it visible again.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone: the project can be archived or deleted again; in the recycle bin its 60 days start anew',
  },
  blastRadius: 'issues that come back',
  connections: ['forge', 'oauth'],
  writes: operations('restore'),
  reads: operations('getProject', 'searchProjects', 'getBulkPermissions'),
  schema: z.strictObject({ project: words }),
  resolve,
  compile: ({ project }) => [requestOf('restore', { path: { projectIdOrKey: project.id } })],
  check,
  inverse: ({ project, from }) => [
    {
      type: from === 'bin' ? 'project.delete' : 'project.archive',
      args: { project: namedId(project.id) },
    },
  ],
});
