/** Starter rules: schemes of projects, and who gets mail about issues. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const WHERE = `(${PROJECT}|{project:projectKeys})`;
const MAILS = '(mails|emails|e-mails|notifications|mail|notification mails)';
const ISSUES = '[new|any] (issues are|issue is|an issue is|a new issue is)';

/** A scheme a project uses; `words` are those of its kind. */
function schemeRule(ruleId: string, type: string, words: string, example: string): StarterRule {
  const named = `([the] ${words} scheme {scheme}|[the] {scheme} ${words} scheme)`;
  return {
    ruleId,
    phrases: [
      `(use|apply|set|assign) ${named} (for|in|on|to|with) ${WHERE}`,
      `(set|change|switch) [the] ${words} scheme (of|for|in|on) ${WHERE} to [the] {scheme}`,
      `(set|switch|change|move) ${WHERE} to ${named}`,
    ],
    effect: {
      kind: 'propose',
      type,
      args: { project: { each: 'project' }, scheme: { from: 'scheme' } },
      needs: ['project', 'scheme'],
    },
    matches: [
      {
        text: `Use the "Plain" ${example} scheme for WEB`,
        actions: [{ project: 'WEB', scheme: 'Plain' }],
      },
      {
        text: `Please change the ${example} scheme of project WEB to "Plain"`,
        actions: [{ project: 'WEB', scheme: 'Plain' }],
      },
      {
        text: `Set ${example} scheme "Plain" for WEB and HR`,
        actions: [
          { project: 'WEB', scheme: 'Plain' },
          { project: 'HR', scheme: 'Plain' },
        ],
      },
    ],
    misses: [`Which ${example} scheme does WEB use?`, 'Set the colour scheme "Plain" for WEB'],
  };
}

/** Rules about schemes and notifications. */
export const SCHEME_RULES: readonly StarterRule[] = [
  schemeRule('starter.priority-scheme', 'priority_scheme.assign', 'priority', 'priority'),
  schemeRule(
    'starter.issue-type-scheme',
    'issue_type_scheme.assign',
    '(issue type|issuetype)',
    'issue type',
  ),
  schemeRule('starter.workflow-scheme', 'workflow_scheme.assign', 'workflow', 'workflow'),
  schemeRule(
    'starter.notification-scheme',
    'notification_scheme.assign',
    '(notification|notifications)',
    'notification',
  ),
  schemeRule(
    'starter.security-scheme',
    'issue_security.scheme.assign',
    '(issue security|security)',
    'issue security',
  ),
  {
    ruleId: 'starter.notification-add',
    phrases: [
      `(send ${MAILS} to|mail|notify) [the] {recipient} when ${ISSUES} {event} in ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'notification_scheme.add',
      args: {
        project: { from: 'project' },
        event: { from: 'event' },
        recipient: { from: 'recipient' },
      },
      needs: ['project', 'event', 'recipient'],
    },
    matches: [
      {
        text: 'Please notify the group qa-leads when an issue is created in ABC',
        actions: [{ project: 'ABC', event: 'created', recipient: 'group qa-leads' }],
      },
    ],
    misses: ['Who is notified when an issue is created in ABC?', 'Notify Dana when you are done'],
  },
  {
    ruleId: 'starter.notification-remove',
    phrases: [
      `(no more|stop sending|stop|turn off|disable) [the] ${MAILS} (to|for) [the] {recipient} when ${ISSUES} {event} in ${PROJECT}`,
      `(no more|stop sending|stop|turn off|disable) [the] ${MAILS} (to|for) [the] {recipient} when [new] {project:projectKey} issues are {event}`,
    ],
    effect: {
      kind: 'propose',
      type: 'notification_scheme.remove',
      args: {
        project: { from: 'project' },
        event: { from: 'event' },
        recipient: { from: 'recipient' },
      },
      needs: ['project', 'event', 'recipient'],
    },
    matches: [
      {
        text: 'Stop sending mails to the group qa-leads when issues are updated in ABC',
        actions: [{ project: 'ABC', event: 'updated', recipient: 'group qa-leads' }],
      },
    ],
    misses: ['Why do we get no more mails when issues are created in ABC?'],
  },
];
