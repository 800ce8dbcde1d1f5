/** Runs attack rows, all or a seeded sample of them. */
import { createAnalysedSite } from '../analysed-site.ts';
import { attackWorld } from './attack-world.ts';
import { judgeAttack, type Range, rowKind } from './judge-attack.ts';
import { createAnswerReader } from './read-answer.ts';
import type { AttackRow } from './read-attacks.ts';
import { attacksOf } from './row-attacks.ts';
import { countOf, emptyTally, type Tally } from './tally.ts';

/** A row and its place in the file, from which its choices follow. */
export interface NumberedRow {
  row: AttackRow;
  number: number;
}

/** A row with a plan of its own is tried on both kinds of connection, as more is possible through OAuth. */
function connectionsFor({ row, number }: NumberedRow): Range['connection'][] {
  if (row.hijack_actions !== undefined) return ['forge', 'oauth'];
  return [number % 2 === 0 ? 'forge' : 'oauth'];
}

/** Runs the rows, one after the other, on one site. */
export async function runAttacks(rows: readonly NumberedRow[], seed: number): Promise<Tally> {
  const tally = emptyTally();
  const site = createAnalysedSite(attackWorld);
  const readAnswer = createAnswerReader();
  try {
    for (const one of rows) {
      for (const connection of connectionsFor(one)) {
        for (const attack of attacksOf(one.row, one.number, seed))
          await judgeAttack({ site, connection, readAnswer }, attack, tally);
      }
      countOf(tally, rowKind(one.row)).rows += 1;
    }
  } finally {
    await site.close();
  }
  return tally;
}
