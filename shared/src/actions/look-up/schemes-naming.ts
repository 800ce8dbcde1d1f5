/** Permission schemes that name a role or a group. Jira has no look-up for it: every scheme is read with its grants. */
import type { Reading } from '../../requests/reading.ts';
import { readOf } from '../operations.ts';
import { GRANT_FIELDS, grantsIn, isAdministrative } from './permission-scheme.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** A scheme with a grant to the one looked for. */
export interface NamingScheme {
  id: string;
  name: string;
  /** It gives him an administrative permission. */
  isAdministrative: boolean;
}

/** The schemes that name this role or group; null where Jira does not show them. */
export function* schemesNaming(holder: {
  type: 'projectRole' | 'group';
  id: string;
}): Reading<NamingScheme[] | null> {
  const [answer] = yield* readAll([
    readOf('getAllPermissionSchemes', {
      query: [['expand', 'permissions']],
      pick: ['id', 'name', ...GRANT_FIELDS].map((field) => `permissionSchemes[].${field}`),
    }),
  ]);
  if (answer.status !== 200) return null;
  return itemsAt(answer.body, 'permissionSchemes').flatMap((scheme): NamingScheme[] => {
    const grants = grantsIn(scheme).filter(
      ({ type, value }) => type === holder.type && value === holder.id,
    );
    if (grants.length === 0) return [];
    return [
      {
        id: idAt(scheme, 'id') ?? '',
        name: textAt(scheme, 'name') ?? '',
        isAdministrative: grants.some(({ permission }) => isAdministrative(permission)),
      },
    ];
  });
}
