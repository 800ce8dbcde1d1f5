/**
 * The numbers and lists an approver is shown are part of what is compared before anything is sent: where one of them is
 * another while the approval waits, nothing is sent.
 */
import { ALL_OPERATIONS, type Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn } from './act-on-site.ts';
import { accountIn, issueIn, projectIn } from './in-world.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

const deskIn = (world: World, key: string) => {
  const { id } = projectIn(world, key);
  const desk = Object.values(world.serviceDesk.desks).find(({ projectId }) => projectId === id);
  if (desk === undefined) throw new Error(`${key} has no desk`);
  return desk;
};

/** The organisation comes to the desks it was not given to. */
const isGiven = (name: string) => (world: World) => {
  const { desks, organizations } = world.serviceDesk;
  const found = Object.values(organizations).find((each) => each.name === name);
  for (const { organizationIds } of Object.values(desks)) {
    if (found !== undefined && !organizationIds.includes(found.id)) organizationIds.push(found.id);
  }
};

/** One desk has the organisation no more. */
const isTaken = (name: string) => (world: World) => {
  const { desks, organizations } = world.serviceDesk;
  const found = Object.values(organizations).find((each) => each.name === name);
  const desk = Object.values(desks).find((each) => each.organizationIds.includes(found?.id ?? ''));
  if (desk === undefined) throw new Error(`no desk has ${name}`);
  desk.organizationIds = desk.organizationIds.filter((id) => id !== found?.id);
};

/** A person who is in the organisation no more. */
const leaves = (name: string) => (world: World) => {
  const found = Object.values(world.serviceDesk.organizations).find((each) => each.name === name);
  found?.members.pop();
};

/** One more request has the type. */
const isFiled = (key: string, name: string) => (world: World) => {
  const { id } = projectIn(world, key);
  const type = deskIn(world, key).requestTypes.find((each) => each.name === name);
  const { requestTypeOf } = world.serviceDesk;
  const other = Object.values(world.issues).find(
    (issue) => issue.projectId === id && requestTypeOf[issue.id] !== type?.id,
  );
  if (type === undefined || other === undefined) throw new Error(`${key} has no such request`);
  requestTypeOf[other.id] = type.id;
};

interface Case {
  what: string;
  type: string;
  args: Json;
  change(world: World): void;
}

const rita = { type: 'user.delete', args: { user: 'Rita Guest' } };

const CASES: Case[] = [
  {
    what: 'the desks of an organisation',
    type: 'jsm.organization.delete',
    args: { organization: 'Acme' },
    change: isTaken('Acme'),
  },
  {
    what: 'the people of an organisation',
    type: 'jsm.organization.delete',
    args: { organization: 'Acme' },
    change: leaves('Acme'),
  },
  {
    what: 'the desks of an organisation',
    type: 'jsm.organization.user.add',
    args: { organization: 'Berg', users: ['Tom Becker'] },
    change: isGiven('Berg'),
  },
  {
    what: 'the desks of an organisation',
    type: 'jsm.organization.user.remove',
    args: { organization: 'Berg', users: ['cleo@berg.example'] },
    change: isGiven('Berg'),
  },
  {
    what: 'the issues that get another priority',
    type: 'priority_scheme.assign',
    args: {
      project: 'WEB',
      scheme: 'Three priorities',
      priorities: [
        { from: 'Highest', to: 'High' },
        { from: 'Lowest', to: 'Low' },
      ],
    },
    change: (world) => {
      const { id } = projectIn(world, 'WEB');
      const highest = world.priorities.find(({ name }) => name === 'Highest')?.id;
      const lowest = world.priorities.find(({ name }) => name === 'Lowest')?.id;
      const other = Object.values(world.issues).find(
        ({ projectId, priorityId }) =>
          projectId === id && priorityId !== highest && priorityId !== lowest,
      );
      if (other === undefined || highest === undefined) throw new Error('WEB has no such issue');
      other.priorityId = highest;
    },
  },
  {
    what: 'the requests with the type',
    type: 'jsm.request_type.delete',
    args: { project: 'SUP', requestType: 'Report a problem' },
    change: isFiled('SUP', 'Report a problem'),
  },
  {
    what: 'the open issues of a person',
    ...rita,
    change: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Rita Guest');
    },
  },
  {
    what: 'the issues a person filed',
    ...rita,
    change: (world) => {
      issueIn(world, 'ABC-7').reporter = accountIn(world, 'Rita Guest');
    },
  },
  {
    what: 'the groups of a person',
    ...rita,
    change: (world) => {
      const group = Object.values(world.groups).find(({ name }) => name === 'qa-leads');
      group?.members.push(accountIn(world, 'Rita Guest'));
    },
  },
];

describe.each(CASES)('$type', ({ what, type, args, change }) => {
  test(`${what}: another number stops it`, async () => {
    const site = testSite({ scopes: SCOPES });
    const action = await resolvedOn(site, type, args);
    site.site.edit((world) => change(world));
    const now = await resolvedOn(site, type, args);
    expect(now.radius).not.toEqual(action.radius);
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
    expect(site.site.effects()).toEqual([]);
  });
});
