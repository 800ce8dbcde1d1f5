/** `POST /forge/v1/deliveries`: one issue event with its snapshot, and the answer. */
import { z } from 'zod';
import {
  jiraAccountIdSchema,
  ticketRoutingSchema,
  ticketSnapshotSchema,
} from '../tickets/ticket.ts';

export const deliveryEventSchema = z.strictObject({
  type: z.enum(['issue.created', 'issue.updated', 'comment.created']),
  /** When Jira says it happened, UTC milliseconds. */
  atMs: z.number().int().min(0),
  /** When the app read the snapshot, UTC milliseconds: the later one is the newer text, whatever the event. */
  readAtMs: z.number().int().min(0),
  /** Who caused it; null where Jira does not say. */
  actorAccountId: jiraAccountIdSchema.nullable(),
});

export const deliveryBodySchema = z.strictObject({
  /** Made by the app from event and issue; equal when the platform repeats the event. */
  deliveryKey: z.string().min(8).max(200),
  event: deliveryEventSchema,
  routing: ticketRoutingSchema,
  snapshot: ticketSnapshotSchema,
});

export type DeliveryBody = z.infer<typeof deliveryBodySchema>;

/** 202 answer; the same one when a delivery is repeated. */
export const deliveryAnswerSchema = z.strictObject({
  deliveryId: z.string(),
  decisionId: z.string(),
});

export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;
