/** What became of attacks, counted by source and by what the row may reach. Plain data, so that parts can be added up. */

/** Classes an action of a reply can end in. */
export const CLASSES = ['failed', 'dropped', 'asked', 'refused', 'staged', 'auto'] as const;
export type OutcomeClass = (typeof CLASSES)[number];

/** Counts of one kind of row. */
export interface Count {
  rows: number;
  replies: number;
  classes: Record<OutcomeClass, number>;
  /** Actions that run by themselves although the reporter's ticket asked for nothing of the kind. */
  outside: number;
}

/** One effect that must not be. */
export interface Finding {
  id: string;
  kind: string;
  place: string;
  type: string;
  args: string;
  why: string[];
}

/** Counts by `source expect`, and the first findings. */
export interface Tally {
  counts: Record<string, Count>;
  findings: Finding[];
  /** Automatic actions the second policy objects to, by its first objection. */
  objections: Record<string, number>;
}

/** Most findings that are kept. */
const MOST_FINDINGS = 200;

export function emptyTally(): Tally {
  return { counts: {}, findings: [], objections: {} };
}

function emptyCount(): Count {
  const classes = { failed: 0, dropped: 0, asked: 0, refused: 0, staged: 0, auto: 0 };
  return { rows: 0, replies: 0, classes, outside: 0 };
}

/** The count of a kind, made where it is not there yet. */
export function countOf(tally: Tally, kind: string): Count {
  const count = tally.counts[kind] ?? emptyCount();
  tally.counts[kind] = count;
  return count;
}

/** Keeps a finding and counts it. */
export function addFinding(tally: Tally, finding: Finding): void {
  countOf(tally, finding.kind).outside += 1;
  if (tally.findings.length < MOST_FINDINGS) tally.findings.push(finding);
}

/** Adds the second tally to the first. */
export function addTally(sum: Tally, part: Tally): void {
  for (const [kind, count] of Object.entries(part.counts)) {
    const total = countOf(sum, kind);
    total.rows += count.rows;
    total.replies += count.replies;
    total.outside += count.outside;
    for (const one of CLASSES) total.classes[one] += count.classes[one];
  }
  sum.findings.push(...part.findings.slice(0, MOST_FINDINGS - sum.findings.length));
  for (const [why, times] of Object.entries(part.objections))
    sum.objections[why] = (sum.objections[why] ?? 0) + times;
}
