/**
 * Decides per request whether and how the stand-in misbehaves. The same seed and the same requests give
 * the same faults: one draw per request decides, a second one picks the kind.
 */
import { seededRandom } from '../world/make-ids.ts';
import { FAULT_KINDS, type FaultKind, type FaultMatch, type FaultSettings } from './fault-types.ts';

/** What a fault can be chosen by. */
export interface FaultTarget {
  method: string;
  path: string;
  operationId: string | undefined;
  isWrite: boolean;
}

/** Draws faults; `next` is called exactly once per request. */
export interface FaultSource {
  next(target: FaultTarget): FaultKind | undefined;
  /** Whether a stale read can ever be asked for, so that old states need keeping. */
  readonly needsHistory: boolean;
}

/** A source of faults for these settings. */
export function faultSource(settings: FaultSettings, defaultSeed: number): FaultSource {
  const random = seededRandom(settings.seed ?? defaultSeed);
  const rate = settings.rate ?? 0;
  const kinds = settings.kinds ?? FAULT_KINDS;
  const script = (settings.script ?? []).map((line) => ({ ...line, left: line.times ?? 1 }));
  return {
    needsHistory:
      (rate > 0 && kinds.includes('stale-read')) ||
      script.some((line) => line.fault === 'stale-read'),
    next(target) {
      const roll = random();
      const pick = random();
      const line = script.find(
        (candidate) => candidate.left > 0 && matches(candidate.match, target),
      );
      if (line !== undefined) {
        line.left -= 1;
        return line.fault;
      }
      if (roll >= rate || !concerns(settings.only, target)) return undefined;
      const fitting = kinds.filter((kind) => canApply(kind, target));
      return fitting[Math.floor(pick * fitting.length)];
    },
  };
}

function matches(match: FaultMatch, target: FaultTarget): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false;
  if (match.operationId !== undefined && match.operationId !== target.operationId) return false;
  if (match.path === undefined) return true;
  if (typeof match.path === 'string') return target.path.includes(match.path);
  return new RegExp(match.path.source, match.path.flags.replace(/[gy]/g, '')).test(target.path);
}

function concerns(only: FaultSettings['only'], target: FaultTarget): boolean {
  if (only === undefined) return true;
  return only === 'writes' ? target.isWrite : !target.isWrite;
}

const ROLE_WRITES = new Set(['addActorUsers', 'setActors', 'deleteActor']);

/** What becomes a long task that may end badly. */
const TASKS = new Set([
  'submitBulkTransition',
  'switchWorkflowSchemeForProject',
  'associateSchemesToProjects',
  'updatePriorityScheme',
  'deleteCustomField',
  'replaceCustomFieldOption',
]);

function canApply(kind: FaultKind, target: FaultTarget): boolean {
  if (kind === 'stale-read') return !target.isWrite;
  if (kind === 'free-plan') return ROLE_WRITES.has(target.operationId ?? '');
  if (kind === 'bulk-partial') return TASKS.has(target.operationId ?? '');
  return true;
}
