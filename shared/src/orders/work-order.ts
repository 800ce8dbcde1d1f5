/**
 * A work order: what the Forge app may do for one decision, signed by the service. The app runs nothing else.
 * `resolve` holds reads only, `execute` the requests of one grant, `comment` one comment on the decision's own issue.
 */
import { z } from 'zod';
import {
  type JiraRead,
  type JiraReadResult,
  type JiraRequest,
  jiraReadResultSchema,
  jiraReadSchema,
  jiraRequestSchema,
  type Precondition,
  preconditionSchema,
} from '../requests/jira-request.ts';

export const ORDER_VERSION = 1;

/** Most requests of one step: what an order carries and a report can tell the statuses of. */
export const MAX_STEP_REQUESTS = 1_000;

export type OrderKind = 'resolve' | 'execute' | 'comment';

/** One action of an `execute` order (index: its position in the plan), or the only step of a `comment` order. */
export interface OrderStep {
  index: number;
  /** Steps of this order that must have succeeded before. */
  dependsOn: number[];
  preconditions: Precondition[];
  requests: JiraRequest[];
  /** Reads the effect back right after the requests. */
  checks: JiraRead[];
}

export interface WorkOrder {
  version: number;
  orderId: string;
  kind: OrderKind;
  installationId: string;
  decisionId: string;
  issueId: string;
  reads: JiraRead[];
  steps: OrderStep[];
  /** SHA-256 (hex) over the canonical bytes of `{ kind, reads, steps }`. */
  digest: string;
  issuedAtMs: number;
  expiresAtMs: number;
  nonce: string;
  /** HMAC-SHA256 (hex) over the length-prefixed fields above. */
  signature: string;
}

export const orderStepSchema: z.ZodType<OrderStep> = z.strictObject({
  index: z.number().int().min(0).max(999),
  dependsOn: z.array(z.number().int()),
  preconditions: z.array(preconditionSchema),
  requests: z.array(jiraRequestSchema).max(MAX_STEP_REQUESTS),
  checks: z.array(jiraReadSchema),
});

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-zA-Z_-]{8,64}$`));

export const workOrderSchema: z.ZodType<WorkOrder> = z.strictObject({
  version: z.literal(ORDER_VERSION),
  orderId: id('ord_'),
  kind: z.enum(['resolve', 'execute', 'comment']),
  installationId: z.string(),
  decisionId: id('dec_'),
  issueId: z.string().regex(/^\d{1,20}$/),
  reads: z.array(jiraReadSchema).max(500),
  steps: z.array(orderStepSchema).max(100),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  nonce: z.string().min(16),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What became of one step. `drifted` and `skipped`: nothing was sent. `unknown`: something may have happened. */
export type StepOutcome = 'succeeded' | 'failed' | 'unknown' | 'skipped' | 'drifted';

/** A precondition that no longer holds, both values as picked. */
export interface DriftRow {
  label: string;
  expected: JiraReadResult;
  found: JiraReadResult;
}

export interface StepResult {
  index: number;
  outcome: StepOutcome;
  /** Status of each request sent, in order; 0: sent, no answer. */
  statuses: number[];
  /** Jira's own words for a failure, at most 500 characters. */
  reason?: string | undefined;
  drift?: DriftRow[] | undefined;
  /** Answers to `checks`, in order; empty when they were not read. */
  checks: JiraReadResult[];
  /** Values the requests captured, e.g. the id of what was made; absent where there are none. */
  captured?: Record<string, string> | undefined;
  /** Id of a comment that was created or edited (comment orders). */
  commentId?: string | undefined;
}

/** Longest captured value, in characters; ids are far shorter. */
export const MAX_CAPTURED_LENGTH = 200;
/** Most values captured by one action that a report carries. */
export const MAX_CAPTURED = 100;
/** Names of captured values. */
export const CAPTURED_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

const capturedSchema = z
  .record(z.string().regex(CAPTURED_NAME), z.string().max(MAX_CAPTURED_LENGTH))
  .refine((values) => Object.keys(values).length <= MAX_CAPTURED);

const stepResultShape = {
  index: z.number().int().min(0),
  outcome: z.enum(['succeeded', 'failed', 'unknown', 'skipped', 'drifted']),
  statuses: z.array(z.number().int()).max(MAX_STEP_REQUESTS),
  reason: z.string().max(500).optional(),
  drift: z
    .array(
      z.strictObject({
        label: z.string(),
        expected: jiraReadResultSchema,
        found: jiraReadResultSchema,
      }),
    )
    .optional(),
  checks: z.array(jiraReadResultSchema),
  captured: capturedSchema.optional(),
  commentId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
};

export const stepResultSchema: z.ZodType<StepResult> = z.strictObject(stepResultShape);

/** Report of the app on one order: `POST /forge/v1/work-orders/:id/results`. */
export interface OrderReport {
  orderId: string;
  /** `refused`: the order failed verification, nothing ran. */
  state: 'ran' | 'refused';
  refusal?: string | undefined;
  /** Answers to `reads`, in order. */
  reads: JiraReadResult[];
  steps: StepResult[];
}

export const orderReportSchema: z.ZodType<OrderReport> = z.strictObject({
  orderId: id('ord_'),
  state: z.enum(['ran', 'refused']),
  refusal: z.string().max(100).optional(),
  reads: z.array(jiraReadResultSchema).max(500),
  steps: z.array(stepResultSchema).max(100),
});
