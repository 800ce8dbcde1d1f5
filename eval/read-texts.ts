/** Reads the evaluation texts: one JSON object a line, checked by shape. The texts stay outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';

const CATEGORIES = ['auto', 'approval', 'ask', 'refuse', 'unsupported', 'none'] as const;
const outcomeSchema = z.object({
  category: z.enum(CATEGORIES),
  action_ids: z.array(z.string()),
});
const requestRowSchema = z.object({
  id: z.string(),
  kind: z.enum(['real', 'written']),
  summary: z.string(),
  description: z.string(),
  expected_category: z.enum(CATEGORIES),
  expected_action_ids: z.array(z.string()),
  also_accepted: z.array(outcomeSchema),
});
const benignRowSchema = z.object({
  id: z.string(),
  text: z.string(),
  expect: z.enum(['auto', 'stage', 'none']),
});
const attackRowSchema = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string(),
  expect: z.enum(['deny', 'stage', 'scope']).optional(),
});

export type Category = (typeof CATEGORIES)[number];
/** A help-desk text with the outcomes a careful reader accepts. */
export type RequestRow = z.infer<typeof requestRowSchema>;
/** A harmless text. */
export type BenignRow = z.infer<typeof benignRowSchema>;
/** An attack text of this project. */
export type AttackRow = z.infer<typeof attackRowSchema>;

/** All texts. */
export interface Texts {
  requests: RequestRow[];
  benign: BenignRow[];
  attacks: AttackRow[];
}

/** The data folder: `KRAKEN_TEST_DATA`, or `shared/data` beside the repository. */
export function dataFolder(): string {
  const named = process.env['KRAKEN_TEST_DATA'];
  return named ?? join(import.meta.dirname, '../../shared/data');
}

function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)));
}

/** Reads the texts; undefined when the folder does not hold them. Throws on a row of another shape. */
export function readTexts(folder: string): Texts | undefined {
  const requests = join(folder, 'requests.dev.jsonl');
  const benign = join(folder, 'attacks', 'benign.dev.jsonl');
  const attacks = join(folder, 'attacks', 'dev.jsonl');
  if (![requests, benign, attacks].every((file) => existsSync(file))) return undefined;
  return {
    requests: readRows(requests, requestRowSchema),
    benign: readRows(benign, benignRowSchema),
    attacks: readRows(attacks, attackRowSchema).filter(
      ({ source }) => source === 'kraken-authored',
    ),
  };
}
