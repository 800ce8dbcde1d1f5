/** A tenant's rules out of the store: read rule by rule, and compiled once per version. What cannot be read tightens. */
import type { Json, UserId } from '@kraken/shared';
import {
  type CompiledTenantRules,
  noTenantRules,
} from '../analyse/tenant-rules/compile-tenant-rules.ts';
import { readStoredRules, type StoredRules } from '../analyse/tenant-rules/stored-rules.ts';
import type { TenantTx } from '../ports.ts';

/** Rules as they stand in a version, in order. */
export interface RuleSet extends StoredRules {
  /** 0: the tenant has never had any. */
  version: number;
}

/** Reads stored rules; what a later release cannot read any more makes every action wait. */
export function parseStored(version: number, stored: Json): RuleSet {
  return { version, ...readStoredRules(version, stored) };
}

/** The present rules of a tenant. */
export async function currentRules(tx: TenantTx): Promise<RuleSet> {
  const current = await tx.playbook.current();
  return current === undefined
    ? { version: 0, rules: [], unreadable: new Map(), compiled: noTenantRules() }
    : parseStored(current.version, current.rules);
}

/** The rules of a set, compiled. */
export function compileStored({ compiled }: RuleSet): CompiledTenantRules {
  return compiled;
}

/** Tenants whose compiled rules are kept, and instructions of all of them together, some 80 MB. */
const MAX_KEPT = { tenants: 50, instructions: 2_000_000 };

/** Compiled rules of the tenants that were asked for last; a new version takes the place of the old one. */
export interface TenantRulesCache {
  /** The present rules of the transaction's tenant. */
  get(tx: TenantTx): Promise<CompiledTenantRules>;
}

/** Makes a cache for one process. What is not used for longest is dropped first. */
export function createTenantRulesCache(most = MAX_KEPT): TenantRulesCache {
  const kept = new Map<UserId, CompiledTenantRules>();
  const keep = (userId: UserId, rules: CompiledTenantRules) => {
    kept.delete(userId);
    kept.set(userId, rules);
    let instructions = 0;
    for (const one of kept.values()) instructions += one.instructions;
    for (const [oldest, dropped] of kept) {
      if (kept.size <= most.tenants && instructions <= most.instructions) return;
      kept.delete(oldest);
      instructions -= dropped.instructions;
    }
  };
  return {
    async get(tx) {
      const version = await tx.playbook.version();
      const known = kept.get(tx.userId);
      const isPresent = known?.version === version;
      const compiled = isPresent ? known : compileStored(await currentRules(tx));
      keep(tx.userId, compiled);
      return compiled;
    },
  };
}
