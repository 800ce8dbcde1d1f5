/** Sentences about the desks an organisation was given to. */
import type { Desk } from '../look-up/find-desk.ts';
import { listOf } from '../sentence-words.ts';

/** Says something of the desks; says so where they are not known, or none. */
export function desksWords(
  desks: readonly Desk[] | null,
  say: (list: string, count: number) => string,
): string {
  if (desks === null) return 'Kraken cannot read which service desks have it among their customers';
  if (desks.length === 0) return 'No service desk has it among its customers';
  return say(listOf(desks.map(({ key }) => key)), desks.length);
}
