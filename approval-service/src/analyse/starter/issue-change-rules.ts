/** Starter rules: labels, watchers, links and comments of issues. */
import type { StarterRule } from './rule-case.ts';

const ONE = '[the] [issue|ticket] {issue}';
const OTHER = '[the] [issue|ticket] {other:issue}';

/** Rules about what hangs on an issue. */
export const ISSUE_CHANGE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.label-add',
    phrases: [
      `(add|put|set) [the] (label|labels) {labels} (to|on) ${ONE}`,
      `label ${ONE} (as|with) {labels}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.label.change',
      args: { issue: { from: 'issue' }, add: { list: 'labels' } },
      needs: ['issue', 'add'],
    },
    matches: [
      {
        text: 'Please add the labels regression and checkout to ABC-7',
        actions: [{ issue: 'ABC-7', add: ['regression', 'checkout'] }],
      },
    ],
    misses: ['Which labels does ABC-7 have?', 'Add ABC-7 to the list of labels'],
  },
  {
    ruleId: 'starter.label-remove',
    phrases: [`(remove|drop|delete) [the] (label|labels) {labels} (from|of|on) ${ONE}`],
    effect: {
      kind: 'propose',
      type: 'issue.label.change',
      args: { issue: { from: 'issue' }, remove: { list: 'labels' } },
      needs: ['issue', 'remove'],
    },
    matches: [
      {
        text: 'Remove the label regression from ABC-7',
        actions: [{ issue: 'ABC-7', remove: ['regression'] }],
      },
    ],
    misses: ['Why was the label regression removed from ABC-7?'],
  },
  {
    ruleId: 'starter.watcher-add',
    phrases: [
      `add {users} as [a] (watcher|watchers) (to|of|on) ${ONE}`,
      `add {users} to [the] (watchers|watch list|watcher list) of ${ONE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.watcher.change',
      args: { issue: { from: 'issue' }, add: { list: 'users' } },
      needs: ['issue', 'add'],
    },
    matches: [
      {
        text: 'Please add Kim Park and Sol Rivera as watchers to ABC-9',
        actions: [{ issue: 'ABC-9', add: ['Kim Park', 'Sol Rivera'] }],
      },
    ],
    misses: ['Who watches ABC-9?', 'Kim Park was added as watcher to ABC-9'],
  },
  {
    ruleId: 'starter.watcher-remove',
    phrases: [
      `remove {users} as [a] (watcher|watchers) (from|of|on) ${ONE}`,
      `remove {users} from [the] (watchers|watch list|watcher list) of ${ONE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.watcher.change',
      args: { issue: { from: 'issue' }, remove: { list: 'users' } },
      needs: ['issue', 'remove'],
    },
    matches: [
      {
        text: 'Remove me from the watchers of ABC-9',
        actions: [{ issue: 'ABC-9', remove: ['me'] }],
      },
    ],
    misses: ['Why was I removed from the watchers of ABC-9?'],
  },
  {
    ruleId: 'starter.issue-link',
    phrases: [
      `link ${ONE} (to|with) ${OTHER} [as {linkType:quotedOnly}]`,
      `mark ${ONE} as {linkType:linkWords} ${OTHER}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.link',
      args: {
        issue: { from: 'issue' },
        other: { from: 'other' },
        type: { from: 'linkType', words: { blocking: 'blocks', 'a duplicate of': 'duplicates' } },
      },
      needs: ['issue', 'other', 'type'],
    },
    matches: [
      {
        text: 'Mark ABC-7 as blocked by ABC-9',
        actions: [{ issue: 'ABC-7', other: 'ABC-9', type: 'blocked by' }],
      },
      {
        text: 'Please mark ABC-3 as a duplicate of ABC-4.',
        actions: [{ issue: 'ABC-3', other: 'ABC-4', type: 'duplicates' }],
      },
    ],
    misses: ['Is ABC-7 blocked by ABC-9?', 'ABC-7 is a duplicate of ABC-9'],
  },
  {
    ruleId: 'starter.issue-delete',
    phrases: ['(delete|remove) [the] [duplicate|spam|test] (issue|ticket) {issue}'],
    effect: {
      kind: 'propose',
      type: 'issue.delete',
      args: { issue: { from: 'issue' } },
      needs: ['issue'],
    },
    matches: [{ text: 'Please delete the spam issue ABC-7', actions: [{ issue: 'ABC-7' }] }],
    misses: ['Delete the comment in ABC-7', 'Remove ABC-7 from the sprint', "Don't delete ABC-7"],
  },
  {
    ruleId: 'starter.issue-move',
    phrases: [
      `move [the] [issue|ticket|issues|tickets] {issues} to [the] [jira] project {project} [as [a|an] {issueType}]`,
      `move [the] [issue|ticket|issues|tickets] {issues} to [the] {project:projectKey} project [as [a|an] {issueType}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.move',
      args: {
        issues: { list: 'issues' },
        project: { from: 'project' },
        issueType: { from: 'issueType' },
      },
      needs: ['issues', 'project'],
    },
    matches: [
      {
        text: 'Move ABC-7 to the OPS project as a Task',
        actions: [{ issues: ['ABC-7'], project: 'OPS', issueType: 'Task' }],
      },
    ],
    misses: ['Move ABC-12 to Done', 'ABC-12 was moved to project OPS'],
  },
];
