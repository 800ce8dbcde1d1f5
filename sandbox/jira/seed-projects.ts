/**
 * The projects of the seeded site and who holds which role in them.
 */
import { supportDesk } from './seed-desks.ts';
import type { ProjectDescription } from './world/describe-world.ts';

const ADMINS = ['Ana Admin', 'Ben Carter'];

/** All projects; RND lies in the recycle bin. */
export const seedProjects: readonly ProjectDescription[] = [
  {
    key: 'HELP',
    name: 'Jira help desk',
    description: 'Ask for changes of Jira here',
    lead: 'Ana Admin',
    scheme: 'Help desk scheme',
    roles: { Administrators: ['Ana Admin'], Member: ['group:jira-software-users'] },
  },
  {
    key: 'ABC',
    name: 'ABC Shop',
    lead: 'Ben Carter',
    scheme: 'ABC scheme',
    roles: {
      Administrators: [...ADMINS, 'Dan Reporter'],
      Developers: ['Jonas Keller', 'Kim Park', 'Sol Rivera'],
      Member: ['Bea Novak'],
      Viewers: ['Tom Becker'],
    },
  },
  {
    key: 'OLD',
    name: 'Old Shop',
    description: 'Replaced by NEW',
    lead: 'Ben Carter',
    scheme: 'OLD scheme',
    roles: { Administrators: ADMINS, Member: ['Dan Reporter', 'Jonas Keller'] },
  },
  {
    key: 'NEW',
    name: 'New Shop',
    lead: 'Ben Carter',
    scheme: 'Software scheme',
    roles: { Administrators: ADMINS, Member: ['Dan Reporter', 'Jonas Keller', 'Kim Park'] },
  },
  {
    key: 'LEGACY',
    name: 'Legacy tools',
    lead: 'Ana Admin',
    scheme: 'Legacy scheme',
    roles: {
      Administrators: ADMINS,
      Developers: ['Jonas Keller', 'Kim Park'],
      Member: ['Dan Reporter', 'Sol Rivera', 'Tom Becker', 'group:qa-leads'],
      Viewers: ['Bea Novak'],
    },
  },
  {
    key: 'PAY',
    name: 'Payments',
    lead: 'Ines Duarte',
    scheme: 'Payments scheme',
    roles: {
      Administrators: ['Ana Admin', 'Ines Duarte'],
      Developers: ['Jonas Keller'],
      Viewers: ['Dan Reporter'],
    },
  },
  {
    key: 'OPS',
    name: 'Operations',
    lead: 'Ben Carter',
    scheme: 'Operations scheme',
    workflow: 'Operations workflow',
    roles: {
      Administrators: ADMINS,
      Member: ['Dan Reporter', 'Tom Becker', 'Sam Ortiz'],
      Viewers: ['Lena Fischer'],
    },
  },
  {
    key: 'SEC',
    name: 'Security',
    lead: 'Vic Stone',
    scheme: 'Security scheme',
    workflow: 'Operations workflow',
    roles: { Administrators: ['Vic Stone'] },
  },
  {
    key: 'HRCASES',
    name: 'HR cases',
    type: 'business',
    lead: 'Hanna Roth',
    scheme: 'HR cases scheme',
    workflow: 'Operations workflow',
    roles: { Administrators: ['Hanna Roth'] },
    securityLevels: { 'HR only': ['group:hr-team'] },
  },
  {
    key: 'HR',
    name: 'Human resources',
    type: 'business',
    lead: 'Hanna Roth',
    scheme: 'HR scheme',
    roles: { Administrators: ['Ana Admin', 'Hanna Roth'], Viewers: ['Dan Reporter'] },
  },
  {
    key: 'SUP',
    name: 'Customer support',
    type: 'service_desk',
    lead: 'Uma Patel',
    scheme: 'Support scheme',
    workflow: 'Operations workflow',
    roles: {
      Administrators: ['Ana Admin', 'Uma Patel'],
      'Service Desk Team': ['Uma Patel'],
      Member: ['Dan Reporter'],
    },
    desk: supportDesk,
  },
  {
    key: 'TEST',
    name: 'Test',
    lead: 'Ben Carter',
    scheme: 'Shared scheme',
    roles: { Administrators: ADMINS, Member: ['Dan Reporter'] },
  },
  {
    key: 'MAIN',
    name: 'Main product',
    lead: 'Ben Carter',
    scheme: 'Shared scheme',
    roles: {
      Administrators: ADMINS,
      Developers: ['Jonas Keller', 'Kim Park', 'Sol Rivera', 'Bea Novak'],
      Member: ['group:jira-software-users'],
    },
  },
  {
    key: 'WEB',
    name: 'Website',
    lead: 'Kim Park',
    scheme: 'Software scheme',
    roles: { Administrators: ['Ana Admin', 'Kim Park'], Member: ['Dan Reporter'] },
  },
  {
    key: 'FIN',
    name: 'Finance',
    type: 'business',
    lead: 'Ines Duarte',
    scheme: 'Finance scheme',
    roles: { Administrators: ['Ana Admin'], Member: ['Ines Duarte'] },
  },
  {
    key: 'ENG',
    name: 'Engineering',
    lead: 'Jonas Keller',
    scheme: 'Software scheme',
    roles: { Administrators: ['Ana Admin', 'Jonas Keller'], Member: ['group:jira-software-users'] },
  },
  {
    key: 'RND',
    name: 'Research',
    lead: 'Ana Admin',
    scheme: 'Software scheme',
    deleted: true,
    roles: { Administrators: ADMINS, Member: ['Dan Reporter'] },
  },
];
