/** `POST /forge/v1/decisions/:id/approve|deny|cancel|undo|retry`: what people press in the panel, authority proven by the app. */
import { z } from 'zod';
import type { WorkOrder } from '../orders/work-order.ts';
import { jiraAccountIdSchema } from '../tickets/ticket.ts';

/** Who pressed, as the Forge platform told our resolver, and what Jira says he administers. */
const presserShape = {
  accountId: jiraAccountIdSchema,
  displayName: z.string().max(255),
  /** Jira's own answers, asked as this user just now. */
  authority: z.strictObject({
    isSiteAdmin: z.boolean(),
    administeredProjectIds: z.array(z.string().regex(/^\d{1,20}$/)),
  }),
};

/** Body of approve, deny and cancel. */
export const decideBodySchema = z.strictObject({
  approvalId: z.string(),
  /** Digest of the plan the person saw; another one means the plan changed under them. */
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  ...presserShape,
  reason: z.string().max(1_000).optional(),
  /** Project key typed by the approver of a critical plan. */
  typedKey: z.string().max(20).optional(),
});

export type DecideBody = z.infer<typeof decideBodySchema>;

/** Answer to a decision; `order` is there when the app has something to run now. */
export interface DecideAnswer {
  state: 'approved' | 'denied' | 'withdrawn';
  order?: WorkOrder | undefined;
}

/** Body of undo and retry. */
export const pressBodySchema = z.strictObject(presserShape);

export type PressBody = z.infer<typeof pressBodySchema>;

/** Answer to undo and retry: the new decision, or the one that is under way already. */
export interface PressAnswer {
  state: 'asked' | 'already-asked';
  decisionId: string;
}
