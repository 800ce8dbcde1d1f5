/** Starter rules: sprints, backlogs and filters. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const BOARD = '[(on|for|in) [the] [board] {board}]';
const DATES = '[(from|starting|:) {start:isoDate} (to|until|till|-) {end:isoDate}]';
const ISSUE = '[the] [issue|ticket|issues|tickets] {issues}';

/** Rules about sprints, backlogs and filters. */
export const BOARD_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.sprint-create',
    phrases: [
      `(create|add|make|set up) [me|us] [a|an|the] [new] sprint [called|named] {name:sprintName} ${BOARD} ${DATES}`,
      `(create|add|make|set up) [a|the] [new] sprint ${BOARD}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.create',
      args: {
        name: { from: 'name' },
        board: { from: 'board' },
        start: { from: 'start' },
        end: { from: 'end' },
      },
      needs: ['name'],
    },
    matches: [
      {
        text: 'Create sprint "ABC Sprint 16" on the ABC board',
        actions: [{ name: 'ABC Sprint 16', board: 'ABC board' }],
      },
    ],
    misses: ['When does the sprint "ABC Sprint 16" begin?', 'Move ABC-1 to sprint "ABC Sprint 16"'],
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
    phrases: ['(delete|remove) [the] [empty|unused] sprint {sprint:sprintName}'],
    effect: {
      kind: 'propose',
      type: 'sprint.delete',
      args: { sprint: { from: 'sprint' } },
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
  {
    ruleId: 'starter.filter-owner',
    phrases: [
      '(make|set) {owner:user} [as|to be] [the] [new] owner of [the] filter {filter}',
      '(change|transfer|set) [the] (owner|ownership) of [the] filter {filter} to {owner:anyUser}',
      '(transfer|give|hand) [over] [the] filter {filter} to {owner:anyUser}',
    ],
    effect: {
      kind: 'propose',
      type: 'filter.owner.change',
      args: { filter: { from: 'filter' }, owner: { from: 'owner' } },
      needs: ['filter', 'owner'],
    },
    matches: [
      {
        text: 'Please change the owner of the filter "Open bugs" to Kim Park',
        actions: [{ filter: 'Open bugs', owner: 'Kim Park' }],
      },
    ],
    misses: ['Who owns the filter "Open bugs"?', `Share the filter "Open bugs" with ${PROJECT}`],
  },
];
