/** Starter rules: single issues, sprints and many issues at once. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const ISSUE = '[the] [issue|ticket|issues|tickets] {issues}';
const ONE = '[the] [issue|ticket] {issue}';
const MANY = '[the] [issues|tickets] {issues:issueList}';
const ALL =
  '(everything|all [of] [the] [open|remaining|existing] (issues|tickets|stories|items|cards|work)|all|the (issues|tickets))';
const STATUS = '[the] [status|state] {status} [status|state|column]';
const SPRINT = '[the] {sprint}';

/** Words of a verb that name a status. */
const VERB_STATUS = {
  close: 'close',
  closed: 'close',
  resolve: 'resolve',
  resolved: 'resolve',
  reopen: 'reopen',
};

/** Rules about issues. */
export const ISSUE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.sprint-current',
    phrases: [
      `(move|add|put|pull|bring|schedule|take|include|get) ${ISSUE} (to|into|in|onto|for) [the|our|this] (current|active|running|ongoing|open) sprint`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.issue.move',
      args: { sprint: { value: 'current' }, issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [
      {
        text: 'Move ABC-12 and ABC-15 to the current sprint',
        actions: [{ sprint: 'current', issues: ['ABC-12', 'ABC-15'] }],
      },
    ],
    misses: [
      'Please move OPS-15 out of the sprint, back to the backlog.',
      'Is ABC-12 in the current sprint?',
      'ABC-12 was moved to the current sprint',
    ],
  },
  {
    ruleId: 'starter.sprint-named',
    phrases: [
      `(move|add|put|pull|bring|schedule|take|include) ${ISSUE} (to|into|in|onto) [the] [sprint] {sprint}`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.issue.move',
      args: { sprint: { from: 'sprint' }, issues: { list: 'issues' } },
      needs: ['issues', 'sprint'],
    },
    matches: [
      {
        text: 'Please put ABC-3 into ABC Sprint 15.',
        actions: [{ sprint: 'ABC Sprint 15', issues: ['ABC-3'] }],
      },
    ],
    misses: ['Create sprint "ABC Sprint 15" for ABC-3'],
  },
  {
    ruleId: 'starter.sprint-next',
    phrases: [
      `(move|add|put|pull|bring|schedule|take|include) ${ISSUE} (to|into|in|onto) [the|our] (next|coming|upcoming) sprint`,
    ],
    effect: {
      kind: 'propose',
      type: 'sprint.issue.move',
      args: { sprint: { value: 'next' }, issues: { list: 'issues' } },
      needs: ['issues'],
    },
    matches: [
      { text: 'Move ABC-12 to the next sprint', actions: [{ sprint: 'next', issues: ['ABC-12'] }] },
    ],
    misses: ['Move ABC-12 to Done', 'We talked about ABC-12 in the next sprint planning'],
  },
  {
    ruleId: 'starter.sprint-unclear',
    phrases: [
      `(move|add|put|pull|bring|schedule|take|include) ${ISSUE} (to|into|in|onto) [the|our|a|another] [following|other] sprint`,
    ],
    effect: {
      kind: 'ask',
      thing: 'sprint',
      sentence: 'Which sprint do you mean? Please write its name.',
      type: 'sprint.issue.move',
    },
    matches: [{ text: 'Move ABC-12 to another sprint' }],
    misses: ['Move ABC-12 to Done'],
  },
  {
    ruleId: 'starter.issue-close',
    phrases: ['{verb:closing} [the] [issue|ticket] {issue}'],
    effect: {
      kind: 'propose',
      type: 'issue.transition',
      args: { issue: { from: 'issue' }, status: { from: 'verb', words: VERB_STATUS } },
      needs: ['issue'],
    },
    matches: [{ text: 'Close ABC-7 please', actions: [{ issue: 'ABC-7', status: 'close' }] }],
    misses: ['ABC-7 was closed', 'Can ABC-7 be closed by a customer?', "Don't close ABC-7"],
  },
  {
    ruleId: 'starter.issue-transition',
    phrases: [
      `(move|transition|set|change|put|bring) ${ONE} [status] (to|into|in) ${STATUS}`,
      `(set|change) [the] status of ${ONE} to ${STATUS}`,
      `mark ${ONE} [as] {status:plainStatus}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.transition',
      args: { issue: { from: 'issue' }, status: { from: 'status' } },
      needs: ['issue', 'status'],
    },
    matches: [
      {
        text: 'Please move WEB-3 to In Review.',
        actions: [{ issue: 'WEB-3', status: 'In Review' }],
      },
      { text: 'mark ABC-4 as done', actions: [{ issue: 'ABC-4', status: 'done' }] },
    ],
    misses: [
      'Move BUG-12 to the PLATFORM project as a Task',
      'Move ABC-12 to the backlog',
      'Move ABC-1, ABC-2 and ABC-3 to Done',
    ],
  },
  {
    ruleId: 'starter.issues-transition',
    phrases: [
      '{status:closing} [the] [issues|tickets] {issues:issueList}',
      `(move|transition|set|change|put|bring) ${MANY} [status] (to|into|in) ${STATUS}`,
      `(set|change) [the] status of ${MANY} to ${STATUS}`,
      `mark ${MANY} [as] {status:plainStatus}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.bulk_transition',
      args: { issues: { list: 'issues' }, toStatus: { from: 'status', words: VERB_STATUS } },
      needs: ['issues', 'toStatus'],
    },
    matches: [
      {
        text: 'Move ABC-1, ABC-2 and ABC-3 to Done',
        actions: [{ issues: ['ABC-1', 'ABC-2', 'ABC-3'], toStatus: 'Done' }],
      },
    ],
    misses: ['Move ABC-1 to Done', 'Move ABC-1 and ABC-2 to the backlog'],
  },
  {
    ruleId: 'starter.bulk-transition',
    phrases: [
      `(move|transition|set|change|put) ${ALL} (in|of|from) ${SPRINT} (to|into|as) ${STATUS}`,
      `(move|transition|set|change|put) ${ALL} (in|of|from) ${PROJECT} (to|into|as) ${STATUS}`,
      `(move|transition|set|change|put) all [the] {fromStatus:earlierStatus} (issues|tickets) (in|of|from) ${PROJECT} (to|into|as) ${STATUS}`,
      `(move|transition|set|change|put) all [the] {fromStatus:earlierStatus} (issues|tickets) (in|of|from) ${SPRINT} (to|into|as) ${STATUS}`,
      `(move|transition|set|change|put) all [the] (issues|tickets) (in|of|from) ${PROJECT} (in|from|that are) [status] {fromStatus:earlierStatus} (to|into|as) ${STATUS}`,
      `mark ${ALL} (in|of|from) ${SPRINT} as {status:plainStatus}`,
      `mark ${ALL} (in|of|from) ${PROJECT} as {status:plainStatus}`,
      `{status:closing} ${ALL} (in|of|from) ${SPRINT}`,
      `{status:closing} ${ALL} (in|of|from) ${PROJECT}`,
      `{status:closing} all [the] {fromStatus:earlierStatus} (issues|tickets) (in|of|from) ${PROJECT}`,
      '(bulk-transition|bulk transition|bulk-move|bulk move) [all|the|of|issues|tickets|in] [all|the|of|issues|tickets|in] [all|the|of|issues|tickets] [sprint|project]',
    ],
    effect: {
      kind: 'propose',
      type: 'issue.bulk_transition',
      args: {
        sprint: { from: 'sprint' },
        project: { from: 'project' },
        fromStatus: { from: 'fromStatus' },
        toStatus: { from: 'status', words: VERB_STATUS },
      },
      needs: ['toStatus'],
      accepts: ['sprint', 'project'],
    },
    matches: [
      {
        text: 'Please move everything in ABC Sprint 14 to Done, demo was yesterday.',
        actions: [{ sprint: 'ABC Sprint 14', toStatus: 'Done' }],
      },
      {
        text: 'Close all open issues in project LEGACY',
        actions: [{ project: 'LEGACY', toStatus: 'close' }],
      },
    ],
    misses: ['Why was everything in ABC Sprint 14 moved to Done?'],
  },
  {
    ruleId: 'starter.issue-assign',
    phrases: [
      `(assign|reassign|re-assign) ${ISSUE} to [user] {user}`,
      `(set|change) [the] assignee (of|on|for) ${ISSUE} to [user] {user}`,
      `make {user} [the] assignee (of|on|for) ${ISSUE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue.assign',
      args: { issue: { each: 'issues' }, assignee: { from: 'user' } },
      needs: ['issue', 'assignee'],
    },
    matches: [
      {
        text: 'Assign ABC-12 to Ben Carter',
        actions: [{ issue: 'ABC-12', assignee: 'Ben Carter' }],
      },
    ],
    misses: ['ABC-12 is assigned to Ben', 'Assign the "Ops" scheme to project OPS'],
  },
];
