/** Permission schemes that name a role or a group. Jira has no look-up for it: every scheme is read with its grants. */
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import { valuesAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import { readOf } from '../operations.ts';
import { GRANT_FIELDS, grantsIn, isAdministrative } from './permission-scheme.ts';
import { type Pinned, pinItem } from './pin-reads.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** A scheme with a grant to the one looked for. */
export interface NamingScheme {
  id: string;
  name: string;
  /** It gives him an administrative permission. */
  isAdministrative: boolean;
}

/** Who may be named. */
type Holder = { type: 'projectRole' | 'group'; id: string };

const VALUES = 'permissionSchemes[].permissions[].holder.value';
/** The older field; some grants have only this one. */
const PARAMETERS = 'permissionSchemes[].permissions[].holder.parameter';

/** The schemes that name this role or group, and the fact that these are all; null where Jira does not show them. */
export function* schemesNaming(holder: Holder): Reading<Pinned<NamingScheme[]> | null> {
  const read = readOf('getAllPermissionSchemes', {
    query: [['expand', 'permissions']],
    pick: ['id', 'name', ...GRANT_FIELDS].map((field) => `permissionSchemes[].${field}`),
  });
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return null;
  const schemes = itemsAt(answer.body, 'permissionSchemes');
  return {
    found: schemes.flatMap((scheme) => namingIn(scheme, holder)),
    preconditions: listsNaming(answer, holder).map((list) =>
      pinItem('Permission schemes that name it', read, answer, { list, value: holder.id }),
    ),
  };
}

/** The field that leads to the holder, and the older one where a grant is known by that. */
function listsNaming({ body }: JiraReadResult, { id }: Holder): string[] {
  return valuesAt(body, PARAMETERS).includes(id) ? [VALUES, PARAMETERS] : [VALUES];
}

function namingIn(scheme: Json, { type, id }: Holder): NamingScheme[] {
  const grants = grantsIn(scheme).filter((grant) => grant.type === type && grant.value === id);
  if (grants.length === 0) return [];
  return [
    {
      id: idAt(scheme, 'id') ?? '',
      name: textAt(scheme, 'name') ?? '',
      isAdministrative: grants.some(({ permission }) => isAdministrative(permission)),
    },
  ];
}
