/** Starter rules: boards, filters and dashboards. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const MAKE = '(create|add|make|set up) [me|us] [a|an|the] [new]';
const OLD = '[the|my|our] [old|unused|obsolete]';

/** `change the owner of … to Kim`, for filters and dashboards. */
function ownerPhrases(thing: string): string[] {
  return [
    `(make|set) {owner:user} [as|to be] [the] [new] owner of [the] ${thing}`,
    `(change|transfer|set) [the] (owner|ownership) of [the|my] ${thing} to {owner:anyUser}`,
    `(transfer|give|hand) [over] [the|my] ${thing} to {owner:anyUser}`,
  ];
}

/** Rules about boards, filters and dashboards. */
export const BOARD_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.board-create',
    phrases: [
      `${MAKE} [{boardType}] board [called|named] {name:quotedOnly} (for|in|on) ${PROJECT}`,
      `${MAKE} [{boardType}] board (for|in|on) ${PROJECT} [called|named] {name:quotedOnly}`,
      `${MAKE} {boardType} board (for|in|on) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'board.create',
      args: { name: { from: 'name' }, project: { from: 'project' }, type: { from: 'boardType' } },
      needs: ['name', 'project'],
    },
    matches: [
      {
        text: 'Please create a kanban board called "ABC flow" for project ABC',
        actions: [{ name: 'ABC flow', project: 'ABC', type: 'kanban' }],
      },
    ],
    misses: ['Add a column to the board of ABC', 'Create a whiteboard called "Ideas" for ABC'],
  },
  {
    ruleId: 'starter.board-delete',
    phrases: [
      `(delete|remove) ${OLD} board {board:quotedOnly} [(of|in|from) ${PROJECT}]`,
      `(delete|remove) ${OLD} {board:quotedOnly} board [(of|in|from) ${PROJECT}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'board.delete',
      args: { board: { from: 'board' }, project: { from: 'project' } },
      needs: ['board'],
    },
    matches: [{ text: 'Delete the old board "ABC flow"', actions: [{ board: 'ABC flow' }] }],
    misses: ['Remove the column "QA" from the board "ABC flow"', 'Why is the board "A" deleted?'],
  },
  {
    ruleId: 'starter.filter-create',
    phrases: [
      `${MAKE} filter [called|named] {name:quotedOnly} (with|for|from) [the] (jql|query) [:] {jql:quotedOnly}`,
    ],
    effect: {
      kind: 'propose',
      type: 'filter.create',
      args: { name: { from: 'name' }, jql: { from: 'jql' } },
      needs: ['name', 'jql'],
    },
    matches: [
      {
        text: 'Create a filter called "Open in ABC" with the JQL `project = ABC AND status = Open`',
        actions: [{ name: 'Open in ABC', jql: 'project = ABC AND status = Open' }],
      },
    ],
    misses: ['Create a mail filter called "Spam"', 'What does the filter "Open in ABC" show?'],
  },
  {
    ruleId: 'starter.filter-share',
    phrases: ['share [the|my|our] filter {filter} with [the] {audience}'],
    effect: {
      kind: 'propose',
      type: 'filter.share',
      args: { filter: { from: 'filter' }, audience: { from: 'audience' } },
      needs: ['filter', 'audience'],
    },
    matches: [
      {
        text: 'Please share the filter "Open bugs" with the group qa-leads',
        actions: [{ filter: 'Open bugs', audience: 'group qa-leads' }],
      },
      {
        text: 'Share my filter "Open bugs" with project ABC',
        actions: [{ filter: 'Open bugs', audience: 'project ABC' }],
      },
    ],
    misses: ['With whom is the filter "Open bugs" shared?', 'Share your view of the filter "A"'],
  },
  {
    ruleId: 'starter.filter-unshare',
    phrases: ['(stop sharing|unshare) [the|my|our] filter {filter} (with|from) [the] {audience}'],
    effect: {
      kind: 'propose',
      type: 'filter.share',
      args: {
        filter: { from: 'filter' },
        audience: { from: 'audience' },
        change: { value: 'unshare' },
      },
      needs: ['filter', 'audience'],
    },
    matches: [
      {
        text: 'Stop sharing the filter "Open bugs" with project ABC',
        actions: [{ filter: 'Open bugs', audience: 'project ABC', change: 'unshare' }],
      },
    ],
    misses: ['Why was the filter "Open bugs" unshared from ABC?'],
  },
  {
    ruleId: 'starter.filter-owner',
    phrases: ownerPhrases('filter {filter}'),
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
    misses: ['Who owns the filter "Open bugs"?', 'Share the filter "Open bugs" with ABC'],
  },
  {
    ruleId: 'starter.filter-delete',
    phrases: [`(delete|remove) ${OLD} filter {filter}`],
    effect: {
      kind: 'propose',
      type: 'filter.delete',
      args: { filter: { from: 'filter' } },
      needs: ['filter'],
    },
    matches: [{ text: 'Delete my filter "Open bugs"', actions: [{ filter: 'Open bugs' }] }],
    misses: ['Remove the filter "Open bugs" from the board', 'The filter "Open bugs" was deleted'],
  },
  {
    ruleId: 'starter.dashboard-create',
    phrases: [`${MAKE} dashboard [called|named] {name:quotedOnly} [shared with [the] {audience}]`],
    effect: {
      kind: 'propose',
      type: 'dashboard.create',
      args: { name: { from: 'name' }, share: { from: 'audience' } },
      needs: ['name'],
    },
    matches: [
      {
        text: 'Create a dashboard called "Team figures" shared with project ABC',
        actions: [{ name: 'Team figures', share: 'project ABC' }],
      },
    ],
    misses: ['Create a Grafana dashboard', 'Who made the dashboard "Team figures"?'],
  },
  {
    ruleId: 'starter.dashboard-owner',
    phrases: ownerPhrases('dashboard {dashboard:quotedOnly}'),
    effect: {
      kind: 'propose',
      type: 'dashboard.owner.change',
      args: { dashboard: { from: 'dashboard' }, owner: { from: 'owner' } },
      needs: ['dashboard', 'owner'],
    },
    matches: [
      {
        text: 'Transfer the dashboard "Team figures" to Kim Park',
        actions: [{ dashboard: 'Team figures', owner: 'Kim Park' }],
      },
    ],
    misses: ['Who owns the dashboard "Team figures"?'],
  },
  {
    ruleId: 'starter.dashboard-delete',
    phrases: [`(delete|remove) ${OLD} dashboard {dashboard:quotedOnly}`],
    effect: {
      kind: 'propose',
      type: 'dashboard.delete',
      args: { dashboard: { from: 'dashboard' } },
      needs: ['dashboard'],
    },
    matches: [
      { text: 'Delete the dashboard "Team figures"', actions: [{ dashboard: 'Team figures' }] },
    ],
    misses: ['The dashboard "Team figures" was deleted'],
  },
];
