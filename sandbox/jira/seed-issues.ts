/**
 * The issues of the seeded site. ABC has twenty: sprint 13 is over, sprint 14 runs, the rest is backlog.
 */
import type { IssueDescription } from './world/describe-world.ts';

const SPRINT_13 = ['ABC Sprint 13'];
const SPRINT_14 = ['ABC Sprint 14'];
const DONE = { status: 'Done', resolution: 'Done' } as const;

const abc: readonly IssueDescription[] = [
  {
    key: 'ABC-1',
    summary: 'Search by article number',
    sprints: SPRINT_13,
    assignee: 'Jonas Keller',
    reporter: 'Ben Carter',
    ...DONE,
  },
  {
    key: 'ABC-2',
    summary: 'Search suggestions',
    sprints: SPRINT_13,
    assignee: 'Kim Park',
    reporter: 'Ben Carter',
    ...DONE,
  },
  {
    key: 'ABC-3',
    summary: 'Search is slow for long words',
    type: 'Bug',
    sprints: [...SPRINT_13, ...SPRINT_14],
    status: 'In Progress',
    assignee: 'Jonas Keller',
    reporter: 'Dan Reporter',
  },
  {
    key: 'ABC-4',
    summary: 'Basket keeps its content',
    sprints: SPRINT_14,
    status: 'In Progress',
    assignee: 'Kim Park',
    reporter: 'Ben Carter',
  },
  {
    key: 'ABC-5',
    summary: 'Basket shows delivery time',
    sprints: SPRINT_14,
    assignee: 'Sol Rivera',
    reporter: 'Ben Carter',
  },
  {
    key: 'ABC-6',
    summary: 'Voucher codes',
    sprints: SPRINT_14,
    status: 'In Review',
    assignee: 'Jonas Keller',
    reporter: 'Dan Reporter',
  },
  {
    key: 'ABC-7',
    summary: 'Price shown twice',
    type: 'Bug',
    sprints: SPRINT_14,
    status: 'In Review',
    assignee: 'Kim Park',
    reporter: 'Dan Reporter',
  },
  {
    key: 'ABC-8',
    summary: 'Basket on small screens',
    sprints: SPRINT_14,
    assignee: 'Sol Rivera',
    reporter: 'Ben Carter',
  },
  {
    key: 'ABC-9',
    summary: 'Remove article from basket',
    sprints: SPRINT_14,
    assignee: 'Bea Novak',
    reporter: 'Ben Carter',
    ...DONE,
  },
  { key: 'ABC-10', summary: 'Guest checkout', sprints: ['ABC Sprint 15'], reporter: 'Ben Carter' },
  {
    key: 'ABC-11',
    summary: 'Checkout in one step',
    sprints: ['ABC Sprint 15'],
    reporter: 'Ben Carter',
  },
  { key: 'ABC-12', summary: 'Pay by invoice', reporter: 'Dan Reporter' },
  { key: 'ABC-13', summary: 'Wish list', reporter: 'Dan Reporter' },
  { key: 'ABC-14', summary: 'Gift wrapping', reporter: 'Ben Carter' },
  { key: 'ABC-15', summary: 'Tell the customer when an order is late', reporter: 'Dan Reporter' },
  { key: 'ABC-16', summary: 'Rate an article', reporter: 'Ben Carter', labels: ['idea'] },
  { key: 'ABC-17', summary: 'Compare articles', reporter: 'Ben Carter', labels: ['idea'] },
  { key: 'ABC-18', summary: 'Broken link in the footer', type: 'Bug', reporter: 'Tom Becker' },
  { key: 'ABC-19', summary: 'Newsletter', reporter: 'Ben Carter', fields: { 'Old Estimate': '3' } },
  { key: 'ABC-20', summary: 'Accessibility review', reporter: 'Bea Novak' },
];

function plain(key: string, reporter: string, summaries: readonly string[]): IssueDescription[] {
  return summaries.map((summary, index) => ({ key: `${key}-${index + 1}`, summary, reporter }));
}

const ops: readonly IssueDescription[] = [
  ...plain('OPS', 'Tom Becker', [
    'Renew the certificate',
    'Disk of the build server is full',
    'Move the backup to another hour',
    'New laptop for Bea',
    'Monitor is flickering',
    'Update the wiki',
    'Rotate the log files',
    'Document the restore',
    'Old server to be switched off',
    'Firewall rule for the test system',
    'Mailbox for invoices',
    'Access card is lost',
    'Meeting room screen',
    'Time server differs',
  ]),
  {
    key: 'OPS-15',
    summary: 'Upgrade the database',
    reporter: 'Sam Ortiz',
    assignee: 'Sam Ortiz',
    sprints: ['OPS Sprint 3'],
    status: 'Working',
  },
  {
    key: 'OPS-16',
    summary: 'Test the restore',
    reporter: 'Dan Reporter',
    sprints: ['OPS Sprint 3'],
  },
];

/** All issues, oldest first. */
export const seedIssues: readonly IssueDescription[] = [
  ...abc,
  ...plain('OLD', 'Jonas Keller', [
    'Old start page',
    'Old basket',
    'Old newsletter',
    'Old search',
    'Old imprint',
  ]),
  {
    key: 'OLD-6',
    summary: 'Keep until the audit is over',
    reporter: 'Ben Carter',
    assignee: 'Jonas Keller',
  },
  ...plain('NEW', 'Dan Reporter', ['New start page', 'New basket']),
  ...plain('LEGACY', 'Sol Rivera', [
    'Report of 2018',
    'Import tool',
    'Export tool',
    'Label printer',
  ]),
  ...plain('PAY', 'Ines Duarte', ['Refunds', 'Chargebacks', 'Monthly closing']),
  ...ops,
  ...plain('SEC', 'Vic Stone', ['Pentest of the shop', 'Key ceremony']),
  { key: 'HRCASES-1', summary: 'Case of spring', reporter: 'Hanna Roth', security: 'HR only' },
  ...plain('HR', 'Hanna Roth', ['Holiday calendar', 'Onboarding list']),
  {
    key: 'SUP-1',
    summary: 'Parcel has not arrived',
    description: 'I ordered two weeks ago.',
    reporter: 'Anna Acme',
    comments: [
      { author: 'Uma Patel', body: 'We are asking the carrier.' },
      { author: 'Uma Patel', body: 'Carrier has lost it; refund from 40 euro on.', internal: true },
    ],
  },
  { key: 'SUP-2', summary: 'Wrong invoice address', reporter: 'Anna Acme' },
  ...plain('TEST', 'Dan Reporter', ['Message of the bot', 'Second message of the bot']),
  ...plain('MAIN', 'Kim Park', ['Release 4', 'Release 5', 'Crash at start']),
  ...plain('WEB', 'Kim Park', ['Imprint', 'Blog', 'Jobs page']),
  { key: 'HELP-1', summary: 'How do I change my avatar?', reporter: 'Tom Becker', ...DONE },
];
