/** Starter rules: labels, watchers, links and comments of issues. */
import type { StarterRule } from './rule-case.ts';

const ONE = '[the] [issue|ticket] {issue}';
/** Words of a text -> the words of Jira's kinds of links. */
const RELATIONS = {
  blocking: 'blocks',
  'blocked by': 'is blocked by',
  'a duplicate of': 'duplicates',
  'related to': 'relates to',
};
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
      `(watchers|watch list|watcher list) : add {users} to ${ONE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.watcher.change',
      args: { issue: { from: 'issue' }, add: { list: 'users' } },
      needs: ['issue', 'add'],
    },
    matches: [
      {
        text: 'Watch list: add Sol Rivera to ABC-9',
        actions: [{ issue: 'ABC-9', add: ['Sol Rivera'] }],
      },
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
        relation: { from: 'linkType', words: RELATIONS },
      },
      needs: ['issue', 'other', 'relation'],
    },
    matches: [
      {
        text: 'Mark ABC-7 as blocked by ABC-9',
        actions: [{ issue: 'ABC-7', other: 'ABC-9', relation: 'is blocked by' }],
      },
      {
        text: 'Please mark ABC-3 as a duplicate of ABC-4.',
        actions: [{ issue: 'ABC-3', other: 'ABC-4', relation: 'duplicates' }],
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
        toProject: { from: 'project' },
        issueType: { from: 'issueType' },
      },
      needs: ['issues', 'toProject'],
    },
    matches: [
      {
        text: 'Move ABC-7 to the OPS project as a Task',
        actions: [{ issues: ['ABC-7'], toProject: 'OPS', issueType: 'Task' }],
      },
    ],
    misses: ['Move ABC-12 to Done', 'ABC-12 was moved to project OPS'],
  },
  {
    ruleId: 'starter.issue-unlink',
    phrases: [
      `unlink ${ONE} (from|and) ${OTHER}`,
      `(remove|delete) [the] link (between|from) ${ONE} (and|to) ${OTHER}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.unlink',
      args: { issue: { from: 'issue' }, other: { from: 'other' } },
      needs: ['issue', 'other'],
    },
    matches: [
      {
        text: 'Remove the link between ABC-7 and ABC-9',
        actions: [{ issue: 'ABC-7', other: 'ABC-9' }],
      },
    ],
    misses: ['Why was the link between ABC-7 and ABC-9 removed?'],
  },
  {
    ruleId: 'starter.comment-delete',
    phrases: [
      `(delete|remove) [the] [spam] comment {comment} (on|in|of|from) ${ONE}`,
      `(delete|remove) [the] [spam] comment (by|of|from) {author:anyUser} (on|in|from) ${ONE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.comment.delete',
      args: {
        issue: { from: 'issue' },
        comment: { from: 'comment' },
        author: { from: 'author' },
      },
      needs: ['issue'],
    },
    matches: [
      {
        text: 'Delete the spam comment by spammer99 on ABC-7',
        actions: [{ issue: 'ABC-7', author: 'spammer99' }],
      },
      {
        text: 'Please remove comment 10045 from ABC-7',
        actions: [{ issue: 'ABC-7', comment: '10045' }],
      },
    ],
    misses: ['Delete all comments in ABC-7', 'The comment 10045 of ABC-7 was deleted'],
  },
  {
    ruleId: 'starter.issues-delete',
    phrases: ['(delete|remove) [the] [duplicate|spam|test] (issues|tickets) {issues:issueList}'],
    effect: {
      kind: 'propose',
      type: 'issue.bulk_delete',
      args: { issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [
      {
        text: 'Delete the test issues ABC-7 and ABC-8',
        actions: [{ issues: ['ABC-7', 'ABC-8'] }],
      },
    ],
    misses: ['Delete the issue ABC-7', 'Remove the issues ABC-7 and ABC-8 from the sprint'],
  },
  {
    ruleId: 'starter.issues-archive',
    phrases: ['archive [the] [old] [issue|ticket|issues|tickets] {issues}'],
    effect: {
      kind: 'propose',
      type: 'issue.archive',
      args: { issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [{ text: 'Archive ABC-7 and ABC-8', actions: [{ issues: ['ABC-7', 'ABC-8'] }] }],
    misses: ['ABC-7 is archived', 'Archive the mails about ABC-7'],
  },
  {
    ruleId: 'starter.issues-unarchive',
    phrases: [
      'unarchive [the] [issue|ticket|issues|tickets] {issues}',
      'restore [the] archived [issue|ticket|issues|tickets] {issues}',
    ],
    effect: {
      kind: 'propose',
      type: 'issue.unarchive',
      args: { issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [{ text: 'Restore the archived issue ABC-7', actions: [{ issues: ['ABC-7'] }] }],
    misses: ['Can ABC-7 be unarchived by a customer?'],
  },
  {
    ruleId: 'starter.issue-unassign',
    phrases: [
      'unassign [the] [issue|ticket|issues|tickets] {issues}',
      `(remove|clear) [the] assignee (of|from|on) [the] [issue|ticket|issues|tickets] {issues}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.assign',
      args: { issue: { each: 'issues' }, assignee: { value: null } },
      needs: ['issue'],
    },
    matches: [{ text: 'Unassign ABC-7', actions: [{ issue: 'ABC-7', assignee: null }] }],
    misses: ['ABC-7 is unassigned', 'Unassign me from all my tickets'],
  },
  {
    ruleId: 'starter.issue-priority',
    phrases: [`(set|change|raise|lower) [the] priority of ${ONE} to {priority}`],
    effect: {
      kind: 'propose',
      type: 'issue.edit',
      args: { issue: { from: 'issue' }, priority: { from: 'priority' } },
      needs: ['issue', 'priority'],
    },
    matches: [
      {
        text: 'Set the priority of ABC-7 to High',
        actions: [{ issue: 'ABC-7', priority: 'High' }],
      },
    ],
    misses: ['What is the priority of ABC-7?', 'Set the priority scheme of ABC to "Ops"'],
  },
  {
    ruleId: 'starter.issue-due',
    phrases: [`(set|change|move) [the] due date of ${ONE} to {date}`],
    effect: {
      kind: 'propose',
      type: 'issue.edit',
      args: { issue: { from: 'issue' }, dueDate: { from: 'date' } },
      needs: ['issue', 'dueDate'],
    },
    matches: [
      {
        text: 'Set the due date of ABC-7 to 2026-12-01',
        actions: [{ issue: 'ABC-7', dueDate: '2026-12-01' }],
      },
    ],
    misses: ['Set the due date of ABC-7 to Friday', 'When is ABC-7 due?'],
  },
  {
    ruleId: 'starter.issue-create',
    phrases: [
      `(create|add|open|file) [a|an] [new] {type:plainType} (in|for) [the] [project] {project:projectKey} [project] [called|titled|with the summary|with the title|:] {summary:quotedOnly}`,
      `(create|add|open|file) [a|an] [new] {type:plainType} [called|titled|with the summary|with the title|:] {summary:quotedOnly} (in|for) [the] [project] {project:projectKey} [project]`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.create',
      args: {
        project: { from: 'project' },
        issueType: { from: 'type' },
        summary: { from: 'summary' },
      },
      needs: ['project', 'summary'],
    },
    matches: [
      {
        text: 'Create a task in ABC called "Order new badges"',
        actions: [{ project: 'ABC', issueType: 'task', summary: 'Order new badges' }],
      },
    ],
    misses: ['Who created the task "Order new badges" in ABC?', 'Create a task force for ABC'],
  },
];
