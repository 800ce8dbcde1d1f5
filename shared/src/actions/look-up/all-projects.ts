/** Every company-managed project of the site: what a walk from a shared thing to its projects starts from. */
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { idAt, isTrueAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';

const PAGE = 100;

/** Live and archived projects; null where the list cannot be read to its end. Team-managed ones use no schemes. */
export function* allProjects(): Reading<Target[] | null> {
  const whole = yield* readPages({
    read: (startAt) =>
      readOf('searchProjects', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
          ['orderBy', 'key'],
          ['status', 'live'],
          ['status', 'archived'],
        ],
        pick: ['id', 'key', 'simplified', 'style']
          .map((field) => `values[].${field}`)
          .concat('isLast', 'total'),
      }),
    items: 'values',
    pageSize: PAGE,
  });
  if (whole.state !== 'read' || !whole.isWhole) return null;
  const projects: Target[] = [];
  for (const item of whole.items) {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    if (id === undefined || key === undefined || !/^\d+$/.test(id)) return null;
    const isTeamManaged = isTrueAt(item, 'simplified') || textAt(item, 'style') === 'next-gen';
    if (!isTeamManaged) projects.push({ kind: 'project', id, name: key });
  }
  return projects;
}
