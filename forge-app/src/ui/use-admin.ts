/** The administration page's data: loads it, and loads it again while Jira is still setting Kraken up. */
import { useCallback, useEffect, useState } from 'react';
import type { AdminView, PendingList } from './admin-contract';
import { callResolver } from './call-resolver';

const SETUP_POLL_MS = 10_000;

/** `view` undefined: still loading, or not reached (`isLost`). */
interface AdminData {
  view: AdminView | undefined;
  pending: PendingList | undefined;
  isLost: boolean;
  reload: () => Promise<void>;
}

function isSettingUp(view: AdminView | undefined): boolean {
  if (view === undefined || !('checklist' in view)) return false;
  return view.checklist.some(({ state }) => state === 'wait');
}

/** Loads, and looks again while a line of the checklist settles by itself. */
export function useAdmin(): AdminData {
  const [view, setView] = useState<AdminView | undefined>(undefined);
  const [pending, setPending] = useState<PendingList | undefined>(undefined);
  const [isLost, setLost] = useState(false);

  const reload = useCallback(async () => {
    try {
      setView(await callResolver<AdminView>('getAdmin'));
      setLost(false);
      setPending(await callResolver<PendingList>('listApprovals'));
    } catch {
      setLost(true);
    }
  }, []);

  useEffect(() => {
    void reload();
  }, [reload]);

  useEffect(() => {
    if (!isSettingUp(view)) return undefined;
    const timer = setTimeout(() => void reload(), SETUP_POLL_MS);
    return () => clearTimeout(timer);
  }, [view, reload]);

  return { view, pending, isLost, reload };
}
