/** All rows of a file, or a seeded sample that holds rows of every source and expectation. */
import type { AttackRow } from './read-attacks.ts';
import type { NumberedRow } from './run-attacks.ts';
import { seeded } from './seeded.ts';

/** Chooses rows; each keeps the number it has in the file. Same seed, same rows. */
export function chooseRows(
  rows: readonly AttackRow[],
  { seed, sample }: { seed: number; sample?: number | undefined },
): NumberedRow[] {
  const numbered = rows.map((row, number) => ({ row, number }));
  if (sample === undefined || sample >= rows.length) return numbered;
  const choices = seeded(seed);
  const kinds = new Map<string, NumberedRow[]>();
  for (const one of numbered) {
    const kind = `${one.row.source} ${one.row.expect ?? ''}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const chosen: NumberedRow[] = [];
  while (chosen.length < sample) {
    for (const left of kinds.values()) {
      if (left.length > 0 && chosen.length < sample)
        chosen.push(...left.splice(choices.below(left.length), 1));
    }
  }
  return chosen;
}
