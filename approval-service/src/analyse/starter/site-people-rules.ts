/** Starter rules: accounts of the whole site, groups, and customers of a service desk. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const GROUP = '(group {group}|{group} group)';
const PORTAL =
  '[the] [customer|support|service] (portal|desk|service desk|customer portal|support portal)';

/** Rules about accounts, groups and customers. */
export const SITE_PEOPLE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.account-delete',
    phrases: [
      '(delete|remove|close) [the] [jira|spam] (account|user|user account|spambot|spam bot) [of|called|named] {user:anyUser}',
    ],
    effect: {
      kind: 'propose',
      type: 'user.delete',
      args: { user: { from: 'user' } },
      needs: ['user'],
    },
    matches: [
      { text: 'Please delete the account of Greta Lind', actions: [{ user: 'Greta Lind' }] },
      { text: "Delete spambot 'crystalbet7'", actions: [{ user: 'crystalbet7' }] },
    ],
    misses: [
      'How do I delete my account?',
      'Remove the user Dana Weber from ABC',
      'The account of Greta Lind was deleted',
    ],
  },
  {
    ruleId: 'starter.group-add',
    phrases: [`add {users} to [the] [jira] ${GROUP}`],
    effect: {
      kind: 'propose',
      type: 'group.member.add',
      args: { user: { each: 'users' }, group: { from: 'group' } },
      needs: ['user', 'group'],
    },
    matches: [
      {
        text: 'Add Dana Weber to the group qa-leads',
        actions: [{ user: 'Dana Weber', group: 'qa-leads' }],
      },
    ],
    misses: ['Add Kevin to the `wiki-admins` group in LDAP', 'Who is in the group qa-leads?'],
  },
  {
    ruleId: 'starter.group-remove',
    phrases: [`(remove|drop) {users} from [the] [jira] ${GROUP}`],
    effect: {
      kind: 'propose',
      type: 'group.member.remove',
      args: { user: { each: 'users' }, group: { from: 'group' } },
      needs: ['user', 'group'],
    },
    matches: [
      {
        text: 'Please remove Kim Park from the group qa-leads',
        actions: [{ user: 'Kim Park', group: 'qa-leads' }],
      },
    ],
    misses: ['Remove Kevin from the `wiki-admins` group in LDAP'],
  },
  {
    ruleId: 'starter.project-group-add',
    phrases: [
      `(add|give) [the] [whole|entire] ${GROUP} (to|access to) ${PROJECT} [as [a|an|the] {role:plainRole}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.member.add_group',
      args: { group: { from: 'group' }, project: { from: 'project' }, role: { from: 'role' } },
      needs: ['group', 'project'],
    },
    matches: [
      {
        text: 'Add the group qa-leads to project ABC as viewers',
        actions: [{ group: 'qa-leads', project: 'ABC', role: 'viewers' }],
      },
    ],
    misses: ['Add Dana to the group of ABC testers', 'Which groups are in ABC?'],
  },
  {
    ruleId: 'starter.customer-add',
    phrases: [`add [the] [customer|customers] {users} (to|in) ${PORTAL} [(of|for|in) ${PROJECT}]`],
    effect: {
      kind: 'propose',
      type: 'jsm.customer.add',
      args: { customers: { list: 'users' }, desk: { from: 'project' } },
      needs: ['customers', 'desk'],
      accepts: ['desk'],
    },
    matches: [
      {
        text: 'Add anna@acme.example to the customer portal of SUP',
        actions: [{ customers: ['anna@acme.example'], desk: 'SUP' }],
      },
    ],
    misses: ['Who can see the customer portal of SUP?', 'Add a button to the support portal'],
  },
];
