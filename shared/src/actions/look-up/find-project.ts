/** Finds one project by key (upper-cased when written as a word), former key, `id:…` or exact name. */
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A project as far as resolution needs it. */
export interface Project {
  id: string;
  key: string;
  name: string;
  isArchived: boolean;
  /** Team-managed projects have roles and permissions of their own. */
  isTeamManaged: boolean;
  leadAccountId: string | null;
}

const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;
const KEY_LIKE = /^[A-Za-z][A-Za-z0-9_]{1,9}$/;
const HERE = new Set(['this', 'this project', 'the project', 'here']);
const FIELDS = ['id', 'key', 'name', 'archived', 'simplified', 'style', 'lead.accountId'];
const MAX_CHOICES = 10;

/** Words without `project` around them: `the project ABC` -> `ABC`. */
function projectWords(words: string, context: ResolveContext): string {
  const bare = bareWords(words);
  if (HERE.has(foldName(bare))) return context.projectKey;
  return bareWords(bare.replace(/^(?:the\s+)?project\s+/i, '').replace(/\s+project$/i, ''));
}

function toProject(body: Json): Project | undefined {
  const id = idAt(body, 'id');
  const key = textAt(body, 'key');
  if (id === undefined || key === undefined || !KEY.test(key) || !/^\d+$/.test(id))
    return undefined;
  return {
    id,
    key,
    name: textAt(body, 'name') ?? key,
    isArchived: isTrueAt(body, 'archived'),
    isTeamManaged: isTrueAt(body, 'simplified') || textAt(body, 'style') === 'next-gen',
    leadAccountId: textAt(body, 'lead.accountId') ?? null,
  };
}

/** A project as a target of an action. */
export function projectTarget(project: Pick<Project, 'id' | 'key'>): Target {
  return { kind: 'project', id: project.id, name: project.key };
}

/** Finds the one project the words mean. Asks when none or several do. */
export function* findProject(
  words: string,
  context: ResolveContext,
): Reading<Result<Project, Obstacle>> {
  const wanted = projectWords(words, context);
  if (!looksLikeName(wanted)) return ask('project', words);
  const id = namedIdIn(wanted);
  if (id !== undefined && !/^\d{1,20}$/.test(id)) return ask('project', words);
  const key = id ?? (KEY_LIKE.test(wanted) ? wanted.toUpperCase() : undefined);
  const search = readOf('searchProjects', {
    query: [
      ['query', wanted],
      ['status', 'live'],
      ['status', 'archived'],
      ['maxResults', '50'],
    ],
    pick: FIELDS.map((field) => `values[].${field}`),
  });
  const byKey = key === undefined ? [] : [projectRead(key, FIELDS)];
  const [found, direct] = yield* readAll([search, ...byKey]);
  if (found === undefined || (found.status !== 200 && found.status !== 404)) {
    return refusedRead('the projects', found ?? { status: 0, body: null });
  }
  return yield* chooseProject({ words, wanted, key, found, direct }, context);
}

interface Hits {
  words: string;
  wanted: string;
  key: string | undefined;
  found: JiraReadResult;
  direct: JiraReadResult | undefined;
}

function* chooseProject(hits: Hits, context: ResolveContext): Reading<Result<Project, Obstacle>> {
  const { words, wanted, found, direct } = hits;
  const near = itemsAt(found.body, 'values')
    .map(toProject)
    .filter((project) => project !== undefined);
  const byKey = direct?.status === 200 ? toProject(direct.body) : undefined;
  const byName = near.filter((project) => foldName(project.name) === foldName(wanted));
  const candidates = distinct(byKey === undefined ? byName : [byKey, ...byName]);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return ok(only);
  const listed = (candidates.length > 0 ? candidates : near).slice(0, MAX_CHOICES);
  return yield* askVisibly(
    {
      thing: 'project',
      words,
      choices: listed.map((project) => `${project.key} (${project.name})`),
      guard: { projectIds: listed.map((project) => project.id) },
    },
    context,
  );
}

function distinct(projects: readonly Project[]): Project[] {
  return [...new Map(projects.map((project) => [project.id, project])).values()];
}

/** Reads a project by key. */
export function projectRead(key: string, pick: string[]) {
  return readOf('getProject', { path: { projectIdOrKey: key }, pick });
}
