/** Priority schemes: all of them with their priorities, who uses one, and which priority replaces which. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { valuesAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { precondition } from '../define-action.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { countAt, idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { PrioritySchemeTarget } from './sentences.ts';

/** A scheme with its priorities, and the page that shows them. */
export interface PriorityScheme {
  id: string;
  name: string;
  priorities: NamedThing[];
  preconditions: Precondition[];
}

const PAGE = 50;
const ID = /^\d{1,15}$/;

const schemesRead = (startAt: number): JiraRead =>
  readOf('getPrioritySchemes', {
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['expand', 'priorities'],
    ],
    pick: [
      'values[].id',
      'values[].name',
      'values[].priorities.values[].id',
      'values[].priorities.values[].name',
      'values[].priorities.total',
      'isLast',
      'total',
    ],
  });

/** Reads whether a project is in a scheme. */
export function usersRead(schemeId: string, projectId: string): JiraRead {
  return readOf('getProjectsByPriorityScheme', {
    path: { schemeId },
    query: [['projectId', projectId]],
    pick: [PROJECT_IDS],
  });
}

/** Path of the projects in the answer to `usersRead`. */
export const PROJECT_IDS = 'values[].id';

/** True where the answer to `usersRead` holds the project. */
export function hasProject({ status, body }: JiraReadResult, projectId: string): boolean {
  return status === 200 && valuesAt(body, PROJECT_IDS).some((id) => String(id) === projectId);
}

/** Reads all schemes whole, or says that it cannot. */
export function* readPrioritySchemes(): Reading<Result<PriorityScheme[], Obstacle>> {
  const whole = yield* readPages({ read: schemesRead, items: 'values', pageSize: PAGE });
  if (whole.state === 'refused') return refusedRead('the priority schemes', whole.answer);
  const schemes: PriorityScheme[] = [];
  for (const [index, page] of whole.pages.entries()) {
    for (const item of itemsAt(page.body, 'values')) {
      const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
      const priorities = itemsAt(item, 'priorities.values').flatMap(toThing);
      const isWhole = countAt(item, 'priorities.total') === priorities.length;
      if (id === undefined || name === undefined || !ID.test(id) || !isWhole) {
        return unsupported('Jira does not show all priorities of its priority schemes.');
      }
      const shown = precondition('Priority schemes', schemesRead(index * PAGE), page);
      schemes.push({ id, name, priorities, preconditions: [shown] });
    }
  }
  return whole.isWhole
    ? ok(schemes)
    : unsupported('There are more priority schemes than Kraken reads.');
}

function toThing(item: Parameters<typeof idAt>[0]): NamedThing[] {
  const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
  return id === undefined || name === undefined || !ID.test(id) ? [] : [{ id, name, body: null }];
}

/** For every priority the new scheme lacks, the one its issues get; one that is not named is asked. */
export function* priorityMapping(
  wanted: ReadonlyArray<{ from: string; to: string }>,
  before: PriorityScheme,
  after: PriorityScheme,
  context: ResolveContext,
): Reading<Result<PrioritySchemeTarget['priorities'], Obstacle>> {
  const lost = before.priorities.filter(({ id }) => !after.priorities.some((one) => one.id === id));
  const search = { thing: 'priority', guard: { global: 'USER_PICKER' as const } };
  const mapping: PrioritySchemeTarget['priorities'] = [];
  for (const wish of wanted) {
    const from = yield* chooseNamed(wish.from, lost, true, search, context);
    if (!from.ok) return from;
    const to = yield* chooseNamed(wish.to, after.priorities, true, search, context);
    if (!to.ok) return to;
    if (mapping.some((one) => one.from.id === from.value.id)) return ask('priority', wish.from);
    mapping.push({
      from: { id: from.value.id, name: from.value.name },
      to: { id: to.value.id, name: to.value.name },
    });
  }
  const open = lost.find(({ id }) => !mapping.some(({ from }) => from.id === id));
  if (open === undefined) return ok(mapping);
  const choices = after.priorities.map(({ name }) => name);
  const sentence = `Which priority shall issues with ${quoted(open.name)} get: ${choices.join(', ')}?`;
  return yield* askVisibly({ ...search, words: open.name, choices, sentence }, context);
}
