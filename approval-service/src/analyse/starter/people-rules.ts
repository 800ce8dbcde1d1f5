/** Starter rules: who is in a project. */
import { projectPhrase, type StarterRule, WHO } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const ROLE =
  '[(as|in role|in the role|with role|with the role|with the) [a|an|the] [role] {role} [role]]';
const PLAIN_ROLE = '{role:plainRole}';
const ADD = '(add|invite|include|onboard|put)';
const REMOVE = '(remove|drop|take|kick)';
const PROJECTS = '[the] [jira] projects {project:projectKeys}';
const PRONOUN =
  '(him|her|them|(this|these|that|the|below|following|mentioned|the below|the following|the mentioned|below mentioned|the below mentioned) (user|users|person|people|colleague|colleagues|member|members) [below|mentioned below|listed below])';
const ARGS = { project: { each: 'project' }, user: { each: 'users' }, role: { from: 'role' } };

/** Rules about members of projects. */
export const PEOPLE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.member-add',
    phrases: [
      `${ADD} ${WHO} {users} (to|into|in|on) ${PROJECT} ${ROLE}`,
      `${ADD} [the|our|my] [new] (user|users|colleague|colleagues|people|member|members) [:] {users:anyUsers} (to|into) ${PROJECT} ${ROLE}`,
      `${ADD} ${WHO} {users:anyUsers} (to|into) [the] [jira] project {project} ${ROLE}`,
      `${ADD} ${WHO} {users} as [a|an] ${PLAIN_ROLE} (to|in|of|on|into) ${PROJECT}`,
      `${ADD} ${WHO} {users} (to|into|in|on) ${PROJECTS} ${ROLE}`,
      `${ADD} ${PRONOUN} [back] [again] (to|into) ${PROJECT} ${ROLE}`,
      `${ADD} (people|users) (from|of|in) [the] list to ${PROJECT}`,
      `${ADD} [the] [following] [a|an|new|some|another|more|<number>] [new] (user|users|people|person|member|members|colleague|colleagues|team members) [to ${PROJECT}] [to [a|the|our|this] project] ${ROLE}`,
      `(give|grant) ${WHO} {users} [<role>] access (to|on) ${PROJECT} ${ROLE}`,
      `(give|grant) ${WHO} {users} [the] [project] ${PLAIN_ROLE} (role|access|rights|permission|permissions) (to|in|on|for|of) ${PROJECT}`,
      `(give|grant) [the] [project] ${PLAIN_ROLE} (role|access|rights|permission|permissions) (to|in|on|for|of) ${PROJECT} to {users}`,
      `make ${WHO} {users} [a|an|the] ${PLAIN_ROLE} (of|in|on|for) ${PROJECT}`,
      `get {users} (added to|into) ${PROJECT} ${ROLE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.member.add',
      args: ARGS,
      needs: ['user', 'project'],
      accepts: ['user', 'project', 'role'],
    },
    matches: [
      {
        text: 'please add Dana to project ABC',
        actions: [{ project: 'ABC', user: 'Dana' }],
      },
      {
        text: 'Hi team, could you please add Dana Weber (dana@corp.example) to the project OPS as a member? Thanks!',
        actions: [{ project: 'OPS', user: 'dana@corp.example', role: 'member' }],
      },
      {
        text: 'Add the new hires Ana, Bo and Chi to project OPS.',
        actions: [
          { project: 'OPS', user: 'Ana' },
          { project: 'OPS', user: 'Bo' },
          { project: 'OPS', user: 'Chi' },
        ],
      },
      {
        text: 'Please add Dana Weber <dana@corp.example> to ABC',
        actions: [{ project: 'ABC', user: 'dana@corp.example' }],
      },
      { text: 'Make me admin of PAY', actions: [{ project: 'PAY', user: 'me', role: 'admin' }] },
      {
        text: 'Please give Priya Nair access to the Marketing project, she joined today.',
        actions: [{ project: 'Marketing', user: 'Priya Nair' }],
      },
      {
        text: 'Could we get Jonas added to ABC as developer?',
        actions: [{ project: 'ABC', user: 'Jonas', role: 'developer' }],
      },
      {
        text: 'Add Dana to ABC and Jonas to XYZ',
        actions: [
          { project: 'ABC', user: 'Dana' },
          { project: 'XYZ', user: 'Jonas' },
        ],
      },
    ],
    misses: [
      'Add Kevin to the `wiki-admins` group in LDAP',
      'Do not add Dana to ABC',
      'How do I add Dana to project ABC?',
      'Add Dana to ABC once Finance agrees',
      'I added Dana to project ABC yesterday',
      'add user to repo acme / toolbox',
      'Add Dana to ABC until Friday',
      'Add Dana to ABC as lead',
      'Add Logging to API',
      'Add Dana to the ABC project on GitHub',
      'Add "Berlin" to the Office dropdown',
      'Watch list: add Kim to ABC-99',
      'If she asks, add Dana to ABC.',
    ],
  },
  {
    ruleId: 'starter.member-added',
    phrases: [
      `{users} [to be] added to ${PROJECT} ${ROLE}`,
      `[<role>] access (to|for) ${PROJECT} for {users} ${ROLE}`,
      `[<role>] access for {users} to ${PROJECT} ${ROLE}`,
      `[to get] [<role>] access to ${PROJECT} ${ROLE}`,
    ],
    onlyAfterRequest: true,
    effect: {
      kind: 'propose',
      type: 'project.member.add',
      args: ARGS,
      needs: ['user', 'project'],
      accepts: ['user', 'role'],
    },
    matches: [
      { text: 'We need Dana added to ABC', actions: [{ project: 'ABC', user: 'Dana' }] },
      {
        text: 'Requesting access to project ABC for Ben Carter',
        actions: [{ project: 'ABC', user: 'Ben Carter' }],
      },
    ],
    misses: ['Dana added to ABC', 'Requesting access to the VPN for Ben Carter'],
  },
  {
    ruleId: 'starter.member-needs-access',
    phrases: [
      `{users} (needs|need|requires|require) [to get] [<role>] access to ${PROJECT} ${ROLE}`,
      `{users} (needs|need) to be (added to|in) ${PROJECT} ${ROLE}`,
      `{users} should be (added to|in) ${PROJECT} ${ROLE}`,
      `(can|could|may) {users} (get|have|be given|be granted) [<role>] access to ${PROJECT} ${ROLE}`,
      `(can|could|may) {users} be added to ${PROJECT} ${ROLE}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.member.add',
      args: ARGS,
      needs: ['user', 'project'],
      accepts: ['role'],
      isHedged: true,
    },
    matches: [
      { text: 'Jonas needs access to project ABC', actions: [{ project: 'ABC', user: 'Jonas' }] },
    ],
    misses: ['Jonas needs access to the VPN', 'Jonas does not need access to project ABC'],
  },
  {
    ruleId: 'starter.member-remove',
    phrases: [
      `${REMOVE} ${WHO} {users} (from|off|out of) ${PROJECT}`,
      `${REMOVE} [the|our] (user|users|colleague|colleagues) {users:anyUsers} (from|off|out of) ${PROJECT}`,
      `${REMOVE} ${WHO} {users:anyUsers} from [the] [jira] project {project}`,
      `${REMOVE} ${WHO} {users} (from|off|out of) ${PROJECTS}`,
      `${REMOVE} ${PRONOUN} (from|off|out of) ${PROJECT}`,
      `${REMOVE} ${WHO} {users} from [the] [role] {role} [role] (in|of|on) ${PROJECT}`,
      `(revoke|remove|withdraw) [the] access of {users} (to|from|on) ${PROJECT}`,
      `(revoke|remove|withdraw) [the] access (to|from|on) ${PROJECT} (from|for|of) {users}`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.member.remove',
      args: ARGS,
      needs: ['user', 'project'],
      accepts: ['role'],
    },
    matches: [
      { text: 'Remove Jonas from ABC', actions: [{ project: 'ABC', user: 'Jonas' }] },
      {
        text: 'Remove Tom from project OPS, he has moved to another team.',
        actions: [{ project: 'OPS', user: 'Tom' }],
      },
    ],
    misses: [
      'Jonas was removed from ABC',
      'Please do not remove Jonas from ABC',
      'Remove Dana from the GitHub team of ABC',
    ],
  },
  {
    ruleId: 'starter.member-clear',
    phrases: [
      `(remove|drop|kick|clear|delete) (all [of] [the] [other] [existing] [users|members|people]|every [user|member]|everyone|everybody) (from|in|of|out of) ${PROJECT}`,
      `(empty|clear) ${PROJECT} of [all] (users|members|people)`,
    ],
    effect: {
      kind: 'propose',
      type: 'project.member.clear',
      args: { project: { from: 'project' } },
      needs: ['project'],
    },
    matches: [
      { text: 'Remove all users from project LEGACY', actions: [{ project: 'LEGACY' }] },
      {
        text: 'Kick everyone out of the SANDBOX project please',
        actions: [{ project: 'SANDBOX' }],
      },
    ],
    misses: ['Remove all users from the Jenkins server', 'Should we remove all users from LEGACY?'],
  },
];
