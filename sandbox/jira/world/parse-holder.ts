/** Holders of permissions and security levels, from the words of a description. */
import type { HolderWords } from './describe-world.ts';
import { BadChange, findGroup, findPerson, findRole } from './find-in-world.ts';
import type { Holder, World } from './world-types.ts';

const SINGLE_WORDS: Record<string, Holder> = {
  anyone: { type: 'anyone' },
  licensed: { type: 'applicationRole' },
  lead: { type: 'projectLead' },
  reporter: { type: 'reporter' },
  assignee: { type: 'assignee' },
  customers: { type: 'sd.customer.portal.only' },
};

/** A holder from its words (`role:Developers`, `group:approvers`, `user:ana@...`, `anyone`, `licensed` ...). */
export function parseHolder(world: World, words: HolderWords): Holder {
  const single = SINGLE_WORDS[words];
  if (single !== undefined) return { ...single };
  const colon = words.indexOf(':');
  const kind = words.slice(0, colon);
  const name = words.slice(colon + 1);
  if (kind === 'role') {
    const role = findRole(world, name);
    if (role !== undefined) return { type: 'projectRole', parameter: String(role.id) };
  }
  if (kind === 'group') {
    const group = findGroup(world, name);
    if (group !== undefined) return { type: 'group', parameter: group.id };
  }
  if (kind === 'user') return { type: 'user', parameter: findPerson(world, name).accountId };
  throw new BadChange(`"${words}" names no holder of a permission`);
}
