/**
 * Where a role or a custom field is named as somebody: in permission, notification and issue security schemes. One look
 * through all of them, so that nothing that refuses or replaces a use forgets a kind of scheme.
 */
import type { World } from './world-types.ts';

/** What can be named as a holder or a recipient. */
export type Named = 'role' | 'field';

/** One place that names it. */
export interface Use {
  kind: 'permission scheme' | 'notification scheme' | 'issue security scheme';
  name: string;
  /** Names another one there instead; a second line of the same content is dropped. */
  replaceBy(id: string): void;
  /** Takes the line out. */
  remove(): void;
}

const HOLDERS: Record<Named, readonly string[]> = {
  role: ['projectRole'],
  field: ['userCustomField', 'groupCustomField'],
};
const RECIPIENTS: Record<Named, readonly string[]> = {
  role: ['ProjectRole'],
  field: ['UserCustomField', 'GroupCustomField'],
};

/** Every use of the role or field with this id. */
export function usesOf(world: World, named: Named, id: string): Use[] {
  return [
    ...Object.values(world.schemes).flatMap(({ name, grants }) =>
      linesOf(grants, {
        kind: 'permission scheme',
        name,
        isMeant: ({ holder }) => isHolder(named, id, holder),
        withId: (grant, parameter) => ({ ...grant, holder: { ...grant.holder, parameter } }),
      }),
    ),
    ...Object.values(world.notificationSchemes).flatMap(({ name, events }) =>
      Object.values(events).flatMap(({ notifications }) =>
        linesOf(notifications, {
          kind: 'notification scheme',
          name,
          isMeant: ({ type, ref }) => RECIPIENTS[named].includes(type) && ref === id,
          withId: (notification, ref) => ({ ...notification, ref }),
        }),
      ),
    ),
    ...Object.values(world.securitySchemes).flatMap(({ name, levels }) =>
      levels.flatMap(({ holders }) =>
        linesOf(holders, {
          kind: 'issue security scheme',
          name,
          isMeant: (holder) => isHolder(named, id, holder),
          withId: (holder, parameter) => ({ ...holder, parameter }),
        }),
      ),
    ),
  ];
}

const isHolder = (
  named: Named,
  id: string,
  { type, parameter }: { type: string; parameter?: string | undefined },
): boolean => HOLDERS[named].includes(type) && parameter === id;

interface Line<T> extends Pick<Use, 'kind' | 'name'> {
  isMeant(line: T): boolean;
  withId(line: T, id: string): T;
}

function linesOf<T extends { id: number }>(
  list: T[],
  { kind, name, isMeant, withId }: Line<T>,
): Use[] {
  const contentOf = (line: T): string => JSON.stringify({ ...line, id: 0 });
  return list.filter(isMeant).map((line) => {
    const remove = (): void => {
      const at = list.indexOf(line);
      if (at >= 0) list.splice(at, 1);
    };
    return {
      kind,
      name,
      remove,
      replaceBy(id) {
        const other = withId(line, id);
        const isThere = list.some((one) => one !== line && contentOf(one) === contentOf(other));
        if (isThere) remove();
        else list[list.indexOf(line)] = other;
      },
    };
  });
}
