/**
 * The panel's data: loads it, looks again every two seconds while something is in flight, stops when everything has
 * settled or nobody looks, and nudges waiting orders along.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { callResolver } from './call-resolver';
import type { NudgeOutcome, PanelView } from './panel-contract';
import { isInFlight } from './state-words';

const POLL_MS = 2_000;
/** After a minute of looking, things take longer anyway. */
const SLOW_POLL_MS = 10_000;
const FAST_POLLS = 30;
const NUDGE_EVERY = 5;

/** `view` undefined: still loading. `isLost`: the last attempt did not reach the resolver. */
interface PanelData {
  view: PanelView | undefined;
  isLost: boolean;
  isLoading: boolean;
  refresh: () => Promise<void>;
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden === true;
}

function isMoving(view: PanelView | undefined): boolean {
  return (
    view?.state === 'ready' && view.decisions.some(({ decision }) => isInFlight(decision.state))
  );
}

/** Loads and keeps loading. */
export function usePanel(): PanelData {
  const [view, setView] = useState<PanelView | undefined>(undefined);
  const [isLost, setLost] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const polls = useRef(0);
  const [round, setRound] = useState(0);

  const load = useCallback(async () => {
    setLoading(true);
    try {
      setView(await callResolver<PanelView>('getPanel'));
      setLost(false);
    } catch {
      setLost(true);
    } finally {
      setLoading(false);
      setRound((count) => count + 1);
    }
  }, []);

  const refresh = useCallback(async () => {
    polls.current = 0;
    await load();
  }, [load]);

  useEffect(() => {
    void load();
  }, [load]);

  // `round` counts the answers: each one schedules the next look.
  useEffect(() => {
    if (round === 0 || !isMoving(view) || isHidden()) return undefined;
    polls.current += 1;
    if (polls.current % NUDGE_EVERY === 1) {
      callResolver<NudgeOutcome>('nudge').catch(() => undefined);
    }
    const waitMs = polls.current > FAST_POLLS ? SLOW_POLL_MS : POLL_MS;
    const timer = setTimeout(() => void load(), waitMs);
    return () => clearTimeout(timer);
  }, [round, view, load]);

  useReturn(refresh);
  return { view, isLost, isLoading, refresh };
}

/** Looks again when the person comes back to the tab. */
function useReturn(refresh: () => Promise<void>): void {
  useEffect(() => {
    if (typeof document === 'undefined' || document.addEventListener === undefined)
      return undefined;
    const look = (): void => {
      if (!isHidden()) void refresh();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [refresh]);
}
