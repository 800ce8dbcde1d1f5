/** One figure of `npm run bench`, printed as one JSON line. */
import process from 'node:process';

export interface Row {
  name: string;
  value: number;
  unit: string;
  baseline: string;
  /** This figure divided by the baseline's, measured in the same run. */
  ratio: number;
  /** Smallest and largest ratio of the rounds. */
  spread?: [number, number];
}

/** Median of numbers; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

const round = (value: number): number => Number(value.toPrecision(4));

/** Prints a row out of the figures and the baseline's figures of the same rounds. */
export function printRow(
  row: Omit<Row, 'value' | 'ratio' | 'spread'>,
  own: readonly number[],
  baseline: readonly number[],
): Row {
  const ratios = own.map((value, at) => value / (baseline[at] ?? Number.NaN));
  const full: Row = {
    ...row,
    value: round(median(own)),
    ratio: round(median(ratios)),
    spread: [round(Math.min(...ratios)), round(Math.max(...ratios))],
  };
  process.stdout.write(`${JSON.stringify(full)}\n`);
  return full;
}
