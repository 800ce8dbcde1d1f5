/** Starter rules: accounts of the whole site, groups, and what somebody may do. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const GROUP = '(group {group}|{group} group)';

/** Rules about accounts and groups. */
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
    ruleId: 'starter.project-group-remove',
    phrases: [`(remove|drop) [the] [whole|entire] ${GROUP} from ${PROJECT}`],
    effect: {
      kind: 'propose',
      type: 'project.member.remove_group',
      args: { group: { from: 'group' }, project: { from: 'project' } },
      needs: ['group', 'project'],
    },
    matches: [
      {
        text: 'Remove the group qa-leads from project ABC',
        actions: [{ group: 'qa-leads', project: 'ABC' }],
      },
    ],
    misses: ['Remove Dana from the group qa-leads', 'Was the group qa-leads removed from ABC?'],
  },
  {
    ruleId: 'starter.group-create',
    phrases: [
      '(create|add|make|set up) [me|us] [a|an|the] [new] [jira|user] group [called|named] {group}',
    ],
    effect: {
      kind: 'propose',
      type: 'group.create',
      args: { name: { from: 'group' } },
      needs: ['name'],
    },
    matches: [
      { text: 'Please create a group called "qa-guests"', actions: [{ name: 'qa-guests' }] },
    ],
    misses: ['Create a group chat for ABC', 'Create the group "qa-guests" in LDAP'],
  },
  {
    ruleId: 'starter.group-delete',
    phrases: ['(delete|remove) [the] [old|unused|obsolete] [jira|user] group {group}'],
    effect: {
      kind: 'propose',
      type: 'group.delete',
      args: { group: { from: 'group' } },
      needs: ['group'],
    },
    matches: [{ text: 'Delete the unused group qa-guests', actions: [{ group: 'qa-guests' }] }],
    misses: ['Remove the group qa-leads from project ABC', 'The group qa-guests was deleted'],
  },
  {
    ruleId: 'starter.user-invite',
    phrases: [
      'invite [the] [user|new user] {email:emailOnly} to (jira|our jira|the site|our site)',
      '(create|set up) [a|an] [new] jira account for {email:emailOnly}',
    ],
    effect: {
      kind: 'propose',
      type: 'user.invite',
      args: { email: { from: 'email' } },
      needs: ['email'],
    },
    matches: [
      { text: 'Please invite neo@corp.example to Jira', actions: [{ email: 'neo@corp.example' }] },
    ],
    misses: ['Invite neo@corp.example to the meeting', 'Did you invite neo@corp.example to Jira?'],
  },
  {
    ruleId: 'starter.user-offboard',
    phrases: [
      'offboard [the] [user|colleague] {user} [and (give|hand over|move) (his|her|their|all) [open] issues to {newOwner:user}]',
    ],
    effect: {
      kind: 'propose',
      type: 'user.offboard',
      args: { user: { from: 'user' }, newOwner: { from: 'newOwner' } },
      needs: ['user'],
    },
    matches: [
      {
        text: 'Offboard Sam Ortiz and hand over his open issues to Kim Park',
        actions: [{ user: 'Sam Ortiz', newOwner: 'Kim Park' }],
      },
    ],
    misses: ['Sam Ortiz was offboarded', 'Offboard Sam Ortiz next week'],
  },
  {
    ruleId: 'starter.access-report',
    phrases: [
      `what (can|may) {user} do in ${PROJECT}`,
      `(which|what) [kind of] (permissions|rights|access) (does|do) {user} have (in|on|to) ${PROJECT}`,
      `(list|show|show me|tell me|give me) [the|all] (permissions|rights|access) of {user} (in|on|to) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'user.access.report',
      args: { user: { from: 'user' }, project: { from: 'project' } },
      needs: ['user', 'project'],
    },
    matches: [
      {
        text: 'What can Dana Weber do in ABC?',
        actions: [{ user: 'Dana Weber', project: 'ABC' }],
      },
    ],
    misses: ['What can be done in ABC?', 'Give Dana Weber the rights of Kim Park in ABC'],
  },
  {
    ruleId: 'starter.members-report',
    phrases: [
      `who (has access to|is a member of|are the members of) ${PROJECT}`,
      `(list|show|show me|tell me) [all|the|all the] members of ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'user.access.report',
      args: { project: { from: 'project' } },
      needs: ['project'],
    },
    matches: [{ text: 'Who has access to project ABC?', actions: [{ project: 'ABC' }] }],
    misses: ['Who has access to the VPN?', 'Who is in the group qa-leads?'],
  },
];
