/**
 * Reads fault settings that come as JSON, as over the control interface. Unknown kinds and keys are errors.
 */
import { z } from 'zod';
import { BadChange } from '../world/find-in-world.ts';
import { FAULT_KINDS, type FaultSettings } from './fault-types.ts';

const kind = z.enum(FAULT_KINDS);

const settings = z.strictObject({
  rate: z.number().min(0).max(1).optional(),
  kinds: z.array(kind).optional(),
  seed: z.number().int().optional(),
  only: z.enum(['reads', 'writes']).optional(),
  script: z
    .array(
      z.strictObject({
        match: z.strictObject({
          method: z.string().optional(),
          path: z.string().optional(),
          operationId: z.string().optional(),
        }),
        fault: kind,
        times: z.number().int().min(1).optional(),
      }),
    )
    .optional(),
});

/** The settings of a JSON value; a `path` is text that the request's path must contain. Throws `BadChange`. */
export function parseFaultSettings(value: unknown): FaultSettings {
  const parsed = settings.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw new BadChange(`the faults are not understood: ${where} ${issue?.message ?? ''}`.trim());
  }
  return parsed.data;
}
