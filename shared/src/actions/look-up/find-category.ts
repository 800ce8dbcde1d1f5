/** Finds a project category by name. Whoever may use Jira sees all of them. */
import type { JiraRead } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import type { NamedSearch } from './find-named.ts';
import type { ChoiceGuard } from './visible-choices.ts';

/** Reads names and ids of all project categories. */
export function categoriesRead(): JiraRead {
  return readOf('getAllProjectCategories', { pick: ['[].id', '[].name', '[].description'] });
}

/** How a category is searched for. */
export function categorySearch(guard: ChoiceGuard): NamedSearch {
  return {
    thing: 'project category',
    listName: 'the project categories',
    list: { read: () => categoriesRead(), items: '', pageSize: 0 },
    guard,
  };
}
