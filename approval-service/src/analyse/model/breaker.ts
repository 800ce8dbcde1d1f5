/**
 * Circuit breaker around the model: after several outages in a row nobody is asked for a while, then one ticket tries for
 * all. Kept in memory and on the service's own clock (ADR 0017): after a restart it is closed.
 */

/** Outages in a row that open it. */
const MOST_FAILURES = 5;
/** How long it stays open, milliseconds. */
const OPEN_MS = 30_000;

export interface Breaker {
  /** Undefined: go on. Else the moment until which nobody is asked, UTC milliseconds. */
  blockedUntilMs(nowMs: number): number | undefined;
  /** The model answered, whatever it said. */
  succeeded(): void;
  failed(nowMs: number): void;
}

/** Makes a closed breaker. */
export function createBreaker(): Breaker {
  let failures = 0;
  let openUntilMs = 0;
  return {
    blockedUntilMs: (nowMs) => {
      if (failures < MOST_FAILURES) return undefined;
      if (nowMs < openUntilMs) return openUntilMs;
      // Whoever comes first after the pause tries; the others wait for what he finds.
      openUntilMs = nowMs + OPEN_MS;
      return undefined;
    },
    succeeded: () => {
      failures = 0;
    },
    failed: (nowMs) => {
      failures += 1;
      openUntilMs = nowMs + OPEN_MS;
    },
  };
}
