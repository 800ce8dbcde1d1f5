/**
 * What Kraken knows of a ticket. `TicketSnapshot` is everything that may ever reach the model
 * (Trust Center, AI data handling); routing facts travel beside it and never reach the model.
 */
import { z } from 'zod';

/** Longest text kept of one field, in UTF-16 units; Jira itself refuses longer descriptions. */
export const MAX_TEXT_LENGTH = 32_767;
/** Most comments a snapshot carries; the newest are kept. */
export const MAX_COMMENTS = 200;

/** One existing comment that the requester can see, as text. */
export const ticketCommentSchema = z.strictObject({
  commentId: z.string().regex(/^\d{1,20}$/),
  text: z.string().max(MAX_TEXT_LENGTH),
});

/** The minimised copy of an issue: summary, description as text, reporter's display name, status, comments. */
export const ticketSnapshotSchema = z.strictObject({
  summary: z.string().max(1_000),
  description: z.string().max(MAX_TEXT_LENGTH),
  reporterDisplayName: z.string().max(255),
  status: z.string().max(255),
  comments: z.array(ticketCommentSchema).max(MAX_COMMENTS),
});

export type TicketComment = z.infer<typeof ticketCommentSchema>;
export type TicketSnapshot = z.infer<typeof ticketSnapshotSchema>;

/** Jira's id of a person: opaque, used in look-ups and permission questions, never sent to the model. */
export const jiraAccountIdSchema = z.string().regex(/^[0-9a-zA-Z:_-]{1,128}$/);

/** Most labels and groups that travel with a ticket. */
export const MAX_LABELS = 100;
export const MAX_GROUPS = 1_000;

/** Facts that route a ticket: ids, and the names that conditions of playbook rules compare. Never sent to the model. */
export const ticketRoutingSchema = z.strictObject({
  issueId: z.string().regex(/^\d{1,20}$/),
  issueKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/),
  projectId: z.string().regex(/^\d{1,20}$/),
  projectKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/),
  isServiceDesk: z.boolean(),
  reporterAccountId: jiraAccountIdSchema.nullable(),
  creatorAccountId: jiraAccountIdSchema.nullable(),
  /** Who wrote summary and description as they stand now (last editor, else creator); null where Jira does not tell. */
  summaryAuthorAccountId: jiraAccountIdSchema.nullable(),
  descriptionAuthorAccountId: jiraAccountIdSchema.nullable(),
  /** Author of each comment of the snapshot, by comment id. */
  commentAuthors: z.record(z.string(), jiraAccountIdSchema.nullable()),
  /** Conditions of the tenant's playbook look at the last three; they are absent where an older version of the app sent the ticket. */
  issueType: z
    .strictObject({ id: z.string().regex(/^\d{1,20}$/), name: z.string().max(255) })
    .optional(),
  labels: z.array(z.string().max(255)).max(MAX_LABELS).optional(),
  /** Null where Jira did not tell, and where there are more than may travel. */
  reporterGroups: z
    .array(z.strictObject({ groupId: z.string().max(255), name: z.string().max(255) }))
    .max(MAX_GROUPS)
    .nullable()
    .optional(),
});

export type TicketRouting = z.infer<typeof ticketRoutingSchema>;

/** Where words stand in a ticket. */
export type TextSource =
  | { kind: 'summary' }
  | { kind: 'description' }
  | { kind: 'comment'; commentId: string };

/** What backs an action: words of the ticket, or somebody's press of a button, which is never made from text. */
export type QuoteSource = TextSource | { kind: 'press' };

/** Whose words they are. `other` can block or narrow, never supply an argument of an automatic action (R109). */
export type Voice = 'reporter' | 'administrator' | 'other';

/** The words that asked for something: an exact quote, where it stands, and whose words they are. */
export interface Quote {
  text: string;
  source: QuoteSource;
  voice: Voice;
}
