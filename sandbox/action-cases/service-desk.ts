/** Cases of the actions on customers of service desks and their organisations. */
import type { Organization } from '../jira/world/desk-types.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, deskIn } from './in-world.ts';

function organizationIn(world: World, name: string): Organization {
  const found = Object.values(world.serviceDesk.organizations).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no organisation ${name}`);
  return found;
}

const isCustomer = (name: string) => (world: World) =>
  deskIn(world).customers.includes(accountIn(world, name));
const isMember = (name: string, organization: string) => (world: World) =>
  organizationIn(world, organization).members.includes(accountIn(world, name));

const twoRitas = (world: World) => {
  const tom = world.users[accountIn(world, 'Tom Becker')];
  if (tom !== undefined) tom.displayName = 'Rita Guest';
};
const twoAnnas = (world: World) => {
  const carl = world.users[accountIn(world, 'Carl Acme')];
  if (carl !== undefined) carl.displayName = 'Anna Acme';
};

const CUSTOMERS: readonly ActionCase[] = [
  {
    type: 'jsm.customer.add',
    args: { project: 'SUP', users: ['rita@partner.example'] },
    sentence: 'Add Rita Guest to the customers of SUP',
    look: isCustomer('Rita Guest'),
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'SUP', users: ['Rita Guest'] },
      prepare: twoRitas,
      thing: 'person',
      choices: ['Rita Guest'],
    },
    drift: (world) => {
      deskIn(world).customers.push(accountIn(world, 'Rita Guest'));
    },
    harmless: (world) => {
      deskIn(world).customers.push(accountIn(world, 'Cleo Berg'));
    },
  },
  {
    type: 'jsm.customer.invite',
    args: { project: 'Customer support', email: 'dora@berg.example', name: 'Dora Berg' },
    sentence: 'Invite dora@berg.example as a customer of SUP',
    look: (world) =>
      deskIn(world).customers.some((id) => world.users[id]?.email === 'dora@berg.example'),
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'SUP', email: 'dora at berg', name: 'Dora Berg' },
      thing: 'e-mail address',
    },
    drift: (world) => {
      const anna = world.users[accountIn(world, 'Anna Acme')];
      if (anna !== undefined) anna.email = 'dora@berg.example';
    },
    harmless: (world) => {
      deskIn(world).customers.push(accountIn(world, 'Cleo Berg'));
    },
    undo: { look: false },
  },
  {
    type: 'jsm.customer.remove',
    args: { project: 'SUP', users: ['Anna'] },
    sentence: 'Remove Anna Acme from the customers of SUP',
    look: isCustomer('Anna Acme'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: {
      args: { project: 'SUP', users: ['Anna'] },
      prepare: twoAnnas,
      thing: 'person',
      choices: ['Anna Acme'],
    },
    drift: (world) => {
      organizationIn(world, 'Acme').members.push(accountIn(world, 'Anna Acme'));
    },
    harmless: (world) => {
      deskIn(world).customers.push(accountIn(world, 'Cleo Berg'));
    },
    undo: 'exact',
  },
];

const ORGANIZATIONS: readonly ActionCase[] = [
  {
    type: 'jsm.organization.create',
    args: { name: 'Corax' },
    sentence: 'Create the customer organisation "Corax"',
    look: (world) =>
      Object.values(world.serviceDesk.organizations).some(({ name }) => name === 'Corax'),
    before: false,
    after: true,
    ambiguous: { args: { name: 'ACME' }, thing: 'organisation', choices: [] },
    drift: (world) => {
      organizationIn(world, 'Berg').name = 'Corax';
    },
    harmless: (world) => {
      organizationIn(world, 'Berg').name = 'Berg and Sons';
    },
  },
  {
    type: 'jsm.organization.delete',
    args: { organization: 'Acme' },
    sentence: 'Delete the customer organisation "Acme"',
    look: (world) =>
      Object.values(world.serviceDesk.organizations).some(({ name }) => name === 'Acme'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: {
      args: { organization: 'Berg' },
      prepare: (world) => {
        organizationIn(world, 'Acme').name = 'berg';
      },
      thing: 'organisation',
    },
    drift: (world) => {
      organizationIn(world, 'Acme').members.push(accountIn(world, 'Anna Acme'));
    },
    harmless: (world) => {
      organizationIn(world, 'Berg').members.push(accountIn(world, 'Anna Acme'));
    },
    undo: { because: 'requests do not get back the organisation they were shared with' },
  },
  {
    type: 'jsm.organization.user.add',
    args: { organization: 'Berg', users: ['Tom Becker'] },
    sentence: 'Add Tom Becker to the customer organisation "Berg"',
    look: isMember('Tom Becker', 'Berg'),
    before: false,
    after: true,
    ambiguous: { args: { organization: 'Berg', users: ['Alex Moreau'] }, thing: 'person' },
    drift: (world) => {
      organizationIn(world, 'Berg').members.push(accountIn(world, 'Tom Becker'));
    },
    harmless: (world) => {
      organizationIn(world, 'Berg').members.push(accountIn(world, 'Anna Acme'));
    },
  },
  {
    type: 'jsm.organization.user.remove',
    args: { organization: 'Berg', users: ['cleo@berg.example'] },
    sentence: 'Remove Cleo Berg from the customer organisation "Berg"',
    look: isMember('Cleo Berg', 'Berg'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { organization: 'Berg', users: ['Nobody Here'] }, thing: 'person' },
    drift: (world) => {
      const berg = organizationIn(world, 'Berg');
      berg.members = berg.members.filter((id) => id !== accountIn(world, 'Cleo Berg'));
    },
    harmless: (world) => {
      organizationIn(world, 'Acme').members.push(accountIn(world, 'Cleo Berg'));
    },
    undo: 'exact',
  },
  {
    type: 'jsm.organization.attach',
    args: { organization: 'Berg', project: 'SUP' },
    sentence: 'Add the customer organisation "Berg" to the customers of SUP',
    look: (world) => deskIn(world).organizationIds.includes(organizationIn(world, 'Berg').id),
    before: false,
    after: true,
    ambiguous: { args: { organization: 'Bergen', project: 'SUP' }, thing: 'organisation' },
    drift: (world) => {
      deskIn(world).organizationIds.push(organizationIn(world, 'Berg').id);
    },
    harmless: (world) => {
      deskIn(world).organizationIds = [];
    },
  },
  {
    type: 'jsm.organization.detach',
    args: { organization: 'Acme', project: 'SUP' },
    sentence: 'Remove the customer organisation "Acme" from the customers of SUP',
    look: (world) => deskIn(world).organizationIds.includes(organizationIn(world, 'Acme').id),
    before: true,
    after: false,
    ambiguous: { args: { organization: 'Acme', project: 'Support' }, thing: 'project' },
    drift: (world) => {
      deskIn(world).organizationIds = [];
    },
    harmless: (world) => {
      deskIn(world).organizationIds.push(organizationIn(world, 'Berg').id);
    },
  },
];

/** One case, or more, per action. */
export const SERVICE_DESK_CASES: readonly ActionCase[] = [...CUSTOMERS, ...ORGANIZATIONS];
