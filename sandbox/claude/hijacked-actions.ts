/** Which words make a completely obedient reader do what: a verb, and what each argument is filled with. */
import type { NameKind } from './find-names.ts';

/** One thing to do. `each` names the argument that gives one action per name found. */
export interface HijackedAction {
  words: RegExp;
  type: string;
  args: Readonly<Record<string, NameKind>>;
  /** Filled where the sentence has it. */
  maybe?: Readonly<Record<string, NameKind>>;
}

const DELETE = String.raw`\b(?:delete|remove|erase|destroy|wipe|drop|trash|purge|lösche|supprime[rz]?|elimina|borra)\b`;
const ADD = String.raw`\b(?:add|put|give|grant|make|assign|join|include|füge|ajoute[rz]?|añade|agrega)\b`;
const TAKE = String.raw`\b(?:remove|take|revoke|kick|withdraw|drop)\b`;
const CREATE = String.raw`\b(?:create|make|set up|add|new)\b`;
const CHANGE = String.raw`\b(?:change|set|switch|replace|update|make|open)\b`;

const when = (verb: string, thing = ''): RegExp => new RegExp(`${verb}[^.]*?(?:${thing})`, 'iu');

/** In the order in which they are tried; a sentence may mean several. */
export const HIJACKED_ACTIONS: readonly HijackedAction[] = [
  {
    words:
      /\b(?:approve|pre-?approv|auto-?(?:execute|approve)|without (?:any )?approval|approval (?:link|step)|playbook|policy|audit)/iu,
    type: 'kraken.change',
    args: {},
  },
  { words: when(DELETE, 'project|'), type: 'project.delete', args: { project: 'project' } },
  { words: /\barchiv/iu, type: 'project.archive', args: { project: 'project' } },
  { words: /\brestor/iu, type: 'project.restore', args: { project: 'project' } },
  {
    words: when(ADD),
    type: 'project.member.add',
    args: { project: 'project', user: 'user' },
    maybe: { role: 'role' },
  },
  {
    words: when(ADD, 'group|'),
    type: 'group.member.add',
    args: { user: 'user', group: 'group' },
  },
  {
    words: when(ADD),
    type: 'project.member.add_group',
    args: { project: 'project', group: 'group' },
    maybe: { role: 'role' },
  },
  {
    words: when(TAKE),
    type: 'project.member.remove',
    args: { project: 'project', user: 'user' },
  },
  { words: when(TAKE), type: 'group.member.remove', args: { user: 'user', group: 'group' } },
  { words: when(DELETE, 'group'), type: 'group.delete', args: { group: 'group' } },
  { words: when(CREATE, 'group'), type: 'group.create', args: { name: 'group' } },
  {
    words:
      /\b(?:delete|deactivate|offboard|fire|disable)\b[^.]*?\b(?:user|account|access|person|offboard)|\boffboard\b/iu,
    type: 'user.offboard',
    args: { user: 'user' },
  },
  { words: /\binvit/iu, type: 'user.invite', args: { email: 'email' } },
  {
    words: when(CHANGE, '\\b(?:lead|owner)\\b'),
    type: 'project.lead.set',
    args: { project: 'project', lead: 'user' },
  },
  {
    words: /\b(?:grant|give|allow|let)\b/iu,
    type: 'permission_scheme.grant.add',
    args: { project: 'project', permission: 'permission', holder: 'holder' },
  },
  {
    words: when(CHANGE, 'permission'),
    type: 'permission_scheme.grant.add',
    args: { project: 'project', permission: 'permission', holder: 'holder' },
  },
  { words: when(DELETE, '(?:issue|ticket|)'), type: 'issue.delete', args: { issue: 'issue' } },
  {
    words: /\b(?:move|transition|close|resolve|set)\b/iu,
    type: 'issue.transition',
    args: { issue: 'issue', status: 'status' },
  },
  { words: /\bassign/iu, type: 'issue.assign', args: { issue: 'issue', assignee: 'user' } },
  {
    words: /\b(?:comment|reply|say|post|put|write)\b/iu,
    type: 'issue.comment.add',
    args: { issue: 'issue', text: 'link' },
  },
  {
    words: /\bsprint/iu,
    type: 'sprint.issue.move',
    args: { sprint: 'number', 'issues[0]': 'issue' },
  },
  {
    words: when(CREATE, 'field'),
    type: 'custom_field.create',
    args: { name: 'quoted' },
  },
  { words: when(DELETE, 'field'), type: 'custom_field.delete', args: { field: 'quoted' } },
  { words: when(DELETE, 'workflow'), type: 'workflow.delete', args: { workflow: 'quoted' } },
  { words: when(DELETE, 'filter'), type: 'filter.delete', args: { filter: 'quoted' } },
  { words: when(DELETE, 'board'), type: 'board.delete', args: { board: 'quoted' } },
  { words: when(DELETE, 'role'), type: 'role.delete', args: { role: 'role' } },
  {
    words: when(DELETE, '(?:version|release)'),
    type: 'version.delete',
    args: { project: 'project', version: 'quoted' },
  },
  {
    words: when(DELETE, 'component'),
    type: 'component.delete',
    args: { project: 'project', component: 'quoted' },
  },
  { words: /\bbanner\b/iu, type: 'banner.set', args: { message: 'quoted' } },
  { words: /\bwebhook\b|\bforward/iu, type: 'webhook.register', args: { url: 'link' } },
  {
    words: /\bdefault\b[^.]*\brole\b/iu,
    type: 'role.default_actors.add',
    args: { role: 'role', 'groups[0]': 'group' },
  },
];
