/** The fields of a request the stand-in understands, strictly: any other field is an error, as with the real API. */
import { z } from 'zod';
import { type ApiRefusal, invalid } from './api-refusal.ts';

const cacheControlShape = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).nullish() })
  .nullish();

/** A block of text, in `system` or in a message. */
export const textBlockShape = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  citations: z.null().optional(),
  cache_control: cacheControlShape,
});

/** One turn; its content is checked block by block. */
export const messageShape = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.unknown().refine((content) => content !== undefined, 'Field required'),
});

const thinkingShape = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('adaptive'),
    display: z.enum(['summarized', 'omitted']).nullish(),
  }),
  z.strictObject({ type: z.literal('between_tools') }),
  z.strictObject({ type: z.literal('disabled') }),
  z.strictObject({
    type: z.literal('enabled'),
    budget_tokens: z.number().int().min(1_024),
    display: z.enum(['summarized', 'omitted']).nullish(),
  }),
]);

/** The body around messages, system and schema. */
export const bodyShape = z.strictObject({
  model: z.string().min(1).max(256),
  max_tokens: z.number().int().min(1),
  messages: z.array(z.unknown()).max(100_000),
  system: z.unknown().optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z
        .strictObject({
          type: z.literal('json_schema'),
          schema: z.record(z.string(), z.unknown()),
        })
        .nullish(),
    })
    .optional(),
  thinking: thinkingShape.optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.number().int().min(0).optional(),
  metadata: z.strictObject({ user_id: z.string().max(512).nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  stream: z.boolean().optional(),
});

export type Body = z.infer<typeof bodyShape>;

/** Reads a value by its shape; `at` is where it stands. Throws `ApiRefusal` 400 with the first thing that is wrong. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown, at: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusalOf(issue, at);
}

function refusalOf(issue: z.core.$ZodIssue | undefined, at: string): ApiRefusal {
  const path = [...(at === '' ? [] : [at]), ...(issue?.path ?? []).map(String)];
  if (issue?.code === 'unrecognized_keys')
    return invalid(`${[...path, issue.keys[0]].join('.')}: Extra inputs are not permitted`);
  const sentence = issue?.message ?? 'not valid';
  const isMissing = sentence.endsWith('received undefined');
  return invalid(`${path.join('.') || 'body'}: ${isMissing ? 'Field required' : sentence}`);
}
