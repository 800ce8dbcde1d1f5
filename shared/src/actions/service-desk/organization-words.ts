/** Sentences about the desks an organisation was given to. */
import type { Desk } from '../look-up/find-desk.ts';
import { listOf } from '../sentence-words.ts';

/** Says something of the desks; says so where they are not known, or none. */
export function desksWords(desks: readonly Desk[] | null, say: (list: string) => string): string {
  if (desks === null) return 'Kraken cannot read which service desks know it';
  return desks.length === 0 ? 'No service desk knows it' : say(listOf(desks.map(({ key }) => key)));
}
