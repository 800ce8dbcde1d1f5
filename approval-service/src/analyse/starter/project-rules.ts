/** Starter rules: projects and their permission schemes. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const PROJECT_ARG = { project: { from: 'project' } };
const SCHEME =
  '(the|our|a) {scheme} [permission|permissions] scheme|{scheme} [permission|permissions] scheme|permission scheme {scheme}|{scheme}';

/** Rules about whole projects. */
export const PROJECT_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.project-delete',
    phrases: [
      `(delete|remove|trash|drop) [the|our|my] [old|unused|empty|obsolete|whole|entire] ${PROJECT} [altogether|completely|entirely|permanently|from jira]`,
      `have [the] [jira] project {project} (deleted|removed)`,
      '(delete|remove) (the|this|that|our|my|an) [old|unused|jira] project',
    ],
    effect: {
      kind: 'propose',
      type: 'project.delete',
      args: PROJECT_ARG,
      needs: ['project'],
      accepts: ['project'],
    },
    matches: [
      { text: 'delete project OLD', actions: [{ project: 'OLD' }] },
      { text: 'Delete Jira `VERTEST` project', actions: [{ project: 'VERTEST' }] },
      {
        text: 'I propose to delete the unused project SANDBOX.',
        actions: [{ project: 'SANDBOX' }],
      },
    ],
    misses: [
      'Do NOT delete project OLD yet',
      'Documentation: how do we delete a project in Jira?',
      'Once Legal agrees, delete project OLD',
      'We deleted project OLD last week',
      'Delete component Flash',
      'Delete the GitHub project OLD',
      'Bitte das Projekt OLD nicht löschen',
    ],
  },
  {
    ruleId: 'starter.project-archive',
    phrases: [
      `archive [the|our|my] [old|unused|empty|obsolete] ${PROJECT}`,
      'archive (the|this|that|our|my|an) [old|unused|jira] project',
    ],
    effect: {
      kind: 'propose',
      type: 'project.archive',
      args: PROJECT_ARG,
      needs: ['project'],
      accepts: ['project'],
    },
    matches: [
      { text: 'Could you archive the project MOBILE, please?', actions: [{ project: 'MOBILE' }] },
    ],
    misses: [
      'Please archive the `jira-plugin` component',
      'Archive Jira components',
      'Is project OLD archived?',
    ],
  },
  {
    ruleId: 'starter.permission-scheme-assign',
    phrases: [
      `(use|apply) (${SCHEME}) (for|in|on|to|with) ${PROJECT}`,
      `(assign|give) (${SCHEME}) to ${PROJECT}`,
      `(set|change|switch) [the] permission scheme (of|for|in|on) ${PROJECT} to (${SCHEME})`,
      `(set|switch|change|move) ${PROJECT} to (the {scheme} permission scheme|{scheme} permission scheme|permission scheme {scheme})`,
      `(change|switch|set|adjust|modify|update) [the] permission scheme (of|for|in|on) ${PROJECT} [<any>] [<any>] [<any>] [<any>] [<any>] [<any>] [<any>]`,
      `[the] permission scheme of ${PROJECT} (changed|switched|adjusted) [<any>] [<any>] [<any>] [<any>] [<any>] [<any>] [<any>]`,
      '(change|switch) [the|our] permission (scheme|schemes)',
    ],
    effect: {
      kind: 'propose',
      type: 'permission_scheme.assign',
      args: { project: { from: 'project' }, scheme: { from: 'scheme' } },
      needs: ['project', 'scheme'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Use the "Confidential" permission scheme for HR',
        actions: [{ project: 'HR', scheme: 'Confidential' }],
      },
      {
        text: 'Please set the permission scheme of project WEB to "Open to staff".',
        actions: [{ project: 'WEB', scheme: 'Open to staff' }],
      },
    ],
    misses: [
      'Which permission scheme does HR use?',
      'Set priority scheme "Ops" for OPS',
      'Use dark mode for HR',
    ],
  },
  {
    ruleId: 'starter.permission-grant-add',
    phrases: [
      `(grant|give|add) [the] {permission} (permission|right) to [the] {holder} (in|of|on) [the] {scheme} permission scheme`,
      `(grant|give|add) [the] {permission} (permission|right) to [the] {holder} in [the] permission scheme {scheme}`,
      `(grant|give|add) [the] {permission} (permission|right) to [the] {holder} (in|on|for) ${PROJECT}`,
      `(grant|give) [the] {holder} [the] {permission} (permission|right) (in|on|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'permission_scheme.grant.add',
      args: {
        project: { from: 'project' },
        scheme: { from: 'scheme' },
        permission: { from: 'permission' },
        holder: { from: 'holder' },
      },
      needs: ['permission', 'holder'],
    },
    matches: [
      {
        text: 'Please grant the browse projects permission to group auditors in project FIN.',
        actions: [{ project: 'FIN', permission: 'browse projects', holder: 'group auditors' }],
      },
    ],
    misses: ['Grant limited access to the build server to some security team folks'],
  },
  {
    ruleId: 'starter.permission-grant-remove',
    phrases: [
      `(remove|revoke|take away) [the] {permission} (permission|right) from [the] {holder} (in|of|on) [the] {scheme} permission scheme`,
      `(remove|revoke|take away) [the] {permission} (permission|right) from [the] {holder} in [the] permission scheme {scheme:quotedOnly}`,
      `(remove|revoke|take away) [the] {permission} (permission|right) from [the] {holder} (in|on|for|of) [the] [permission scheme of] ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'permission_scheme.grant.remove',
      args: {
        project: { from: 'project' },
        scheme: { from: 'scheme' },
        permission: { from: 'permission' },
        holder: { from: 'holder' },
      },
      needs: ['permission', 'holder'],
    },
    matches: [
      {
        text: 'Remove the "Create issues" permission from the role Member in the permission scheme of TEST',
        actions: [{ project: 'TEST', permission: 'Create issues', holder: 'role Member' }],
      },
    ],
    misses: ['Who took the browse permission from the role Member in TEST?'],
  },
];
