/** Cases of the actions on project roles. */
import type { Role, World } from '../jira/world/world-types.ts';
import type { ActionCase, Change } from './action-case.ts';
import { accountIn, roleIn, schemeIn } from './in-world.ts';

const hasRole = (name: string) => (world: World) =>
  Object.values(world.roles).some((role) => role.name === name);

function groupId(world: World, name: string): string {
  return Object.values(world.groups).find((group) => group.name === name)?.id ?? '';
}

/** Whoever a new project gets as Member. */
const newMembers = (world: World): string[] =>
  (world.people.defaultActors[String(roleIn(world, 'Member').id)]?.actors ?? [])
    .map(({ ref }) => world.users[ref]?.displayName ?? world.groups[ref]?.name ?? ref)
    .sort();

function addDefault(world: World, kind: 'user' | 'group', ref: string): void {
  const id = String(roleIn(world, 'Member').id);
  const defaults = world.people.defaultActors[id] ?? { actors: [] };
  defaults.actors.push({ id: 99_000 + defaults.actors.length, kind, ref });
  world.people.defaultActors[id] = defaults;
}

const withDefaults: Change = (world) => {
  addDefault(world, 'user', accountIn(world, 'Kim Park'));
  addDefault(world, 'group', groupId(world, 'qa-leads'));
};

const somebodyElse: Change = (world) => addDefault(world, 'user', accountIn(world, 'Sol Rivera'));

const addRole =
  (id: number, name: string): Change =>
  (world) => {
    const role: Role = { id, name, description: '', admin: false };
    world.roles[String(id)] = role;
  };

/** One case, or more, per action. */
export const ROLE_CASES: readonly ActionCase[] = [
  {
    type: 'role.create',
    args: { name: 'Vendors', description: 'People of other companies' },
    sentence: 'Create the project role "Vendors"',
    look: hasRole('Vendors'),
    before: false,
    after: true,
    ambiguous: { args: { name: '../Vendors' }, thing: 'name' },
    drift: addRole(99_001, 'Vendors'),
    harmless: addRole(99_001, 'Guests'),
  },
  {
    type: 'role.update',
    args: { role: 'Viewers', name: 'Readers', description: 'Read and nothing else' },
    sentence: 'Rename the project role "Viewers" to "Readers" and change its description',
    look: (world) => [hasRole('Viewers')(world), hasRole('Readers')(world)],
    before: [true, false],
    after: [false, true],
    again: 'ask',
    ambiguous: { args: { role: 'Lookers', name: 'Readers' }, thing: 'role' },
    drift: (world) => {
      roleIn(world, 'Viewers').description = 'Changed meanwhile';
    },
    harmless: addRole(99_001, 'Guests'),
  },
  {
    type: 'role.delete',
    args: { role: 'Viewers', swap: 'Member' },
    sentence: 'Delete the project role "Viewers" and let "Member" take its place in schemes',
    look: (world) => [
      hasRole('Viewers')(world),
      schemeIn(world, 'HR scheme').grants.some(
        ({ holder }) => holder.parameter === String(roleIn(world, 'Member').id),
      ),
    ],
    before: [true, false],
    after: [false, true],
    again: 'ask',
    ambiguous: { args: { role: 'Viewers' }, thing: 'role' },
    drift: (world) => {
      roleIn(world, 'Viewers').name = 'Readers';
    },
    harmless: addRole(99_001, 'Guests'),
    undo: { because: 'who was in a deleted role is lost, and its number never comes back' },
  },
  {
    type: 'role.default_actors.add',
    args: { role: 'Member', users: ['Dana Weber'], groups: ['auditors'] },
    sentence: 'Put Dana Weber and the group "auditors" into the role "Member" of every new project',
    look: newMembers,
    before: [],
    after: ['Dana Weber', 'auditors'],
    ambiguous: { args: { role: 'Member', users: ['Alex Moreau'] }, thing: 'person' },
    drift: (world) => addDefault(world, 'group', groupId(world, 'auditors')),
    harmless: somebodyElse,
  },
  {
    type: 'role.default_actors.remove',
    args: { role: 'Member', users: ['kim@corp.example'], groups: ['qa-leads'] },
    prepare: withDefaults,
    sentence:
      'No longer put Kim Park and the group "qa-leads" into the role "Member" of new projects',
    look: newMembers,
    before: ['Kim Park', 'qa-leads'],
    after: [],
    ambiguous: { args: { role: 'Member' }, thing: 'person' },
    drift: (world) => {
      delete world.people.defaultActors[String(roleIn(world, 'Member').id)];
    },
    harmless: somebodyElse,
  },
];
