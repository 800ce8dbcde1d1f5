/** Cases of actions that send several requests where one person, role or value more is asked for. */
import { newIssue } from '../jira/world/new-issue.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase, Change } from './action-case.ts';
import {
  accountIn,
  actorsIn,
  deskIn,
  emptyTrash,
  fieldIn,
  issueIn,
  projectIn,
  roleIn,
  sprintIn,
} from './in-world.ts';

const namesIn = (world: World, ids: readonly string[] = []): string[] =>
  ids.map((id) => world.users[id]?.displayName ?? id).sort();

const customers = (world: World): string[] => namesIn(world, deskIn(world).customers);

const membersOf =
  (organization: string) =>
  (world: World): string[] =>
    Object.values(world.serviceDesk.organizations)
      .filter(({ name }) => name === organization)
      .flatMap(({ members }) => namesIn(world, members));

const participants = (world: World): string[] =>
  namesIn(world, world.serviceDesk.participants[issueIn(world, 'SUP-1').id]);

const carlToo: Change = (world) => {
  world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.push(accountIn(world, 'Carl Acme'));
};

const DESKS: readonly ActionCase[] = [
  {
    type: 'jsm.customer.add',
    args: { project: 'SUP', users: ['rita@partner.example', 'tom@corp.example'] },
    sentence: 'Add Rita Guest and Tom Becker to the customers of SUP',
    look: customers,
    before: ['Anna Acme', 'Carl Acme'],
    after: ['Anna Acme', 'Carl Acme', 'Rita Guest', 'Tom Becker'],
    ambiguous: { args: { project: 'SUP', users: ['Rita Guest', 'Alex Moreau'] }, thing: 'person' },
    drift: (world) => {
      deskIn(world).customers.push(accountIn(world, 'Tom Becker'));
    },
  },
  {
    type: 'jsm.customer.remove',
    args: { project: 'SUP', users: ['Anna', 'Carl'] },
    sentence: 'Remove Anna Acme and Carl Acme from the customers of SUP',
    look: customers,
    before: ['Anna Acme', 'Carl Acme'],
    after: [],
    again: 'ask',
    ambiguous: { args: { project: 'SUP', users: ['Anna', 'Nobody Here'] }, thing: 'person' },
    drift: (world) => {
      const desk = deskIn(world);
      desk.customers = desk.customers.filter((id) => id !== accountIn(world, 'Carl Acme'));
    },
    undo: 'exact',
  },
  {
    type: 'jsm.organization.user.add',
    args: { organization: 'Berg', users: ['Tom Becker', 'Dana Weber'] },
    sentence: 'Add Tom Becker and Dana Weber to the customer organisation "Berg"',
    look: membersOf('Berg'),
    before: ['Cleo Berg', 'Rita Guest'],
    after: ['Cleo Berg', 'Dana Weber', 'Rita Guest', 'Tom Becker'],
    ambiguous: {
      args: { organization: 'Berg', users: ['Tom Becker', 'Alex Moreau'] },
      thing: 'person',
    },
    drift: (world) => {
      for (const each of Object.values(world.serviceDesk.organizations)) {
        if (each.name === 'Berg') each.members.push(accountIn(world, 'Dana Weber'));
      }
    },
  },
  {
    type: 'jsm.organization.user.remove',
    args: { organization: 'Berg', users: ['Cleo Berg', 'Rita Guest'] },
    sentence: 'Remove Cleo Berg and Rita Guest from the customer organisation "Berg"',
    look: membersOf('Berg'),
    before: ['Cleo Berg', 'Rita Guest'],
    after: [],
    again: 'ask',
    ambiguous: {
      args: { organization: 'Berg', users: ['Cleo Berg', 'Nobody Here'] },
      thing: 'person',
    },
    drift: (world) => {
      for (const each of Object.values(world.serviceDesk.organizations)) {
        each.members = each.members.filter((id) => id !== accountIn(world, 'Rita Guest'));
      }
    },
    undo: 'exact',
  },
  {
    type: 'jsm.participant.add',
    args: { issue: 'SUP-1', users: ['Carl Acme', 'Tom Becker'] },
    sentence: 'Add Carl Acme and Tom Becker to the participants of SUP-1',
    look: participants,
    before: ['Bruno Acme'],
    after: ['Bruno Acme', 'Carl Acme', 'Tom Becker'],
    ambiguous: { args: { issue: 'SUP-1', users: ['Carl Acme', 'Alex Moreau'] }, thing: 'person' },
    drift: carlToo,
  },
  {
    type: 'jsm.participant.remove',
    args: { issue: 'SUP-1', users: ['Bruno', 'Carl Acme'] },
    prepare: carlToo,
    sentence: 'Remove Bruno Acme and Carl Acme from the participants of SUP-1',
    look: participants,
    before: ['Bruno Acme', 'Carl Acme'],
    after: [],
    again: 'ask',
    ambiguous: { args: { issue: 'SUP-1', users: ['Bruno', 'Nobody Here'] }, thing: 'person' },
    drift: (world) => {
      world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.shift();
    },
    undo: 'exact',
  },
];

const rolesOfLegacy = (world: World, ref: string): string[] =>
  Object.values(world.roles)
    .map(({ name }) => name)
    .filter((role) => actorsIn(world, 'LEGACY', role).includes(ref));

