/** Starter rules: new projects, what a project is called, who leads it, who may create in it, and its way back. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;

/** Rules about changes of projects. */
export const PROJECT_CHANGE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.project-rename',
    phrases: [
      `rename [the] ${PROJECT} to {newName:quotedOnly}`,
      `(change|set) [the] name of ${PROJECT} to {newName:quotedOnly}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.update',
      args: { project: { from: 'project' }, name: { from: 'newName' } },
      needs: ['project', 'name'],
    },
    matches: [
      {
        text: 'Please rename project ABC to "ABC Store"',
        actions: [{ project: 'ABC', name: 'ABC Store' }],
      },
    ],
    misses: ['Rename the board of ABC to "Team"', 'Project ABC was renamed to "ABC Store"'],
  },
  {
    ruleId: 'starter.project-key',
    phrases: [
      `change [the] key of ${PROJECT} to {newKey}`,
      `change [the] project key (of|from) ${PROJECT} to {newKey}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.key.change',
      args: { project: { from: 'project' }, newKey: { from: 'newKey' } },
      needs: ['project', 'newKey'],
    },
    matches: [
      { text: 'Change the key of MOB to APP', actions: [{ project: 'MOB', newKey: 'APP' }] },
    ],
    misses: ['What is the key of MOB?', 'Change the API key of the MOB server'],
  },
  {
    ruleId: 'starter.project-lead',
    phrases: [
      `make {lead:user} [the] [new] [project] lead of ${PROJECT}`,
      `(set|change) [the] [project] lead of ${PROJECT} to {lead:anyUser}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.lead.set',
      args: { project: { from: 'project' }, lead: { from: 'lead' } },
      needs: ['project', 'lead'],
    },
    matches: [
      {
        text: 'Make Dana Weber the new project lead of OPS',
        actions: [{ project: 'OPS', lead: 'Dana Weber' }],
      },
    ],
    misses: ['Who is the lead of OPS?', 'Make Dana the lead of the component Search in OPS'],
  },
  {
    ruleId: 'starter.project-restore',
    phrases: [
      '(restore|recover|undelete|unarchive|reactivate) [the] [deleted|archived] (project {project}|{project:projectBefore} project|{project:projectKey})',
      '(we|i|someone|somebody|they) [accidentally|mistakenly] (deleted|archived) [the] [project] {project:projectKey} [project] [by mistake|by accident|accidentally|unintentionally] [this morning|yesterday|today] , (get it back|restore it|please restore it|please get it back|bring it back|please bring it back)',
    ],
    effect: {
      kind: 'propose',
      type: 'project.restore',
      args: { project: { from: 'project' } },
      needs: ['project'],
    },
    matches: [
      { text: 'Please restore the deleted project RND', actions: [{ project: 'RND' }] },
      {
        text: 'We deleted RND by mistake this morning, get it back!',
        actions: [{ project: 'RND' }],
      },
    ],
    misses: ['We deleted project OLD last week', 'Can a deleted project be restored?'],
  },
  {
    ruleId: 'starter.creation-stop',
    phrases: [
      `(remove|revoke|take away) [the] {permission:creating} (permission|permissions|right|rights) (for|from) (all|everyone|everybody) (in|on|of) ${PROJECT} [on jira|in jira]`,
      `(prevent|disallow|restrict|disable|block|stop) [the] (creation of [new] issues|[new] issue creation|creating [new] issues) (in|on|for) [the] ${PROJECT} [type|on jira|in jira]`,
    ],
    effect: {
      kind: 'propose',
      type: 'permission_scheme.copy_and_assign',
      args: { project: { from: 'project' }, permission: { value: 'create issues' } },
      needs: ['project'],
    },
    matches: [
      {
        text: 'Prevent creation of new issues in the TEST project on Jira',
        actions: [{ project: 'TEST', permission: 'create issues' }],
      },
      {
        text: 'Remove "Create" permissions for all in project TEST',
        actions: [{ project: 'TEST', permission: 'create issues' }],
      },
    ],
    misses: [
      'Nobody can create issues in TEST any more, please fix',
      'Prevent the creation of spam in TEST',
    ],
  },
];
