/** Finds one service desk: by its project, however that is named, or by `id:…` of the desk itself. */
import type { Json } from '../../json.ts';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { findProject, type Project, projectTarget } from './find-project.ts';
import { bareWords } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { pinPages } from './pin-reads.ts';
import { idAt, textAt } from './read-answer.ts';
import { type PagedList, readPages } from './read-pages.ts';
import { readTogether } from './read-together.ts';

/** A service desk as far as resolution needs it; `key` is its project's. */
export interface Desk {
  id: string;
  projectId: string;
  key: string;
}

/** Items on a page of the service desk API, which never gives more. */
export const DESK_PAGE = 50;

const DESKS: PagedList = {
  items: 'values',
  pageSize: DESK_PAGE,
  read: (start) =>
    readOf('getServiceDesks', {
      query: deskPage(start),
      pick: ['values[].id', 'values[].projectId', 'values[].projectKey', 'isLastPage'],
    }),
};

/** The page of a service desk list that starts at this position. */
export function deskPage(start: number): Array<[string, string]> {
  return [
    ['start', String(start)],
    ['limit', String(DESK_PAGE)],
  ];
}

/** Service desks, and the pages that show them. */
export interface Desks {
  desks: Desk[];
  isWhole: boolean;
  preconditions: Precondition[];
}

/** Every service desk Kraken sees, and whether that is all of them. */
export function* readDesks(): Reading<Result<Desks, Obstacle>> {
  const list = yield* readPages(DESKS);
  if (list.state === 'refused') return refusedRead('the service desks', list.answer);
  return ok({
    desks: list.items.flatMap(toDesk),
    isWhole: list.isWhole,
    preconditions: pinPages('Service desks', DESKS, list.pages),
  });
}

function toDesk(body: Json): Desk[] {
  const id = idAt(body, 'id');
  const projectId = idAt(body, 'projectId');
  const key = textAt(body, 'projectKey');
  if (id === undefined || projectId === undefined || key === undefined) return [];
  return /^\d+$/.test(id) && /^\d+$/.test(projectId) ? [{ id, projectId, key }] : [];
}

/** A desk and its project, which is not archived. */
export interface FoundDesk {
  desk: Desk;
  project: Project;
}

/** Finds the one desk the words mean. */
export function* findDesk(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundDesk, Obstacle>> {
  const id = namedIdIn(bareWords(words));
  const [desks, project] = yield* readTogether(
    readDesks(),
    id === undefined ? findProject(words, context) : projectOfDesk(id, words, context),
  );
  if (!desks.ok) return desks;
  if (!project.ok) return project;
  const { key, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived; restore it first.`);
  const desk = desks.value.desks.find(({ projectId }) => projectId === project.value.id);
  if (desk !== undefined) return ok({ desk: { ...desk, key }, project: project.value });
  return desks.value.isWhole
    ? unsupported(`The project ${key} is no service project: it has no customers or requests.`)
    : unsupported('There are more service desks on this site than Kraken reads.');
}

function* projectOfDesk(
  id: string,
  words: string,
  context: ResolveContext,
): Reading<Result<Project, Obstacle>> {
  const desks = yield* readDesks();
  if (!desks.ok) return desks;
  const desk = desks.value.desks.find((each) => each.id === id);
  return desk === undefined ? ask('project', words) : yield* findProject(desk.key, context);
}

/** A desk as a target of an action: it is its project. */
export function deskTarget({ projectId, key }: Desk): Target {
  return projectTarget({ id: projectId, key });
}
