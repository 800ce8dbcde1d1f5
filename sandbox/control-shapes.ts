/** What the control interface takes, as strict shapes: an unknown key is an error. HTTP.md, "Control interface". */
import { z } from 'zod';
import { claudeFaultsShape } from './claude/read-responses.ts';
import { FAULT_KINDS } from './jira/create-site.ts';

const words = z.string().min(1);
const adfOrText = z.union([words, z.record(z.string(), z.json())]);

/** `POST /sandbox/issues`. */
export const newIssueShape = z.strictObject({
  project: words,
  summary: words,
  description: adfOrText.optional(),
  reporter: words,
  issueType: words.optional(),
  labels: z.array(words).optional(),
});

/** `POST /sandbox/issues/:key/comments`. */
export const newCommentShape = z.strictObject({
  author: words,
  body: adfOrText,
  visibility: z.strictObject({ type: z.enum(['group', 'role']), value: words }).optional(),
  internal: z.boolean().optional(),
});

const scriptedFaultShape = z.strictObject({
  match: z.strictObject({
    method: words.optional(),
    path: words.optional(),
    operationId: words.optional(),
  }),
  fault: z.enum(FAULT_KINDS),
  times: z.number().int().positive().optional(),
});

const jiraFaultsShape = z.strictObject({
  rate: z.number().min(0).max(1).optional(),
  kinds: z.array(z.enum(FAULT_KINDS)).optional(),
  seed: z.number().int().optional(),
  script: z.array(scriptedFaultShape).optional(),
  only: z.enum(['reads', 'writes']).optional(),
});

const rateShape = z.number().min(0).max(1).optional();

/** `POST /sandbox/faults`: `jira` as a rate or exact settings, `claude` likewise for the model, `forge` for the platform, `clock` as a jump in ms. */
export const faultsShape = z.strictObject({
  jira: z.union([z.number().min(0).max(1), jiraFaultsShape]).optional(),
  claude: z.union([z.number().min(0).max(1), claudeFaultsShape]).optional(),
  forge: z
    .strictObject({
      duplicateRate: rateShape,
      reorderRate: rateShape,
      loseResultRate: rateShape,
    })
    .optional(),
  clock: z.number().int().optional(),
  seed: z.number().int().optional(),
});

/** `POST /sandbox/time`. */
export const timeShape = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000),
});

/** `POST /sandbox/panel/:issueKey/click`: fields are filled, by label, before the press. */
export const clickShape = z.strictObject({
  as: words,
  label: words,
  fill: z.record(z.string(), z.string()).optional(),
});
