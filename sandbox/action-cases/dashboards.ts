/** Cases of the actions on dashboards. */
import type { Dashboard } from '../jira/world/boards-types.ts';
import { nextNumber } from '../jira/world/make-ids.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn } from './in-world.ts';

const dashboardsIn = (world: World, name: string): Dashboard[] =>
  Object.values(world.dashboards).filter((dashboard) => dashboard.name === name);

const ownersIn = (world: World, name: string): string[] =>
  dashboardsIn(world, name).map(({ owner }) => world.users[owner]?.displayName ?? owner);

const copyFor = (world: World, name: string, owner: string): void => {
  const [found] = dashboardsIn(world, name);
  if (found === undefined) throw new Error(`the site has no dashboard ${name}`);
  const id = String(nextNumber(world, 'dashboard'));
  world.dashboards[id] = { ...structuredClone(found), id, owner: accountIn(world, owner) };
};

const rename = (from: string, to: string) => (world: World) => {
  for (const dashboard of dashboardsIn(world, from)) dashboard.name = to;
};

/** One case, or more, per action. */
export const DASHBOARD_CASES: readonly ActionCase[] = [
  {
    type: 'dashboard.create',
    args: { name: 'Checkout', share: 'project ABC' },
    sentence: 'Create the dashboard "Checkout", shared with project ABC',
    look: (world) => [
      ownersIn(world, 'Checkout'),
      dashboardsIn(world, 'Checkout').map(({ editPermissions }) => editPermissions.length),
    ],
    before: [[], []],
    after: [['Kraken'], [1]],
    ambiguous: { args: { name: 'Checkout' }, thing: 'audience' },
    drift: rename('Release figures', 'Checkout'),
    harmless: rename('Shop figures', 'Shop numbers'),
  },
  {
    type: 'dashboard.create',
    args: { name: 'Figures of 2027', share: 'group qa-leads', copyOf: 'Shop figures' },
    sentence:
      'Create the dashboard "Figures of 2027" as a copy of "Shop figures", shared with group "qa-leads"',
    look: (world) => ownersIn(world, 'Figures of 2027'),
    before: [],
    after: ['Kraken'],
    ambiguous: {
      args: { name: 'Figures', share: 'group qa-leads', copyOf: 'figures' },
      thing: 'dashboard',
    },
    drift: rename('Release figures', 'Figures of 2027'),
  },
  {
    type: 'dashboard.owner.change',
    args: { dashboard: 'Shop figures', owner: 'Kim Park' },
    sentence: 'Make Kim Park the owner of the dashboard "Shop figures"',
    look: (world) => ownersIn(world, 'Shop figures'),
    before: ['Ben Carter'],
    after: ['Kim Park'],
    ambiguous: {
      args: { dashboard: 'Shop figures', owner: 'Kim Park' },
      prepare: (world) => copyFor(world, 'Shop figures', 'Sol Rivera'),
      thing: 'dashboard',
    },
    drift: (world) => {
      for (const one of dashboardsIn(world, 'Shop figures'))
        one.owner = accountIn(world, 'Bea Novak');
    },
    harmless: rename('Release figures', 'Release numbers'),
  },
  {
    type: 'dashboard.delete',
    args: { dashboard: 'Release figures' },
    sentence: 'Delete the dashboard "Release figures"',
    look: (world) => dashboardsIn(world, 'Release figures').length,
    before: 1,
    after: 0,
    again: 'ask',
    ambiguous: { args: { dashboard: 'the figures' }, thing: 'dashboard' },
    drift: (world) => {
      for (const one of dashboardsIn(world, 'Release figures')) one.sharePermissions = [];
    },
    harmless: rename('Shop figures', 'Shop numbers'),
    undo: { because: 'gadgets and layout are gone' },
  },
];
