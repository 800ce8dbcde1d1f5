/**
 * Whether what an undo takes back is still as it was done. Somebody may have changed it since, and an inverse that runs by
 * itself would take that person's change away: then, and where nobody can tell, a person looks first.
 */
import { type JiraRead, type JiraReadResult, readKey } from '@kraken/shared';
import { effectReads, judgeEffect } from '../execute/judge-effect.ts';
import type { ActionRow, DecisionOrigin, DecisionRow, TenantTx } from '../ports.ts';

/** An action that is taken back, with the positions of the actions that do it. */
export interface UndoneEffect {
  row: ActionRow;
  positions: number[];
}

type Known = (key: string) => JiraReadResult | undefined;

/** What the decision takes back, also as the retry of an undo; empty for every other decision. */
export async function undoneEffects(
  tx: TenantTx,
  { origin }: Pick<DecisionRow, 'origin'>,
): Promise<UndoneEffect[]> {
  if (origin === null) return [];
  const about = (positions: readonly number[]): number[] =>
    origin.sources.flatMap((source, at) => (positions.includes(source) ? [at] : []));
  const effects = await effectsOf(tx, origin);
  return effects
    .map(({ row, positions }) => ({ row, positions: about(positions) }))
    .filter(({ positions }) => positions.length > 0);
}

/** By positions of the earlier decision: its own actions for an undo, what it takes back itself for a retry. */
async function effectsOf(tx: TenantTx, { kind, of }: DecisionOrigin): Promise<UndoneEffect[]> {
  if (kind === 'undo') {
    return (await tx.actions.list(of)).map((row) => ({ row, positions: [row.index] }));
  }
  const earlier = await tx.decisions.get(of);
  return earlier ? undoneEffects(tx, earlier) : [];
}

/** Reads that are still needed to tell; those that name a value nobody captured cannot be made. */
export function missingReads(effects: readonly UndoneEffect[], known: Known): JiraRead[] {
  return effects
    .flatMap(({ row }) => effectReads(row))
    .filter((read) => isWhole(read) && known(readKey(read)) === undefined);
}

/** Positions whose effect has changed since, or cannot be told. */
export function changedSince(effects: readonly UndoneEffect[], known: Known): number[] {
  return effects.flatMap(({ row, positions }) => {
    const answers = effectReads(row).map(
      (read) => known(readKey(read)) ?? { status: 0, body: null },
    );
    return judgeEffect(row, answers) === 'done' ? [] : positions;
  });
}

function isWhole({ request }: JiraRead): boolean {
  return Object.values(request.path).every((value) => typeof value === 'string');
}
