/** Works out the grants a scheme has after changes: holders and permissions found by name, nothing guessed. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import type { AccessChange } from '../look-up/count-access.ts';
import { findHolder, grantHolderWords, holderWords } from '../look-up/find-holder.ts';
import { findPermission, permissionName } from '../look-up/find-permission.ts';
import { isAppRole, type SiteRole } from '../look-up/find-role.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import type { Grant } from '../look-up/permission-scheme.ts';
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
  const changes: CopyChange[] = [];
  const people: PersonFact[] = [];
  let after: readonly Grant[] = before;
  for (const wish of wishes) {
    const step = yield* stepOf(wish, after, roles, context);
    if (!step.ok) return step;
    changes.push(...step.value.changes);
    people.push(...step.value.people);
    after = step.value.after;
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

type Step = Omit<ChangedGrants, 'permissions'>;

function* stepOf(
  wish: GrantWish,
  grants: readonly Grant[],
  roles: readonly SiteRole[],
  context: ResolveContext,
): Reading<Result<Step, Obstacle>> {
  const permission = findPermission(wish.permission);
  if (!permission.ok) return permission;
  const held = grants.filter((grant) => grant.permission === permission.value.key);
  if (wish.change === 'revoke' && meansAllHolders(wish.holder)) {
    return ok(
      without(
        held.filter((grant) => !isOfApps(grant, roles)),
        grants,
        roles,
      ),
    );
  }
  const holder = yield* findHolder(wish.holder, context);
  if (!holder.ok) return holder;
  const { type, value = '' } = holder.value.holder;
  const same = held.filter((grant) => grant.type === type && grant.value === value);
  if (wish.change === 'revoke') return ok(without(same, grants, roles));
  if (same.length > 0) return ok({ changes: [], after: [...grants], people: [] });
  const added = { permission: permission.value.key, type, value, label: '' };
  const named = {
    type,
    value: holder.value.holder.value ?? null,
    words: holderWords(holder.value.holder),
  };
  return ok({
    changes: [{ change: 'grant', permission: permission.value, holder: named }],
    after: [...grants, added],
    people: holder.value.person === undefined ? [] : [holder.value.person],
  });
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