function qaLeads(world: World): string {
  const group = Object.values(world.groups).find(({ name }) => name === 'qa-leads');
  if (group === undefined) throw new Error('the site has no group qa-leads');
  return group.id;
}

const PROJECTS: readonly ActionCase[] = [
  {
    type: 'project.member.remove',
    args: { project: 'LEGACY', user: 'Sol Rivera' },
    prepare: (world) => {
      projectIn(world, 'LEGACY').actors[String(roleIn(world, 'Viewers').id)]?.push({
        id: 99_002,
        kind: 'user',
        ref: accountIn(world, 'Sol Rivera'),
      });
    },
    sentence: 'Remove Sol Rivera from LEGACY (roles "Member" and "Viewers")',
    look: (world) => rolesOfLegacy(world, accountIn(world, 'Sol Rivera')),
    before: ['Member', 'Viewers'],
    after: [],
    ambiguous: { args: { project: 'LEGACY', user: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      projectIn(world, 'LEGACY').actors[String(roleIn(world, 'Viewers').id)] = [];
    },
  },
  {
    type: 'project.member.remove_group',
    args: { project: 'LEGACY', group: 'the group qa-leads' },
    prepare: (world) => {
      projectIn(world, 'LEGACY').actors[String(roleIn(world, 'Viewers').id)]?.push({
        id: 99_002,
        kind: 'group',
        ref: qaLeads(world),
      });
    },
    sentence: 'Remove the group "qa-leads" from LEGACY (roles "Member" and "Viewers")',
    look: (world) => rolesOfLegacy(world, qaLeads(world)),
    before: ['Member', 'Viewers'],
    after: [],
    ambiguous: { args: { project: 'LEGACY', group: 'qa' }, thing: 'group' },
    drift: (world) => {
      projectIn(world, 'LEGACY').actors[String(roleIn(world, 'Viewers').id)] = [];
    },
  },
];

/** Whether each field named Tier is for every project, and its values. */
const tiers = (world: World) =>
  Object.values(world.fields)
    .filter(({ name, trashed }) => name === 'Tier' && !trashed)
    .map(({ contexts }) =>
      contexts.map(({ projectIds, options }) => [
        projectIds.length === 0 ? 'everywhere' : projectIds.length,
        options.map(({ value }) => value),
      ]),
    );

const FIELDS: readonly ActionCase[] = [
  {
    type: 'custom_field.create',
    args: { name: 'Tier', fieldType: 'dropdown', options: ['Gold', 'Silver'] },
    sentence:
      'Create the custom field "Tier" (dropdown) for all projects with the values "Gold" and "Silver"',
    look: tiers,
    before: [],
    after: [[['everywhere', ['Gold', 'Silver']]]],
    undo: { butFor: emptyTrash },
    seenInPart: 'unknown',
    again: 'ask',
    ambiguous: { args: { name: 'Tier', fieldType: 'hologram' }, thing: 'field type' },
    drift: (world) => {
      fieldIn(world, 'Office').name = 'Tier';
    },
  },
  {
    type: 'custom_field.create',
    args: { name: 'Tier', fieldType: 'text', project: 'ABC' },
    sentence: 'Create the custom field "Tier" (text) with a context for ABC',
    look: tiers,
    before: [],
    // Jira keeps the default context, without values.
    after: [
      [
        ['everywhere', []],
        [1, []],
      ],
    ],
    undo: { butFor: emptyTrash },
    seenInPart: 'unknown',
    again: 'ask',
    ambiguous: { args: { name: 'Tier', fieldType: 'text', project: 'AB' }, thing: 'project' },
    drift: (world) => {
      fieldIn(world, 'Office').name = 'Tier';
    },
  },
];

/** One more than Jira moves at once. */
const CROWD_KEYS = Array.from({ length: 51 }, (_, at) => `ABC-${at + 21}`);

const crowd: Change = (world) => {
  const by = accountIn(world, 'Dan Reporter');
  for (const key of CROWD_KEYS) {
    const made = newIssue(world, projectIn(world, 'ABC'), {
      typeName: 'Task',
      summary: 'One of many',
      description: null,
      reporter: by,
      creator: by,
      labels: [],
      at: Date.parse('2026-11-20T09:00:00Z'),
    });
    if (made.key !== key) throw new Error(`${made.key} instead of ${key}`);
  }
};

const crowdIn = (world: World, name: string) =>
  CROWD_KEYS.filter((key) => issueIn(world, key).sprintIds.includes(sprintIn(world, name).id))
    .length;

const SPRINTS: readonly ActionCase[] = [
  {
    type: 'sprint.issue.move',
    args: { sprint: 'ABC Sprint 15', issues: CROWD_KEYS },
    prepare: crowd,
    sentence: `Move ${CROWD_KEYS.slice(0, 20).join(', ')} and 31 more to the sprint "ABC Sprint 15"`,
    look: (world) => crowdIn(world, 'ABC Sprint 15'),
    before: 0,
    after: 51,
    ambiguous: { args: { sprint: 'Sprint', issues: ['ABC-12'] }, thing: 'sprint' },
    drift: (world) => {
      sprintIn(world, 'ABC Sprint 15').state = 'active';
    },
  },
];

/** One case, or more, per action. */
export const SEVERAL_REQUESTS_CASES: readonly ActionCase[] = [
  ...DESKS,
  ...PROJECTS,
  ...FIELDS,
  ...SPRINTS,
];
