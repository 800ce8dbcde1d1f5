/** Cases of the actions on sprints and the backlog. */

import { nextNumber } from '../jira/world/make-ids.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase, Change } from './action-case.ts';
import { issueIn, sprintIn } from './in-world.ts';

const openSprint = (world: World, key: string): string | null => {
  const names = issueIn(world, key).sprintIds.map((id) => world.sprints[String(id)]);
  return names.find((sprint) => sprint !== undefined && sprint.state !== 'closed')?.name ?? null;
};

/** Another sprint of a name, on the board of OPS. */
const twin =
  (name: string): Change =>
  (world) => {
    const ops = sprintIn(world, 'OPS Sprint 3');
    const id = nextNumber(world, 'sprint');
    world.sprints[String(id)] = { ...ops, id, name, state: 'future' };
  };

const move =
  (key: string, sprint: string): Change =>
  (world) => {
    issueIn(world, key).sprintIds = [sprintIn(world, sprint).id];
  };

const rename: Change = (world) => {
  sprintIn(world, 'OPS Sprint 3').name = 'OPS Sprint three';
};

const TWINS = [
  'ABC Sprint 15 (board ABC board, project ABC)',
  'ABC Sprint 15 (board OPS board, project OPS)',
];
const FIFTEEN = { sprint: 'ABC Sprint 15' };
const ambiguousFifteen = (more: Record<string, string> = {}) => ({
  args: { ...FIFTEEN, ...more },
  prepare: twin('ABC Sprint 15'),
  thing: 'sprint',
  choices: TWINS,
});

const endFourteen: Change = (world) => {
  sprintIn(world, 'ABC Sprint 14').state = 'closed';
};

