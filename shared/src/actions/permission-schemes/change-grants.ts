/** Works out the grants a scheme has after changes: holders and permissions found by name, nothing guessed. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import type { AccessChange } from '../look-up/count-access.ts';
import {
  type FoundHolder,
  findHolder,
  grantHolderWords,
  holderWords,
} from '../look-up/find-holder.ts';
import { findPermission, type Permission, permissionName } from '../look-up/find-permission.ts';
import { isAppRole, type SiteRole } from '../look-up/find-role.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import type { Grant } from '../look-up/permission-scheme.ts';
import { readTogether } from '../look-up/read-together.ts';
import type { CopyChange } from './sentences.ts';

/** A change as asked: words only. */
export type GrantWish = { change: 'grant' | 'revoke'; permission: string; holder: string };

/** What the changes come to; changes that are so already are left out. */
export interface ChangedGrants {
  changes: CopyChange[];
  after: Grant[];
  /** Per permission that changes: holders before and after. */
  permissions: AccessChange[];
  people: PersonFact[];
}

/** Words that mean every holder but apps. */
const ALL = new Set(['all', 'all holders', 'everybody who holds it', 'everyone who has it']);

/** True for words that mean every holder of a permission, but apps. */
export function meansAllHolders(words: string): boolean {
  return ALL.has(foldName(bareWords(words)));
}

/** Applies the wishes one after another. */
export function* changeGrants(
  wishes: readonly GrantWish[],
  before: readonly Grant[],
  roles: readonly SiteRole[],
  context: ResolveContext,
): Reading<Result<ChangedGrants, Obstacle>> {
  const understood = yield* readTogether(...wishes.map((wish) => understand(wish, context)));
  const changes: CopyChange[] = [];
  const people: PersonFact[] = [];
  let after: readonly Grant[] = before;
  for (const one of understood) {
    if (!one.ok) return one;
    const step = stepOf(one.value, after, roles);
    changes.push(...step.changes);
    people.push(...step.people);
    after = step.after;
  }
  const keys = [...new Set(changes.map(({ permission }) => permission.key))];
  const end = [...after];
  const permissions = keys.map((permission) => ({
    permission,
    before: before.filter((grant) => grant.permission === permission),
    after: end.filter((grant) => grant.permission === permission),
  }));
  return ok({ changes, after: end, permissions, people });
}

/** A wish whose names are found; `holder` is undefined where it means every holder. */
interface Understood {
  change: GrantWish['change'];
  permission: Permission;
  holder: FoundHolder | undefined;
}

function* understand(
  wish: GrantWish,
  context: ResolveContext,
): Reading<Result<Understood, Obstacle>> {
  const permission = findPermission(wish.permission);
  if (!permission.ok) return permission;
  const named = { change: wish.change, permission: permission.value };
  if (wish.change === 'revoke' && meansAllHolders(wish.holder)) {
    return ok({ ...named, holder: undefined });
  }
  const holder = yield* findHolder(wish.holder, context);
  return holder.ok ? ok({ ...named, holder: holder.value }) : holder;
}

type Step = Omit<ChangedGrants, 'permissions'>;

function stepOf(
  { change, permission, holder }: Understood,
  grants: readonly Grant[],
  roles: readonly SiteRole[],
): Step {
  const held = grants.filter((grant) => grant.permission === permission.key);
  if (holder === undefined) {
    return without(
      held.filter((grant) => !isOfApps(grant, roles)),
      grants,
      roles,
    );
  }
  const { type, value = '' } = holder.holder;
  const same = held.filter((grant) => grant.type === type && grant.value === value);
  if (change === 'revoke') return without(same, grants, roles);
  if (same.length > 0) return { changes: [], after: [...grants], people: [] };
  const named = { type, value: holder.holder.value ?? null, words: holderWords(holder.holder) };
  return {
    changes: [{ change: 'grant', permission, holder: named }],
    after: [...grants, { permission: permission.key, type, value, label: '' }],
    people: holder.person === undefined ? [] : [holder.person],
  };
}

const isOfApps = ({ type, value }: Grant, roles: readonly SiteRole[]): boolean =>
  type === 'projectRole' && roles.some((role) => role.id === value && isAppRole(role));

function without(
  gone: readonly Grant[],
  grants: readonly Grant[],
  roles: readonly SiteRole[],
): Step {
  const names = new Map(roles.map(({ id, name }) => [id, name]));
  return {
    changes: gone.map((grant) => ({
      change: 'revoke',
      permission: { key: grant.permission, name: permissionName(grant.permission) },
      holder: {
        type: grant.type,
        value: grant.value === '' ? null : grant.value,
        words: grantHolderWords(grant, names),
      },
    })),
    after: grants.filter((grant) => !gone.includes(grant)),
    people: [],
  };
}
