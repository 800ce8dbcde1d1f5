/** Starter rules: sprints and backlogs. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const BOARD = `[(on|for|in) ([the] {board}|${PROJECT})]`;
const DATES =
  '[[,] (from|starting|starting on|:) {start:date} (to|until|till|-|and ending|and ending on|ending) {end:date}]';
const ISSUE = '[the] [issue|ticket|issues|tickets] {issues}';
const SPRINT = '([the] sprint {sprint:sprintName}|[the] {sprint:sprintWords})';
const PLACE = { board: { from: 'board' }, project: { from: 'project' } };
const OPEN = '(all|the|its|any) [open|unfinished|remaining|incomplete] (issues|tickets|work)';
const OPEN_TO = `[[,] (and|,) (move|put) ${OPEN} (to|into|in) [the] {moveTo:sprintPlace}|[,] ${OPEN} (to|go to) [the] {moveTo:sprintPlace}]`;

/** Rules about sprints and backlogs. */
export const SPRINT_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.sprint-create',
    phrases: [
      `(create|add|make|set up) [me|us] [a|an|the] [new] sprint [called|named] {name:sprintName} ${BOARD} ${DATES}`,
      `(create|add|make|set up) [me|us] [a|an|the] [new] sprint [called|named] {name:sprintName} ${DATES} ${BOARD}`,
      `(create|add|make|set up) [a|the] [new] sprint ${BOARD}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.create',
      args: { name: { from: 'name' }, ...PLACE, start: { from: 'start' }, end: { from: 'end' } },
      needs: ['name'],
    },
    matches: [
      {
        text: 'Create sprint "ABC Sprint 16" on the ABC board',
        actions: [{ name: 'ABC Sprint 16', board: 'ABC board' }],
      },
      {
        text: 'Please create the sprint "Iteration 4" in ABC from 2026-12-01 to 2026-12-14.',
        actions: [{ name: 'Iteration 4', project: 'ABC', start: '2026-12-01', end: '2026-12-14' }],
      },
    ],
    misses: ['When does the sprint "ABC Sprint 16" begin?', 'Move ABC-1 to sprint "ABC Sprint 16"'],
  },
  {
    ruleId: 'starter.sprint-dates-unclear',
    phrases: [
      `(create|add|make|set up) [me|us] [a|an|the] [new] sprint [called|named] {name:sprintName} ${BOARD} [,|from|:] {days:dayRange}`,
    ],
    effect: {
      kind: 'ask',
      thing: 'date',
      sentence:
        'From which day to which day, and on which board? Please write the days with their year, like 2026-12-31.',
      type: 'sprint.create',
    },
    matches: [{ text: 'Create sprint "Iteration 5" from 3 March to 16 March' }],
    misses: ['Create sprint "Iteration 5" from 3 March to 16 March'],
  },
  {
    ruleId: 'starter.sprint-start',
    phrases: [
      `start ${SPRINT} ${BOARD} ${DATES}`,
      `start ${SPRINT} ${BOARD} [with] [the] end [date] [on] {end:date}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.start',
      args: {
        sprint: { from: 'sprint' },
        ...PLACE,
        start: { from: 'start' },
        end: { from: 'end' },
      },
      needs: ['sprint'],
    },
    matches: [
      {
        text: 'Please start the sprint "Iteration 4" from 2026-12-01 to 2026-12-14',
        actions: [{ sprint: 'Iteration 4', start: '2026-12-01', end: '2026-12-14' }],
      },
      { text: 'Start ABC Sprint 15', actions: [{ sprint: 'ABC Sprint 15' }] },
    ],
    misses: [
      'When do we start ABC Sprint 15?',
      'Start ABC Sprint 15 on Monday',
      'Start a discussion about sprint "Iteration 4"',
    ],
  },
  {
    ruleId: 'starter.sprint-complete',
    phrases: [`(complete|close|finish|end) ${SPRINT} ${BOARD} ${OPEN_TO}`],
    effect: {
      kind: 'propose',
      type: 'sprint.complete',
      args: {
        sprint: { from: 'sprint' },
        ...PLACE,
        moveOpenTo: { from: 'moveTo', words: { 'next sprint': 'next' } },
      },
      needs: ['sprint'],
    },
    matches: [
      {
        text: 'Complete ABC Sprint 14 and move the open issues to the backlog',
        actions: [{ sprint: 'ABC Sprint 14', moveOpenTo: 'backlog' }],
      },
      { text: 'Close the sprint "Iteration 3"', actions: [{ sprint: 'Iteration 3' }] },
    ],
    misses: [
      'Close all issues in ABC Sprint 14',
      'ABC Sprint 14 is complete',
      'Complete ABC Sprint 14 unless the demo fails',
    ],
  },
  {
    ruleId: 'starter.sprint-rename',
    phrases: [
      `rename ${SPRINT} ${BOARD} to {newName:sprintName}`,
      `(change|set) [the] name of ${SPRINT} to {newName:sprintName}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.update',
      args: { sprint: { from: 'sprint' }, ...PLACE, name: { from: 'newName' } },
      needs: ['sprint', 'name'],
    },
    matches: [
      {
        text: 'Rename the sprint "Iteration 4" to "Checkout"',
        actions: [{ sprint: 'Iteration 4', name: 'Checkout' }],
      },
    ],
    misses: ['The sprint "Iteration 4" was renamed to "Checkout"'],
  },
  {
    ruleId: 'starter.sprint-end',
    phrases: [
      `(extend|prolong) ${SPRINT} ${BOARD} (to|until|till) {end:date}`,
      `(set|change|move) [the] end [date] of ${SPRINT} to {end:date}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.update',
      args: { sprint: { from: 'sprint' }, ...PLACE, end: { from: 'end' } },
      needs: ['sprint', 'end'],
    },
    matches: [
      {
        text: 'Please extend ABC Sprint 14 until 2026-12-18',
        actions: [{ sprint: 'ABC Sprint 14', end: '2026-12-18' }],
      },
    ],
    misses: ['Extend ABC Sprint 14 until Friday', 'ABC Sprint 14 was extended until 2026-12-18'],
  },
  {
    ruleId: 'starter.sprint-goal',
    phrases: [`(set|change) [the] goal of ${SPRINT} to {goal:quotedOnly}`],
    effect: {
      kind: 'propose',
      type: 'sprint.update',
      args: { sprint: { from: 'sprint' }, goal: { from: 'goal' } },
      needs: ['sprint', 'goal'],
    },
    matches: [
      {
        text: 'Set the goal of ABC Sprint 15 to "Search works"',
        actions: [{ sprint: 'ABC Sprint 15', goal: 'Search works' }],
      },
    ],
    misses: ['What is the goal of ABC Sprint 15?'],
  },
  {
    ruleId: 'starter.backlog-move',
    phrases: [
      `(move|put|send|take) ${ISSUE} [back] (to|into) [the] backlog`,
      `(move|take|pull|get) ${ISSUE} out of [the] [current|active] sprint [, back to the backlog|and back to the backlog|, to the backlog]`,
      `(remove|drop) ${ISSUE} from [the] [current|active] sprint`,
    ],
    effect: {
      kind: 'propose',
      type: 'backlog.issue.move',
      args: { issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [
      {
        text: 'Move ABC-12 and ABC-15 to the backlog',
        actions: [{ issues: ['ABC-12', 'ABC-15'] }],
      },
      {
        text: 'Please move OPS-15 out of the sprint, back to the backlog.',
        actions: [{ issues: ['OPS-15'] }],
      },
    ],
    misses: ['Is ABC-12 in the backlog?', 'ABC-12 was moved to the backlog'],
  },
  {
    ruleId: 'starter.sprint-delete',
    phrases: [`(delete|remove) [the] [empty|unused] sprint {sprint:sprintName} ${BOARD}`],
    effect: {
      kind: 'propose',
      type: 'sprint.delete',
      args: { sprint: { from: 'sprint' }, ...PLACE },
      needs: ['sprint'],
    },
    matches: [
      { text: 'Please delete the sprint "ABC Sprint 15"', actions: [{ sprint: 'ABC Sprint 15' }] },
    ],
    misses: [
      'Remove ABC-1 from the sprint "ABC Sprint 15"',
      'The sprint "ABC Sprint 15" was deleted',
    ],
  },
];
