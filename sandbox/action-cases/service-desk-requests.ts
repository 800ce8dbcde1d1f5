/** Cases of the actions on request types, and on the participants of requests. */
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, deskIn, issueIn } from './in-world.ts';

const participants = (world: World) =>
  world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.map(
    (id) => world.users[id]?.displayName,
  );
const requestTypes = (world: World) => deskIn(world).requestTypes.map(({ name }) => name);

const FORMS: readonly ActionCase[] = [
  {
    type: 'jsm.request_type.create',
    args: { project: 'SUP', name: 'Order a laptop', issueType: 'Service request' },
    sentence:
      'Create the request type "Order a laptop" in SUP for the issue type "Service request"',
    look: requestTypes,
    before: ['Report a problem', 'Ask a question'],
    after: ['Report a problem', 'Ask a question', 'Order a laptop'],
    ambiguous: {
      args: { project: 'SUP', name: 'Order a laptop' },
      thing: 'issue type',
      choices: ['Service request', 'Task'],
    },
    drift: (world) => {
      const [first] = deskIn(world).requestTypes;
      if (first !== undefined) first.name = 'Order a laptop';
    },
    harmless: (world) => {
      const [first] = deskIn(world).requestTypes;
      if (first !== undefined) first.name = 'Report something';
    },
  },
  {
    type: 'jsm.request_type.delete',
    args: { project: 'SUP', requestType: 'Report a problem' },
    sentence: 'Delete the request type "Report a problem" of SUP',
    look: requestTypes,
    before: ['Report a problem', 'Ask a question'],
    after: ['Ask a question'],
    again: 'ask',
    ambiguous: {
      args: { project: 'SUP', requestType: 'Report' },
      thing: 'request type',
      choices: ['Report a problem', 'Ask a question'],
    },
    drift: (world) => {
      const [first] = deskIn(world).requestTypes;
      if (first !== undefined) first.name = 'Report something';
    },
    harmless: (world) => {
      deskIn(world).requestTypes.pop();
    },
    undo: { because: 'old requests do not get their type back' },
  },
];

const PARTICIPANTS: readonly ActionCase[] = [
  {
    type: 'jsm.participant.add',
    args: { issue: 'SUP-1', users: ['Carl Acme'] },
    sentence: 'Add Carl Acme to the participants of SUP-1',
    look: participants,
    before: ['Bruno Acme'],
    after: ['Bruno Acme', 'Carl Acme'],
    ambiguous: { args: { issue: 'SUP-1', users: ['Alex Moreau'] }, thing: 'person' },
    drift: (world) => {
      world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.push(
        accountIn(world, 'Carl Acme'),
      );
    },
    harmless: (world) => {
      world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.push(
        accountIn(world, 'Tom Becker'),
      );
    },
  },
  {
    type: 'jsm.participant.remove',
    args: { issue: 'SUP-1', users: ['Bruno'] },
    sentence: 'Remove Bruno Acme from the participants of SUP-1',
    look: participants,
    before: ['Bruno Acme'],
    after: undefined,
    again: 'ask',
    ambiguous: {
      args: { issue: 'SUP-1', users: ['Nobody Here'] },
      thing: 'person',
      choices: ['Bruno Acme'],
    },
    drift: (world) => {
      delete world.serviceDesk.participants[issueIn(world, 'SUP-1').id];
    },
    harmless: (world) => {
      world.serviceDesk.participants[issueIn(world, 'SUP-1').id]?.push(
        accountIn(world, 'Tom Becker'),
      );
    },
    undo: 'exact',
  },
];

/** One case, or more, per action. */
export const DESK_REQUEST_CASES: readonly ActionCase[] = [...FORMS, ...PARTICIPANTS];
