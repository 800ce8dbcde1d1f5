/**
 * The company of the demo and the tests: Corp, with a help desk where tickets are filed (HELP). Pure data.
 *
 * - Ana Admin administers the site; Ben Carter approves and administers several projects.
 * - Dan Reporter files tickets: he administers ABC, is Member of OPS and elsewhere, browses PAY, and sees
 *   neither SEC nor HRCASES.
 * - Two people are called Alex Moreau, two fields Severity; Greta Lind has left; RND lies in the bin.
 * - TEST and MAIN share one permission scheme; OLD has its own.
 */

import { seedFieldSetup } from './seed-field-setup.ts';
import { seedDashboards, seedFilters } from './seed-filters.ts';
import { seedIssues } from './seed-issues.ts';
import { seedProjects } from './seed-projects.ts';
import { seedSchemes } from './seed-schemes.ts';
import { seedNotificationSchemes, seedSecuritySchemes } from './seed-site-schemes.ts';
import { seedComponents, seedVersions } from './seed-versions.ts';
import { seedWorkflowRules } from './seed-workflow-rules.ts';
import type { WorldDescription } from './world/describe-world.ts';
import { ADDONS_ROLE_NAME } from './world/world-types.ts';

const STAFF = ['jira-software-users'];

/** The seeded site. */
export const seedWorld: WorldDescription = {
  groups: [
    'jira-administrators',
    'site-admins',
    'atlassian-addons-admin',
    'approvers',
    'jira-software-users',
    'jira-servicemanagement-users',
    'qa-leads',
    'hr-team',
    'security-team',
    'auditors',
  ],
  licensedGroups: {
    'jira-software': ['jira-software-users', 'jira-administrators'],
    'jira-servicedesk': ['jira-servicemanagement-users'],
  },
  users: [
    {
      name: 'Ana Admin',
      email: 'ana@example.com',
      groups: [...STAFF, 'jira-administrators', 'site-admins', 'approvers'],
    },
    { name: 'Ben Carter', email: 'ben@corp.example', groups: [...STAFF, 'approvers'] },
    { name: 'Dan Reporter', email: 'dan@corp.example', groups: STAFF },
    { name: 'Dana Weber', email: 'dana@corp.example', groups: STAFF },
    { name: 'Jonas Keller', email: 'jonas@corp.example', groups: STAFF },
    { name: 'Kim Park', email: 'kim@corp.example', groups: [...STAFF, 'qa-leads'] },
    { name: 'Sol Rivera', email: 'sol@corp.example', groups: [...STAFF, 'qa-leads'] },
    { name: 'Bea Novak', email: 'bea@corp.example', groups: [...STAFF, 'qa-leads'] },
    { name: 'Tom Becker', email: 'tom@corp.example', groups: STAFF },
    { name: 'Lena Fischer', email: 'lena@corp.example', groups: STAFF },
    { name: 'Jörg Müller', email: 'joerg@corp.example', groups: STAFF },
    { name: 'Bo Lindqvist', email: 'bo@corp.example', groups: STAFF },
    { name: 'Chi Okafor', email: 'chi@corp.example', groups: STAFF },
    { name: 'Ines Duarte', email: 'ines@corp.example', groups: STAFF },
    { name: 'Sam Ortiz', email: 'sam@corp.example', emailVisible: false, groups: STAFF },
    { name: 'Hanna Roth', email: 'hanna@corp.example', groups: [...STAFF, 'hr-team'] },
    { name: 'Vic Stone', email: 'vic@corp.example', groups: [...STAFF, 'security-team'] },
    {
      name: 'Uma Patel',
      email: 'uma@corp.example',
      groups: [...STAFF, 'jira-servicemanagement-users'],
    },
    { name: 'Alex Moreau', email: 'alex.moreau@corp.example', groups: STAFF },
    { name: 'Alex Moreau', email: 'alex.moreau2@corp.example', groups: STAFF },
    { name: 'Greta Lind', email: 'greta@corp.example', active: false, groups: STAFF },
    { name: 'Rita Guest', email: 'rita@partner.example' },
    { name: 'Anna Acme', email: 'anna@acme.example', kind: 'customer' },
    { name: 'Kraken', kind: 'app', groups: ['atlassian-addons-admin', 'approvers'] },
    { name: 'Automation for Jira', kind: 'app' },
    { name: 'Bruno Acme', email: 'bruno@acme.example', kind: 'customer' },
    { name: 'Carl Acme', email: 'carl@acme.example', kind: 'customer' },
    { name: 'Cleo Berg', email: 'cleo@berg.example', kind: 'customer' },
  ],
  appUser: 'Kraken',
  globalPermissions: {
    ADMINISTER: ['jira-administrators', 'atlassian-addons-admin'],
    SYSTEM_ADMIN: ['site-admins'],
    BULK_CHANGE: ['jira-administrators', 'atlassian-addons-admin', 'jira-software-users'],
    CREATE_PROJECT: ['jira-administrators'],
    CREATE_SHARED_OBJECTS: ['jira-software-users', 'atlassian-addons-admin'],
    USER_PICKER: ['jira-administrators', 'atlassian-addons-admin', 'jira-software-users'],
  },
  roles: [
    { name: 'Administrators', description: 'Administer the project', admin: true },
    { name: 'Developers', description: 'Build what the project makes' },
    { name: 'Member', description: 'Work in the project' },
    { name: 'Viewers', description: 'Read the project' },
    { name: 'Service Desk Team', description: 'Answer customers' },
    {
      name: ADDONS_ROLE_NAME,
      description: 'A project role that represents Connect and Forge apps',
    },
  ],
  schemes: seedSchemes,
  workflows: [
    {
      name: 'Software workflow',
      statuses: [
        { name: 'To Do', category: 'new' },
        { name: 'In Progress', category: 'indeterminate' },
        { name: 'In Review', category: 'indeterminate' },
        { name: 'Done', category: 'done' },
      ],
      transitions: [
        { id: '11', name: 'To Do', to: 'To Do' },
        { id: '21', name: 'In Progress', to: 'In Progress' },
        { id: '31', name: 'In Review', to: 'In Review' },
        { id: '41', name: 'Done', to: 'Done' },
      ],
    },
    {
      name: 'Operations workflow',
      statuses: [
        { name: 'Open', category: 'new' },
        { name: 'Working', category: 'indeterminate' },
        { name: 'Closed', category: 'done' },
      ],
      transitions: [
        { id: '4', name: 'Start work', from: ['Open'], to: 'Working' },
        {
          id: '2',
          name: 'Close',
          from: ['Open', 'Working'],
          to: 'Closed',
          screen: ['resolution'],
          required: ['resolution'],
        },
        {
          id: '3',
          name: 'Reopen',
          from: ['Closed'],
          to: 'Open',
          onlyWith: 'ADMINISTER_PROJECTS',
        },
      ],
    },
  ],
  projects: seedProjects,
  fields: [
    { name: 'Story Points', type: 'float', description: 'Relative size' },
    { name: 'Office', type: 'select', options: ['Amsterdam', 'Lisbon', 'Prague'] },
    { name: 'Old Estimate', type: 'float', description: 'Replaced by Story Points' },
    { name: 'Severity', type: 'select', options: ['1', '2', '3'] },
    { name: 'Severity', type: 'textfield', description: 'From the import of 2019' },
    { name: 'Invoice number', type: 'textfield', projects: ['PAY'] },
    { name: 'Region', type: 'select', projects: ['ABC', 'OPS'], options: ['Europe', 'Asia'] },
  ],
  boards: [
    {
      name: 'ABC board',
      project: 'ABC',
      sprints: [
        { name: 'ABC Sprint 13', state: 'closed', startDay: -28, goal: 'Search' },
        { name: 'ABC Sprint 14', state: 'active', startDay: -13, goal: 'Basket' },
        { name: 'ABC Sprint 15', state: 'future', goal: 'Checkout redesign' },
      ],
    },
    {
      name: 'OPS board',
      project: 'OPS',
      sprints: [{ name: 'OPS Sprint 3', state: 'active', startDay: -7 }],
    },
    { name: 'SUP queue', project: 'SUP', type: 'kanban' },
  ],
  issues: seedIssues,
  components: seedComponents,
  versions: seedVersions,
  notificationSchemes: seedNotificationSchemes,
  securitySchemes: seedSecuritySchemes,
  filters: seedFilters,
  dashboards: seedDashboards,
  fieldSetup: seedFieldSetup,
  workflowRules: seedWorkflowRules,
};
