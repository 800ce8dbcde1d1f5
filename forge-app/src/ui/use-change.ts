/** One change at a time, and the sentence that came of the last one. */
import { useCallback, useState } from 'react';
import type { ChangeOutcome } from './admin-contract';
import { callResolver } from './call-resolver';

const NOT_REACHED: ChangeOutcome = {
  isDone: false,
  sentence: 'The connection broke, so it is not sure that this arrived. Reload the page to see.',
};

interface Change {
  isBusy: boolean;
  outcome: ChangeOutcome | undefined;
  /** Calls the resolver function and reloads the page's data after it. */
  run: (name: string, payload: object) => Promise<ChangeOutcome>;
}

/** `reload` runs after every attempt, so that the page shows what is so. */
export function useChange(reload: () => Promise<void>): Change {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ChangeOutcome | undefined>(undefined);
  const run = useCallback(
    async (name: string, payload: object) => {
      setBusy(true);
      setOutcome(undefined);
      const answer = await callResolver<ChangeOutcome>(name, payload).catch(() => NOT_REACHED);
      setOutcome(answer);
      await reload();
      setBusy(false);
      return answer;
    },
    [reload],
  );
  return { isBusy, outcome, run };
}
