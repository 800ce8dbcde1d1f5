/** Cases of the actions on issue types and their schemes. */
import { expect } from 'vitest';
import type { IssueTypeScheme } from '../jira/world/administration-types.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { issueIn, projectIn } from './in-world.ts';

const typesNamed = (world: World, name: string) =>
  Object.values(world.issueTypes).filter((type) => type.name === name);

const idOf = (world: World, name: string): string => typesNamed(world, name)[0]?.id ?? '';

const typeOf = (world: World, key: string): string | undefined =>
  world.issueTypes[issueIn(world, key).typeId]?.name;

function schemeOf(world: World, key: string): IssueTypeScheme {
  const { id } = projectIn(world, key);
  const schemes = Object.values(world.administration.issueTypeSchemes);
  const found = schemes.find(({ projectIds }) => projectIds.includes(id));
  if (found === undefined) throw new Error(`${key} has no issue type scheme`);
  return found;
}

const offers = (world: World, key: string, name: string): boolean =>
  projectIn(world, key).issueTypeIds.includes(idOf(world, name));

/** Projects begin to share the scheme of another one. */
function share(world: World, key: string, other: string): void {
  const { id } = projectIn(world, other);
  schemeOf(world, other).projectIds = [];
  schemeOf(world, key).projectIds.push(id);
}

/** One case, or more, per action. */
export const ISSUE_TYPE_CASES: readonly ActionCase[] = [
  {
    type: 'issue_type.create',
    args: { name: 'Incident', description: 'Something is down' },
    sentence: 'Create the issue type "Incident"',
    look: (world) => typesNamed(world, 'Incident').map(({ description }) => description),
    before: [],
    after: ['Something is down'],
    again: 'ask',
    ambiguous: { args: { name: 'Incident', level: 'epic' }, thing: 'level' },
    drift: (world) => {
      world.issueTypes['10002'] = { ...world.issueTypes['10002'], name: 'Incident' } as never;
    },
  },
  {
    type: 'issue_type.create',
    args: { name: 'Check', level: 'sub-task' },
    sentence: 'Create the sub-task type "Check"',
    look: (world) => typesNamed(world, 'Check').map(({ subtask }) => subtask),
    before: [],
    after: [true],
    again: 'ask',
    ambiguous: { args: { name: 'bug' }, thing: 'issue type name' },
    drift: (world) => {
      projectIn(world, 'RND').deleted = undefined;
    },
  },
  {
    type: 'issue_type.update',
    args: { issueType: 'Bug', name: 'Defect', description: 'It is broken' },
    sentence: 'Rename the issue type "Bug" to "Defect" and change its description',
    look: (world) => typesNamed(world, 'Defect').map(({ description }) => description),
    before: [],
    after: ['It is broken'],
    again: 'ask',
    ambiguous: {
      args: { issueType: 'Bugs', name: 'Defect' },
      thing: 'issue type',
      choices: [],
    },
    drift: (world) => {
      for (const type of typesNamed(world, 'Bug')) type.description = 'Written meanwhile';
    },
  },
  {
    type: 'issue_type.delete',
    args: { issueType: 'Bug', replaceWith: 'Task' },
    sentence: 'Delete the issue type "Bug" and give its 3 issues the type "Task"',
    look: (world) => [typesNamed(world, 'Bug').length, typeOf(world, 'ABC-18')],
    before: [1, 'Bug'],
    after: [0, 'Task'],
    again: 'ask',
    ambiguous: { args: { issueType: 'Bug' }, thing: 'replacement issue type' },
    drift: (world) => {
      issueIn(world, 'ABC-1').typeId = idOf(world, 'Bug');
    },
    undo: { because: 'which issues and schemes had the type is lost' },
  },
  {
    type: 'issue_type.delete',
    args: { issueType: 'Epic' },
    sentence: 'Delete the issue type "Epic"',
    look: (world) => typesNamed(world, 'Epic').length,
    before: 1,
    after: 0,
    again: 'ask',
    ambiguous: { args: { issueType: 'Epics' }, thing: 'issue type' },
    // Another project offers it, which the approver was not shown.
    drift: (world) => share(world, 'ABC', 'PAY'),
    undo: { because: 'which schemes had the type is lost' },
  },
  {
    type: 'issue_type_scheme.add_type',
    args: { project: 'ABC', issueType: 'Service request' },
    sentence: 'Offer the issue type "Service request" in ABC',
    look: (world) => offers(world, 'ABC', 'Service request'),
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', issueType: 'Request' }, thing: 'issue type' },
    drift: (world) => share(world, 'ABC', 'PAY'),
    harmless: (world) => share(world, 'WEB', 'PAY'),
  },
  {
    type: 'issue_type_scheme.add_type',
    args: { project: 'NEW', issueType: 'Service request' },
    sentence: 'Offer the issue type "Service request" in NEW, and so in MAIN and TEST',
    look: (world) => ['NEW', 'MAIN', 'TEST'].map((key) => offers(world, key, 'Service request')),
    before: [false, false, false],
    after: [true, true, true],
    ambiguous: { args: { project: 'NEWS', issueType: 'Service request' }, thing: 'project' },
    drift: (world) => {
      schemeOf(world, 'NEW').issueTypeIds.push(idOf(world, 'Service request'));
    },
  },
  {
    type: 'issue_type_scheme.remove_type',
    args: { project: 'ABC', issueType: 'Epic' },
    sentence: 'Stop offering the issue type "Epic" in ABC',
    look: (world) => offers(world, 'ABC', 'Epic'),
    before: true,
    after: false,
    ambiguous: { args: { project: 'ABC', issueType: 'Epics' }, thing: 'issue type' },
    drift: (world) => {
      issueIn(world, 'ABC-1').typeId = idOf(world, 'Epic');
    },
    harmless: (world) => {
      schemeOf(world, 'ABC').issueTypeIds.push(idOf(world, 'Service request'));
    },
    undo: { look: true },
  },
  {
    type: 'issue_type_scheme.assign',
    args: { project: 'ABC', scheme: 'Software issue types' },
    sentence: 'Use the issue type scheme "Software issue types" for ABC',
    look: (world) => schemeOf(world, 'ABC').name,
    before: 'ABC: Issue Type Scheme',
    after: 'Software issue types',
    ambiguous: {
      args: { project: 'ABC', scheme: 'Software' },
      thing: 'issue type scheme',
      choices: expect.any(Array) as never,
    },
    drift: (world) => {
      const scheme = schemeOf(world, 'MAIN');
      scheme.issueTypeIds = scheme.issueTypeIds.filter((id) => id !== idOf(world, 'Bug'));
    },
  },
];
