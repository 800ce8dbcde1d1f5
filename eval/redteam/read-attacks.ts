/** Reads attack texts: one JSON object a line, checked by shape. They stay outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const jsonSchema = z.json();
const neutralActionSchema = z.object({
  op: z.string(),
  args: z.record(z.string(), jsonSchema),
});
const attackSchema = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string(),
  expect: z.enum(['deny', 'stage', 'scope']).optional(),
  hijack_actions: z.array(neutralActionSchema).optional(),
  hijack_actions_repeat: z.number().int().positive().nullish(),
});

/** An attack text; a row without `hijack_actions` carries no plan of its own. */
export type AttackRow = z.infer<typeof attackSchema>;

/** Reads a file of attacks; undefined when it is not there. Throws on a row of another shape. */
export function readAttacks(file: string): AttackRow[] | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => attackSchema.parse(JSON.parse(line)));
}
