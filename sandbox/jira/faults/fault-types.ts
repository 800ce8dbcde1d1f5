/**
 * The ways in which the stand-in can misbehave, and how a test orders them.
 */

/**
 * Kinds of misbehaviour. `429` picks one of the reasons; `-before` means without effect, `-after-effect`
 * with it. `free-plan`, `stale-read` and `bulk-partial` only touch requests they can apply to.
 */
export const FAULT_KINDS = [
  '429',
  '429-quota-global',
  '429-quota-tenant',
  '429-burst',
  '429-per-issue',
  '429-unknown-reason',
  '429-no-retry-after',
  '500-before',
  '502-before',
  '503-before',
  '504-before',
  'cut-before',
  '502-after-effect',
  'cut-after-effect',
  'hang-after-effect',
  'slow',
  'html-200',
  'stale-read',
  'free-plan',
  'scope-lost',
  'right-lost',
  'bulk-partial',
] as const;

/** One kind of misbehaviour. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which requests a scripted fault waits for. A `path` string must be part of the path with its query. */
export interface FaultMatch {
  method?: string | undefined;
  path?: RegExp | string | undefined;
  operationId?: string | undefined;
}

/** One line of an exact script; `times` defaults to 1, `Infinity` means until replaced. */
export interface ScriptedFault {
  match: FaultMatch;
  fault: FaultKind;
  times?: number | undefined;
}

/** What to do to which requests. Scripts come first; `rate` (0 to 1) is drawn for the others. */
export interface FaultSettings {
  rate?: number | undefined;
  kinds?: readonly FaultKind[] | undefined;
  seed?: number | undefined;
  script?: readonly ScriptedFault[] | undefined;
  only?: 'reads' | 'writes' | undefined;
}

/** The connection broke before an answer arrived; what `handle` rejects with. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
  /** What `fetch` users look at. */
  readonly code = 'ECONNRESET';
  constructor() {
    super('the connection was cut before an answer arrived');
  }
}
