/** Starter rules: issue types of a site and of a project, statuses, and workflows. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const MAKE = '(create|add|make|set up) [me|us] [a|an|the] [new]';

/** Rules about issue types, statuses and workflows. */
export const TYPE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.issue-type-offer',
    phrases: [
      `(offer|enable|add|allow) [the] issue type {issueType} (in|to|for) ${PROJECT}`,
      `(offer|enable|add|allow) [the] {issueType} issue type (in|to|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue_type_scheme.add_type',
      args: { project: { from: 'project' }, issueType: { from: 'issueType' } },
      needs: ['project', 'issueType'],
    },
    matches: [
      {
        text: 'Offer issue type Incident in OPS',
        actions: [{ project: 'OPS', issueType: 'Incident' }],
      },
    ],
    misses: ['Which issue types does OPS have?', 'Create an issue of type Incident in OPS'],
  },
  {
    ruleId: 'starter.issue-type-withdraw',
    phrases: [
      `(remove|disable|drop) [the] issue type {issueType} (in|from|for) ${PROJECT}`,
      `(remove|disable|drop) [the] {issueType} issue type (in|from|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue_type_scheme.remove_type',
      args: { project: { from: 'project' }, issueType: { from: 'issueType' } },
      needs: ['project', 'issueType'],
    },
    matches: [
      {
        text: 'Remove the issue type Bug from project OPS',
        actions: [{ project: 'OPS', issueType: 'Bug' }],
      },
    ],
    misses: ['Why is there no issue type Bug in OPS?'],
  },
  {
    ruleId: 'starter.issue-type-create',
    phrases: [`${MAKE} issue type [called|named] {name:issueTypeName}`],
    effect: {
      kind: 'propose',
      type: 'issue_type.create',
      args: { name: { from: 'name' } },
      needs: ['name'],
    },
    matches: [{ text: 'Please create the issue type "Incident"', actions: [{ name: 'Incident' }] }],
    misses: ['Create an issue of type Incident in OPS', 'Which issue types are there?'],
  },
  {
    ruleId: 'starter.issue-type-rename',
    phrases: ['rename [the] issue type {issueType} to {newName:issueTypeName}'],
    effect: {
      kind: 'propose',
      type: 'issue_type.update',
      args: { issueType: { from: 'issueType' }, name: { from: 'newName' } },
      needs: ['issueType', 'name'],
    },
    matches: [
      {
        text: 'Rename the issue type Incident to "Outage"',
        actions: [{ issueType: 'Incident', name: 'Outage' }],
      },
    ],
    misses: ['The issue type Incident was renamed to "Outage"'],
  },
  {
    ruleId: 'starter.issue-type-delete',
    phrases: [
      'delete [the] [old|unused|obsolete] issue type {issueType} [and replace it (with|by) {newType:issueType}]',
    ],
    effect: {
      kind: 'propose',
      type: 'issue_type.delete',
      args: { issueType: { from: 'issueType' }, replaceWith: { from: 'newType' } },
      needs: ['issueType'],
    },
    matches: [
      {
        text: 'Delete the issue type Incident and replace it with Task',
        actions: [{ issueType: 'Incident', replaceWith: 'Task' }],
      },
    ],
    misses: ['Delete all issues of type Incident', 'Remove the issue type Bug from project OPS'],
  },
  {
    ruleId: 'starter.workflow-status-add',
    phrases: [
      `add [the|a] [new] status {status:newStatus} [between {from:newStatus} and {to:newStatus}] (for|to|in) ([the] workflow of ${PROJECT}|${PROJECT})`,
      `add [the|a] [new] status {status:newStatus} [between {from:newStatus} and {to:newStatus}] (to|in) [the] workflow {workflow:quotedOnly}`,
    ],
    effect: {
      kind: 'propose',
      type: 'workflow.update',
      args: {
        project: { from: 'project' },
        workflow: { from: 'workflow' },
        change: { value: 'add_status' },
        status: { from: 'status' },
      },
      needs: ['status'],
    },
    matches: [
      {
        text: 'Please add the status "In Test" to the workflow of WEB',
        actions: [{ project: 'WEB', change: 'add_status', status: 'In Test' }],
      },
    ],
    misses: ['Which statuses does the workflow of WEB have?', 'Add the status report to WEB'],
  },
  {
    ruleId: 'starter.workflow-status-remove',
    phrases: [
      `(remove|delete|drop) [the] status {status:newStatus} (from|in) [the] workflow (of ${PROJECT}|{workflow:quotedOnly})`,
    ],
    effect: {
      kind: 'propose',
      type: 'workflow.update',
      args: {
        project: { from: 'project' },
        workflow: { from: 'workflow' },
        change: { value: 'remove_status' },
        status: { from: 'status' },
      },
      needs: ['status'],
    },
    matches: [
      {
        text: 'Remove the status "In Test" from the workflow of WEB',
        actions: [{ project: 'WEB', change: 'remove_status', status: 'In Test' }],
      },
    ],
    misses: ['Why was the status "In Test" removed from the workflow of WEB?'],
  },
];
