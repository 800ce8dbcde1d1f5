/** With whom filters and dashboards are shared, out of Jira's answers. */
import type { Json } from '../../json.ts';
import { named, quoted } from '../sentence-words.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';

/** With whom a filter or dashboard is shared. `ref` is the project's key, the group's id or the account id. */
export type Share = { id: string; type: string; ref: string; name: string };

const NUMBER = /^\d{1,18}$/;

/** What a share permission shows. */
export const SHARE_FIELDS = [
  'id',
  'type',
  'project.id',
  'project.key',
  'role.name',
  'group.groupId',
  'group.name',
  'user.accountId',
  'user.displayName',
].map((field) => `sharePermissions[].${field}`);

/** The share permissions of a filter or dashboard. */
export function sharesIn(item: Json): Share[] {
  return itemsAt(item, 'sharePermissions').flatMap((share): Share[] => {
    const id = idAt(share, 'id');
    return id === undefined ? [] : [{ id, ...audienceOf(share) }];
  });
}

function audienceOf(share: Json): Omit<Share, 'id'> {
  const text = (path: string): string => textAt(share, path) ?? '';
  const type = text('type');
  const key = text('project.key');
  switch (type) {
    case 'project':
      return { type, ref: key, name: `project ${key}` };
    case 'group':
      return { type, ref: text('group.groupId'), name: `group ${quoted(text('group.name'))}` };
    case 'user':
      return { type, ref: text('user.accountId'), name: text('user.displayName') };
    case 'global':
      return { type, ref: '', name: 'anyone on the web' };
    case 'loggedin':
    case 'authenticated':
      return { type: 'authenticated', ref: '', name: 'everybody who is signed in' };
    default:
      return { type, ref: key, name: `${text('role.name') || type} of ${key}` };
  }
}

/** The names of those a filter or dashboard is shared with, or `nobody`. */
export function audienceWords(shares: ReadonlyArray<{ name: string }>): string {
  return shares.length === 0 ? 'nobody' : named(shares);
}

/** Ids of the projects a filter is shared with, out of the answer of its read. */
export function sharedProjectIds(item: Json): string[] {
  return itemsAt(item, 'sharePermissions').flatMap((share) => {
    const id = textAt(share, 'type') === 'project' ? idAt(share, 'project.id') : undefined;
    return id === undefined || !NUMBER.test(id) ? [] : [id];
  });
}
