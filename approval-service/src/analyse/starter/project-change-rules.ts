/** Starter rules: new projects, what a project is called, who leads it, who may create in it, and its way back. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const PROJECTS =
  '([the] [jira] projects {project:projectKeys}|[the] [jira] {project:projectKeys} [jira] projects)';
const MAKE = '(create|make|set up) [me|us] [a|an|the] [new]';
const DETAILS =
  '[[,] (with|,) [the] key {key:newKey} [(,|and|, and) [the|with|with the] [project] lead {lead:user}]]';
const NO_CREATION = { change: 'revoke', permission: 'create issues', holder: 'all' };

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
      `(remove|revoke|take away) [the] {permission:creating} (permission|permissions|right|rights) (for|from) (all|everyone|everybody) (in|on|of) (${PROJECT}|${PROJECTS}) [on jira|in jira]`,
      `(prevent|disallow|restrict|disable|block|stop) [the] (creation of [new] issues|[new] issue creation|creating [new] issues) (in|on|for) [the] (${PROJECT}|${PROJECTS}) [type|on jira|in jira]`,
    ],
    effect: {
      kind: 'propose',
      type: 'permission_scheme.copy_and_assign',
      args: {
        project: { each: 'project' },
        changes: {
          object: {
            change: { value: 'revoke' },
            permission: { value: 'create issues' },
            holder: { value: 'all' },
          },
        },
      },
      needs: ['project', 'changes'],
    },
    matches: [
      {
        text: 'Prevent creation of new issues in the TEST project on Jira',
        actions: [{ project: 'TEST', changes: [NO_CREATION] }],
      },
      {
        text: 'Remove "Create" permissions for all in project TEST',
        actions: [{ project: 'TEST', changes: [NO_CREATION] }],
      },
      {
        text: 'Disable issue creation in the OLD and WEB projects',
        actions: [
          { project: 'OLD', changes: [NO_CREATION] },
          { project: 'WEB', changes: [NO_CREATION] },
        ],
      },
    ],
    misses: [
      'Nobody can create issues in TEST any more, please fix',
      'Prevent the creation of spam in TEST',
    ],
  },
  {
    ruleId: 'starter.project-create',
    phrases: [
      `${MAKE} [jira] [{template}] project [called|named] {name:quotedOnly} ${DETAILS}`,
      `${MAKE} [jira] [{template}] project [called|named] {name:quotedOnly} <open> [key] {key:newKey} <close> ${DETAILS}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.create',
      args: {
        key: { from: 'key' },
        name: { from: 'name' },
        template: { from: 'template' },
        lead: { from: 'lead' },
      },
      needs: ['name', 'key', 'template', 'lead'],
      accepts: ['key', 'lead'],
    },
    matches: [
      {
        text: 'Please create a scrum project called "Data" with the key DATA and lead Ines Duarte',
        actions: [{ key: 'DATA', name: 'Data', template: 'scrum', lead: 'Ines Duarte' }],
      },
      {
        text: 'Create a kanban project "Data"\nKey: DATA\nLead: Ines Duarte',
        actions: [{ key: 'DATA', name: 'Data', template: 'kanban', lead: 'Ines Duarte' }],
      },
    ],
    misses: [
      'Create "helpdesk" github project to be able to set custom fields',
      'How do I create a project called "Data"?',
    ],
  },
  {
    ruleId: 'starter.project-category',
    phrases: [
      `(put|move) ${PROJECT} (in|into|to) [the] [project] category {category}`,
      `(set|change) [the] [project] category of ${PROJECT} to {category}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.category.set',
      args: { project: { from: 'project' }, category: { from: 'category' } },
      needs: ['project', 'category'],
    },
    matches: [
      {
        text: 'Set the category of project OPS to "Internal"',
        actions: [{ project: 'OPS', category: 'Internal' }],
      },
    ],
    misses: ['Which category is OPS in?'],
  },
  {
    ruleId: 'starter.category-create',
    phrases: [`${MAKE} project category [called|named] {category:quotedOnly}`],
    effect: {
      kind: 'propose',
      type: 'project.category.create',
      args: { name: { from: 'category' } },
      needs: ['name'],
    },
    matches: [{ text: 'Create the project category "Shops"', actions: [{ name: 'Shops' }] }],
    misses: ['Is there a project category "Shops"?'],
  },
];
