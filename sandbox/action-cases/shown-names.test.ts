/**
 * What goes, and what takes its place, is shown by name: where it has another name while the approval waits, or two of
 * them have changed names, nothing is sent.
 */
import { ALL_OPERATIONS, type Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn } from './act-on-site.ts';
import { fieldIn, projectIn } from './in-world.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

/** Things that may change names, by what holds the name. */
type Things = (world: World) => Array<Record<'name', string> | Record<'value', string>>;

const ofProject =
  (kind: 'components' | 'versions'): Things =>
  (world) =>
    Object.values(world[kind]).filter(({ projectId }) => projectId === projectIn(world, 'ABC').id);

const options: Things = (world) => fieldIn(world, 'Region').contexts[0]?.options ?? [];
const requestTypes: Things = (world) =>
  Object.values(world.serviceDesk.desks).flatMap((desk) => desk.requestTypes);

interface Case {
  type: string;
  args: Json;
  things: Things;
  /** Each is shown, and is known by its id. */
  shown: string[];
}

const CASES: Case[] = [
  {
    type: 'custom_field.option.delete',
    args: { field: 'Region', option: 'Asia', replaceWith: 'Europe' },
    things: options,
    shown: ['Asia', 'Europe'],
  },
  {
    type: 'screen.field.remove',
    args: { screen: 'ABC Screen', field: 'Office' },
    things: (world) => Object.values(world.fields),
    shown: ['Office'],
  },
  {
    type: 'issue_type_scheme.remove_type',
    args: { project: 'ABC', issueType: 'Epic' },
    things: (world) => Object.values(world.issueTypes),
    shown: ['Epic'],
  },
  {
    type: 'role.delete',
    args: { role: 'Viewers', swap: 'Member' },
    things: (world) => Object.values(world.roles),
    shown: ['Viewers', 'Member'],
  },
  {
    type: 'group.delete',
    args: { group: 'auditors', swapGroup: 'qa-leads' },
    things: (world) => Object.values(world.groups),
    shown: ['auditors', 'qa-leads'],
  },
  {
    type: 'component.delete',
    args: { project: 'ABC', component: 'Search', moveTo: 'Basket' },
    things: ofProject('components'),
    shown: ['Search', 'Basket'],
  },
  {
    type: 'version.delete',
    args: { project: 'ABC', version: '1.1', moveFixTo: '1.2' },
    things: ofProject('versions'),
    shown: ['1.1', '1.2'],
  },
  {
    type: 'version.merge',
    args: { project: 'ABC', version: '1.1', into: '1.2' },
    things: ofProject('versions'),
    shown: ['1.1', '1.2'],
  },
  {
    type: 'jsm.request_type.delete',
    args: { project: 'SUP', requestType: 'Report a problem' },
    things: requestTypes,
    shown: ['Report a problem'],
  },
];

const nameOf = (thing: ReturnType<Things>[number]): string =>
  'name' in thing ? thing.name : thing.value;

/** What is called `from` is called `to`; where something is called that, the two change names. */
function rename(site: TestSite, things: Things, from: string, to: string): void {
  site.site.edit((world) => {
    const all = things(world);
    const one = all.filter((each) => nameOf(each) === from);
    const other = all.filter((each) => nameOf(each) === to);
    if (one.length === 0) throw new Error(`nothing is called ${from}`);
    for (const each of one) Object.assign(each, 'name' in each ? { name: to } : { value: to });
    for (const each of other)
      Object.assign(each, 'name' in each ? { name: from } : { value: from });
  });
}

/** Another one of the kind. */
function another(site: TestSite, things: Things, than: string): string {
  const names: string[] = [];
  site.site.edit((world) => void names.push(...things(world).map(nameOf)));
  const found = names.find((name) => name !== than);
  if (found === undefined) throw new Error(`there is only ${than}`);
  return found;
}

describe.each(CASES.flatMap((each) => each.shown.map((name) => ({ ...each, name }))))(
  '$type',
  ({ type, args, things, name }) => {
    test.each([
      ['has another name', () => 'Something else'],
      ['has the name of another one', (site: TestSite) => another(site, things, name)],
    ])(`nothing is sent where ${name} %s`, async (_what, nameIn) => {
      const site = testSite({ scopes: SCOPES });
      const action = await resolvedOn(site, type, args);
      rename(site, things, name, nameIn(site));
      expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
      expect(site.site.effects()).toEqual([]);
    });
  },
);