/** One case, or more, per action. */
export const BOARD_CASES: readonly ActionCase[] = [
  {
    type: 'sprint.issue.move',
    args: { sprint: 'ABC Sprint 14', issues: ['ABC-12', 'abc-10'] },
    sentence: 'Move ABC-12 and ABC-10 to the sprint "ABC Sprint 14"',
    look: (world) => ['ABC-12', 'ABC-10'].map((key) => openSprint(world, key)),
    before: [null, 'ABC Sprint 15'],
    after: ['ABC Sprint 14', 'ABC Sprint 14'],
    ambiguous: { args: { sprint: 'Sprint', issues: ['ABC-12'] }, thing: 'sprint' },
    drift: move('ABC-10', 'ABC Sprint 14'),
    harmless: rename,
  },
  {
    type: 'backlog.issue.move',
    args: { issues: ['ABC-10', 'ABC-11', 'ABC-12'] },
    sentence: 'Move ABC-10 and ABC-11 to the backlog',
    look: (world) => ['ABC-10', 'ABC-11'].map((key) => openSprint(world, key)),
    before: ['ABC Sprint 15', 'ABC Sprint 15'],
    after: [null, null],
    ambiguous: { args: { issues: ['the checkout issue'] }, thing: 'issue' },
    drift: move('ABC-10', 'ABC Sprint 14'),
    harmless: rename,
  },
  {
    type: 'sprint.create',
    args: { name: 'ABC Sprint 16', board: 'ABC board', start: '2026-12-22', end: '4 January 2027' },
    sentence: 'Create the sprint "ABC Sprint 16" on the board "ABC board"',
    look: (world) =>
      Object.values(world.sprints)
        .filter(({ name }) => name === 'ABC Sprint 16')
        .map(({ state, start, end }) => [state, start, end]),
    before: [],
    after: [['future', Date.parse('2026-12-22T00:00:00Z'), Date.parse('2027-01-04T23:59:00Z')]],
    ambiguous: { args: { name: 'ABC Sprint 16', board: 'board' }, thing: 'board' },
    drift: (world) => {
      sprintIn(world, 'ABC Sprint 15').name = 'ABC Sprint 16';
    },
    harmless: rename,
  },
  {
    type: 'sprint.update',
    args: { ...FIFTEEN, name: 'ABC Xmas', goal: 'Gifts' },
    sentence: 'Change name and goal of the sprint "ABC Sprint 15"',
    look: (world) =>
      Object.values(world.sprints)
        .filter(({ name }) => name === 'ABC Xmas')
        .map(({ goal }) => goal),
    before: [],
    after: ['Gifts'],
    // The old name is gone, and the ticket names it.
    again: 'ask',
    ambiguous: ambiguousFifteen({ goal: 'Gifts' }),
    drift: (world) => {
      sprintIn(world, 'ABC Sprint 15').goal = 'Something else';
    },
    harmless: rename,
  },
  {
    type: 'sprint.update',
    args: { sprint: 'ABC Sprint 14', end: '2026-12-01T17:00:00Z', goal: null },
    sentence: 'Change end and goal of the sprint "ABC Sprint 14"',
    look: (world) => {
      const { end, goal } = sprintIn(world, 'ABC Sprint 14');
      return [end === Date.parse('2026-12-01T17:00:00Z'), goal];
    },
    before: [false, 'Basket'],
    after: [true, ''],
    ambiguous: {
      args: { sprint: 'ABC Sprint 14', end: 'next Tuesday' },
      thing: 'end date',
    },
    drift: endFourteen,
    harmless: (world) => {
      sprintIn(world, 'ABC Sprint 14').name = 'ABC Sprint XIV';
    },
  },
  {
    type: 'sprint.start',
    prepare: endFourteen,
    args: { ...FIFTEEN, start: '2026-11-24', end: '2026-12-07' },
    sentence: 'Start the sprint "ABC Sprint 15"',
    look: (world) => sprintIn(world, 'ABC Sprint 15').state,
    before: 'future',
    after: 'active',
    ambiguous: { args: FIFTEEN, thing: 'start date' },
    drift: (world) => {
      sprintIn(world, 'ABC Sprint 15').end = Date.parse('2027-02-01T00:00:00Z');
    },
    harmless: rename,
    undo: { because: 'Jira makes no running sprint a planned one again' },
  },
  {
    type: 'sprint.complete',
    args: { sprint: 'ABC Sprint 14', moveOpenTo: 'ABC Sprint 15' },
    sentence:
      'Complete the sprint "ABC Sprint 14" and move 6 open issues to the sprint "ABC Sprint 15"',
    look: (world) => [
      sprintIn(world, 'ABC Sprint 14').state,
      openSprint(world, 'ABC-4'),
      issueIn(world, 'ABC-9').sprintIds.length,
    ],
    before: ['active', 'ABC Sprint 14', 1],
    after: ['closed', 'ABC Sprint 15', 1],
    ambiguous: {
      args: { sprint: 'ABC Sprint 14' },
      thing: 'destination',
      choices: ['backlog', 'ABC Sprint 15'],
    },
    drift: move('ABC-12', 'ABC Sprint 14'),
    harmless: move('ABC-12', 'ABC Sprint 15'),
    undo: { because: 'only a person can open a completed sprint again' },
  },
  {
    type: 'sprint.complete',
    args: { sprint: 'active sprint', project: 'OPS', moveOpenTo: 'the backlog' },
    sentence: 'Complete the sprint "OPS Sprint 3" and move 2 open issues to the backlog',
    look: (world) => [sprintIn(world, 'OPS Sprint 3').state, openSprint(world, 'OPS-16')],
    before: ['active', 'OPS Sprint 3'],
    after: ['closed', null],
    // There is no running sprint any more.
    again: 'ask',
    ambiguous: { args: { sprint: 'current', moveOpenTo: 'backlog' }, thing: 'sprint' },
    drift: (world) => {
      sprintIn(world, 'OPS Sprint 3').state = 'closed';
    },
    undo: { because: 'only a person can open a completed sprint again' },
  },
  {
    type: 'sprint.delete',
    args: { sprint: 'Sprint 15', project: 'ABC' },
    sentence: 'Delete the sprint "ABC Sprint 15"',
    look: (world) => [
      Object.values(world.sprints).some(({ name }) => name === 'ABC Sprint 15'),
      openSprint(world, 'ABC-10'),
    ],
    before: [true, 'ABC Sprint 15'],
    after: [false, null],
    again: 'ask',
    ambiguous: ambiguousFifteen(),
    drift: move('ABC-12', 'ABC Sprint 15'),
    harmless: rename,
    undo: { because: 'the sprint is gone' },
  },
];
