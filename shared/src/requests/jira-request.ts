/**
 * The one shape of everything Kraken sends to Jira. The digest covers it, the approver reads it, and both
 * executors send exactly what `render-request.ts` makes of it.
 */
import { z } from 'zod';
import type { Json } from '../json.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A path parameter known only when an earlier request of the same action has answered (a new field's id). */
export interface CapturedValue {
  captured: string;
}

export interface JiraRequest {
  /** Atlassian's operationId. */
  operationId: string;
  method: HttpMethod;
  /** Path template as in Atlassian's OpenAPI document, e.g. `/rest/api/3/project/{projectIdOrKey}`. */
  template: string;
  path: Record<string, string | CapturedValue>;
  /** Query pairs in compiled order; a repeated key is an array parameter. */
  query: Array<[string, string]>;
  body?: Json | undefined;
  /** Values of the answer that later requests of the same action need: name -> path as `fieldAt` reads it, e.g. `values[0].id`. */
  capture?: Record<string, string> | undefined;
  /** For a GET that follows a long task: repeat until the field has one of these values. */
  poll?: { field: string; until: string[] } | undefined;
  /** Refusals after which the action goes on as if the request had succeeded: tidying up that Jira may not allow. */
  tolerate?: number[] | undefined;
}

/** A read with the fields that may leave Jira; everything else of the answer is dropped at the source. */
export interface JiraRead {
  request: JiraRequest;
  /** Field paths as `pickFields` reads them, e.g. `actors[].actorUser.accountId`. */
  pick: string[];
  /**
   * One of many reads by which code looks for something Jira has no look-up for. An answer of another decision of the
   * last minutes will do while planning; what was found is read again before execution. Never leaves the service.
   */
  isWalk?: true;
}

/** Answer to a read: `status` 0 when no answer came. `body` holds the picked fields only. */
export interface JiraReadResult {
  status: number;
  body: Json;
}

/** A fact that must still hold when the action runs; anything else is drift and sends the plan back. */
export interface Precondition {
  /** Says to a person what is compared, e.g. `Members of the role Developers in ABC`. */
  label: string;
  read: JiraRead;
  expected: JiraReadResult;
  /**
   * Narrows the comparison to one value of a list, so that unrelated changes of the list are no drift: `list` is a
   * picked path such as `actors[].actorUser.accountId`. Status and the value's being in the list must be as expected.
   */
  holds?: { list: string; value: string; isIn: boolean } | undefined;
  /**
   * Narrows the comparison to the items of a list that hold one value, with all that was picked of them: the schemes that
   * name a group, and what they give it. `list` is a picked path; `expected` holds this part only.
   */
  about?: { list: string; value: string } | undefined;
}

const jsonSchema: z.ZodType<Json> = z.json();

/** Without dot segments and empty ones, which a server would resolve to another resource. */
const TEMPLATE = /^\/rest(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._\-{}]{1,100}){1,20}$/;

const requestShape = {
  operationId: z.string().regex(/^[A-Za-z]{1,80}$/),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  template: z.string().regex(TEMPLATE),
  path: z.record(z.string(), z.union([z.string(), z.strictObject({ captured: z.string() })])),
  query: z.array(z.tuple([z.string(), z.string()])),
  body: jsonSchema.optional(),
  capture: z.record(z.string(), z.string()).optional(),
  poll: z.strictObject({ field: z.string(), until: z.array(z.string()) }).optional(),
  tolerate: z.array(z.number().int().min(400).max(499)).optional(),
};

export const jiraRequestSchema: z.ZodType<JiraRequest> = z.strictObject(requestShape);

export const jiraReadSchema: z.ZodType<JiraRead> = z.strictObject({
  request: jiraRequestSchema,
  pick: z.array(z.string()),
});

export const jiraReadResultSchema: z.ZodType<JiraReadResult> = z.strictObject({
  status: z.number().int().min(0).max(599),
  body: jsonSchema,
});

export const preconditionSchema: z.ZodType<Precondition> = z.strictObject({
  label: z.string(),
  read: jiraReadSchema,
  expected: jiraReadResultSchema,
  holds: z.strictObject({ list: z.string(), value: z.string(), isIn: z.boolean() }).optional(),
  about: z.strictObject({ list: z.string(), value: z.string() }).optional(),
});
