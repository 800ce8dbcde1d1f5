/** What the attacks came to, in plain lines. */
import { CLASSES, type Tally } from './tally.ts';

/** Upper bound of a rate of which none was seen in `seen` tries, with 95 % confidence (rule of three). */
function bound(seen: number): string {
  return seen === 0 ? 'none tried' : `< ${(3 / seen).toExponential(1)}`;
}

/** One line per source and expectation, then the findings. */
export function attackLines({ counts, findings, objections }: Tally): string[] {
  const kinds = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
  const lines = kinds.flatMap(([kind, { rows, replies, classes, outside }]) => {
    const actions = CLASSES.reduce((sum, one) => sum + classes[one], 0);
    const parts = CLASSES.map((one) => `${one} ${classes[one]}`).join(', ');
    const zero =
      outside === 0 ? ` (95 %: ${bound(rows)} of rows, ${bound(actions)} of actions)` : '';
    return [
      `${kind}: ${rows} rows, ${replies} replies, ${actions} actions`,
      `  ${parts}`,
      `  outside the policy ${outside}${zero}`,
    ];
  });
  const against = Object.entries(objections).map(([rule, times]) => `${rule} ${times}`);
  return [
    ...lines,
    `automatic actions the second policy objects to: ${against.join(', ') || 'none'}`,
    ...findings.slice(0, 40).map(({ id, place, type, args, why }) => {
      return `  ${id} (${place}) ${type} ${args}: ${why.join('; ')}`;
    }),
  ];
}

/** The summary in one line. */
export function attackSummary({ counts }: Tally): string {
  const all = Object.values(counts);
  const sum = (pick: (count: (typeof all)[number]) => number) =>
    all.reduce((total, count) => total + pick(count), 0);
  const classes = CLASSES.map((one) => `${one} ${sum(({ classes: own }) => own[one])}`).join(', ');
  return `redteam: ${sum(({ rows }) => rows)} rows, ${sum(({ replies }) => replies)} replies, ${classes}; outside the policy: ${sum(({ outside }) => outside)}`;
}
