/** Every project of the site, archived ones too. Null where there are more than Kraken reads. */
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { idAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';

/** The projects, and the reads that find a new one. */
export interface AllProjects {
  projects: Target[];
  preconditions: Precondition[];
}

const PAGE = 100;

function pageRead(startAt: number): JiraRead {
  return readOf('searchProjects', {
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['orderBy', 'key'],
      ['status', 'live'],
      ['status', 'archived'],
    ],
    pick: ['values[].id', 'values[].key', 'isLast', 'total'],
  });
}

/** Walks all projects. */
export function* walkProjects(): Reading<AllProjects | null> {
  const list = { read: pageRead, items: 'values', pageSize: PAGE };
  const whole = yield* readPages(list);
  if (whole.state === 'refused' || !whole.isWhole) return null;
  return {
    projects: whole.items.flatMap((item): Target[] => {
      const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
      return id === undefined || key === undefined ? [] : [{ kind: 'project', id, name: key }];
    }),
    preconditions: whole.pages.map((expected, index) => ({
      label: 'Projects of the site',
      read: pageRead(index * PAGE),
      expected,
    })),
  };
}

/** Projects whose ids are in the list. */
export function projectsWith(all: readonly Target[], ids: readonly string[]): Target[] {
  return all.filter(({ id }) => ids.includes(id));
}
