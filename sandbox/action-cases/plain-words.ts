/** What would make people stumble in the texts of an action: each fault with the text it stands in. */
import type { ResolvedAction } from '@kraken/shared';
import type { entryOf } from './on-site.ts';

type Entry = ReturnType<typeof entryOf>;

const FAULTS: ReadonlyArray<[string, RegExp]> = [
  [
    'a plural after one',
    /\b1 (?:[a-z-]+ )?(?:issues|people|projects|groups|boards|fields|screens|comments|grants|persons)\b/,
  ],
  ['a list of nothing', /: none\b|\b(?:in|with|of) none\b/],
  ['one sex', /\b(?:he|his|him|she|her)\b/i],
  ['a name of the machine', /\b[a-z]+_[a-z]+\b|\b[A-Z]+_[A-Z]+\b|\bundefined\b|\bnull\b|\[object/],
  ['an end of its own', /\.$/],
  ['a gap', / {2}|^ | $|\s[,;.]/],
];

const FOR_GOOD = /deleted for good/;

/** Faults in what one action says of itself; none is expected. Values before and after are Jira's, so only whether they differ counts. */
export function stumblingBlocks(action: ResolvedAction, entry: Entry): string[] {
  const texts = [
    entry.describe(action.target),
    ...action.rows.map(({ label }) => label),
    ...action.radius,
    ...action.preconditions.map(({ label }) => label),
    entry.title,
    entry.blastRadius,
    entry.reversibility.sentence,
  ];
  return [...texts.flatMap(faultsOf), ...rowFaults(action, entry)];
}

function faultsOf(text: string): string[] {
  // What stands between marks is Jira's name or somebody's words.
  const own = text.replaceAll(/"[^"]*"/g, '"x"');
  const found = FAULTS.filter(([, pattern]) => pattern.test(own));
  const isOpen = text.split('"').length % 2 === 0;
  return [...found.map(([fault]) => `${fault}: ${text}`), ...(isOpen ? [`one mark: ${text}`] : [])];
}

function rowFaults({ rows }: ResolvedAction, { reversibility }: Entry): string[] {
  const idle = rows.filter(({ before, after }) => before === after);
  const isForGood = rows.some(({ after }) => FOR_GOOD.test(after));
  return [
    ...idle.map(({ label }) => `nothing changes: ${label}`),
    ...(rows.length === 0 ? ['no row'] : []),
    ...(isForGood && reversibility.kind !== 'none' ? ['deleted for good, but can come back'] : []),
  ];
}
