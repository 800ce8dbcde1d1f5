/** Filters and dashboards of a description; every board gets a filter of its own. */
import type { DashboardDescription, FilterDescription, Share } from './boards-types.ts';
import { BadChange, findGroup, findPerson, findProject } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import type { World } from './world-types.ts';

/** Adds a filter per board, then the named filters and dashboards. */
export function buildFilters(
  world: World,
  filters: readonly FilterDescription[],
  dashboards: readonly DashboardDescription[],
): void {
  for (const board of Object.values(world.boards)) {
    const project = world.projects[board.projectId];
    if (project === undefined) throw new BadChange(`board "${board.name}" has no project`);
    board.filterId = addFilter(world, {
      name: `Filter for ${board.name}`,
      owner: project.leadAccountId,
      jql: `project = ${project.key} ORDER BY Rank ASC`,
      share: [`project:${project.key}`],
    });
  }
  for (const given of filters) addFilter(world, given);
  for (const { name, owner, share } of dashboards) {
    const id = String(nextNumber(world, 'dashboard'));
    world.dashboards[id] = {
      id,
      name,
      description: '',
      owner: findPerson(world, owner).accountId,
      sharePermissions: (share ?? []).map((words) => shareOf(world, words)),
      editPermissions: [],
    };
  }
}

function addFilter(world: World, given: FilterDescription): string {
  const id = String(nextNumber(world, 'filter'));
  world.filters[id] = {
    id,
    name: given.name,
    description: '',
    owner: findPerson(world, given.owner).accountId,
    jql: given.jql,
    sharePermissions: (given.share ?? []).map((words) => shareOf(world, words)),
    editPermissions: [],
    subscribers: [],
  };
  return id;
}

function shareOf(world: World, words: string): Share {
  const id = nextNumber(world, 'share');
  const [type, name = ''] = words.split(':', 2);
  if (type === 'loggedin') return { id, type, ref: '' };
  const ref = type === 'project' ? findProject(world, name)?.id : findGroup(world, name)?.id;
  if (ref === undefined) throw new BadChange(`nothing to share with: "${words}"`);
  return { id, type: type === 'project' ? 'project' : 'group', ref };
}
