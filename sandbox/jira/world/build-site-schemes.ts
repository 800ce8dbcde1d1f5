/** Notification and issue security schemes of a description; every project without a scheme of its own gets the first. */
import type { WorldDescription } from './describe-world.ts';
import { BadChange, findGroup, findPerson, findProject, findRole } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import { newSecurityScheme } from './security-levels.ts';
import {
  NOTIFICATION_EVENTS,
  type Notification,
  type NotificationScheme,
  type NotificationSchemeDescription,
} from './site-scheme-types.ts';
import type { World } from './world-types.ts';

/** Adds the schemes; projects must be there. */
export function buildSiteSchemes(world: World, description: WorldDescription): void {
  for (const given of description.notificationSchemes ?? []) addNotifications(world, given);
  for (const given of description.securitySchemes ?? []) {
    const scheme = newSecurityScheme(world, given);
    for (const key of given.projects) projectNamed(world, key).securitySchemeId = scheme.id;
  }
}

function projectNamed(world: World, key: string) {
  const project = findProject(world, key);
  if (project === undefined) throw new BadChange(`there is no project "${key}"`);
  return project;
}

function addNotifications(world: World, given: NotificationSchemeDescription): void {
  const id = nextNumber(world, 'notification-scheme');
  const scheme: NotificationScheme = {
    id,
    name: given.name,
    description: given.description ?? '',
    events: {},
  };
  for (const [name, words] of Object.entries(given.events)) {
    const event = Object.entries(NOTIFICATION_EVENTS).find((one) => one[1] === name);
    if (event === undefined) throw new BadChange(`there is no event "${name}"`);
    const notifications = words.map((word) => recipientOf(world, word));
    scheme.events[event[0]] = { notifications };
  }
  world.notificationSchemes[String(id)] = scheme;
  for (const key of given.projects) projectNamed(world, key).notificationSchemeId = id;
}

const PLAIN: Readonly<Record<string, Notification['type']>> = {
  assignee: 'CurrentAssignee',
  reporter: 'Reporter',
  lead: 'ProjectLead',
  watchers: 'AllWatchers',
};

function recipientOf(world: World, words: string): Notification {
  const id = nextNumber(world, 'notification');
  const type = PLAIN[words];
  if (type !== undefined) return { id, type, ref: undefined };
  const name = words.slice(words.indexOf(':') + 1);
  if (words.startsWith('user:')) {
    return { id, type: 'User', ref: findPerson(world, name).accountId };
  }
  const role = words.startsWith('role:') ? findRole(world, name) : undefined;
  if (role !== undefined) return { id, type: 'ProjectRole', ref: String(role.id) };
  const group = words.startsWith('group:') ? findGroup(world, name) : undefined;
  if (group !== undefined) return { id, type: 'Group', ref: group.id };
  throw new BadChange(`"${words}" names nobody who gets mail`);
}
