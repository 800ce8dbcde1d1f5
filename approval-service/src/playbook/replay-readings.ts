/**
 * What a ticket of the log becomes under a set of rules, as far as that is known: what the rules decide, else what they
 * and the next analyst read. Where a model would read and nothing stored tells what it would say, the reading is open and
 * can be anything. Pure.
 */
import { type Analysis, voiceOf } from '@kraken/shared';
import { analyseByPlaybook } from '../analyse/analyse-by-playbook.ts';
import { decides } from '../analyse/analyse-ticket.ts';
import { STARTER_PLAYBOOK } from '../analyse/starter-playbook.ts';
import {
  applyTenantPlaybook,
  type TenantAddition,
  withTenantPlaybook,
} from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import type { CompiledTenantRules } from '../analyse/tenant-rules/compile-tenant-rules.ts';
import { factsOf } from '../analyse/tenant-rules/ticket-facts.ts';
import type { ActionRow, DecisionRow, DeliveryRow } from '../ports.ts';

/** A decision as it stands in the store. */
export interface StoredDecision {
  decision: DecisionRow;
  delivery: DeliveryRow;
  rows: readonly ActionRow[];
}

/** Who reads where the rules do not decide, without the tenant's part. */
export interface NextReading {
  /** What is read where no rule proposes: the embedded rules where they understand all of it, else the next analyst. */
  unaided: Analysis;
  /** False where a model would be asked and nothing stored tells what it would say; `unaided` is then a guess. */
  isUnaidedKnown: boolean;
  /** What is said to a rule's partial reading; undefined where nothing stored tells. */
  asked: Analysis | undefined;
}

/** A ticket under one set of rules. */
export interface Readings {
  /** What the rules decide, or what they and the embedded rules read. */
  byRules: Analysis;
  /** What the rules decide, or what the next analyst reads. */
  byNext: Analysis;
  /** A model would read and nothing tells what it would say: `byRules` and `byNext` are only two of its answers. */
  isOpen: boolean;
  /** What the rules add to any answer. */
  addition: TenantAddition;
}

/** True when an analysis was made by the tenant's own rules and not by who reads after them. */
function isOfTenant({ analyst, playbook }: Analysis): boolean {
  const own = new Set(playbook?.ruleIds);
  return analyst.kind === 'playbook' && analyst.ruleIds.some((id) => own.has(id));
}

function withoutTenant(analysis: Analysis): Analysis {
  const own = new Set(analysis.playbook?.sentences);
  const plain = { ...analysis, playbook: undefined };
  if (plain.outcome !== 'plan') return plain;
  return { ...plain, tightens: plain.tightens?.filter(({ sentence }) => !own.has(sentence)) };
}

function byStarter({ snapshot, routing }: DeliveryRow['body']): Analysis {
  return analyseByPlaybook({
    snapshot,
    voiceOf: (source) => voiceOf(source, routing),
    rules: STARTER_PLAYBOOK,
  });
}

/**
 * Who reads a ticket next, and what he says: what is stored stands for it. The tenant's own reading, a failed one and
 * none at all tell nothing of him.
 */
export function nextReading({ decision, delivery }: StoredDecision): NextReading {
  const { analysis: stored } = decision;
  if (stored === null || stored.outcome === 'failed' || isOfTenant(stored)) {
    const starter = byStarter(delivery.body);
    return { unaided: starter, isUnaidedKnown: decides(starter), asked: undefined };
  }
  const analysis = withoutTenant(stored);
  if (stored.analyst.kind === 'playbook') {
    const isUnasked = stored.analyst.asked === undefined && decides(analysis);
    return { unaided: analysis, isUnaidedKnown: true, asked: isUnasked ? undefined : analysis };
  }
  const starter = byStarter(delivery.body);
  const unaided = decides(starter) ? starter : analysis;
  return { unaided, isUnaidedKnown: true, asked: analysis };
}

/** Reads a ticket under a set. */
export function readUnder(
  rules: CompiledTenantRules,
  { delivery }: StoredDecision,
  next: NextReading,
): Readings {
  const { snapshot, routing } = delivery.body;
  const addition = applyTenantPlaybook({
    rules,
    snapshot,
    voiceOf: (source) => voiceOf(source, routing),
    facts: factsOf(routing),
  });
  const { decided, reading } = addition;
  if (decided !== undefined) return { byRules: decided, byNext: decided, isOpen: false, addition };
  if (reading === undefined) {
    const unaided = withTenantPlaybook(next.unaided, addition);
    return { byRules: unaided, byNext: unaided, isOpen: !next.isUnaidedKnown, addition };
  }
  const byNext = withTenantPlaybook(next.asked ?? next.unaided, addition);
  return { byRules: reading, byNext, isOpen: next.asked === undefined, addition };
}
