/** `GET/PUT /forge/v1/settings` and `POST /forge/v1/pause`: the admin page. */
import { z } from 'zod';
import { jiraAccountIdSchema } from '../tickets/ticket.ts';

export const siteSettingsSchema = z.strictObject({
  mode: z.enum(['default', 'strict']),
  /** Group the restricted comment is shown to; null: links are left out and the comment points to the panel. */
  approverGroup: z
    .strictObject({ groupId: z.string().max(100), name: z.string().max(255) })
    .nullable(),
  /** Projects the panel is pinned to. */
  panelProjectIds: z.array(z.string().regex(/^\d{1,20}$/)).max(1_000),
  /** Action types that never run by themselves. */
  autoOff: z.array(z.string().max(80)).max(200),
  /** Role used when a ticket names none. */
  defaultRole: z.string().min(1).max(255),
});

export type SiteSettingsBody = z.infer<typeof siteSettingsSchema>;

/** Who asks, and Jira's own answer that this person administers the site. */
export const administratorSchema = z.strictObject({
  accountId: jiraAccountIdSchema,
  displayName: z.string().max(255),
  isSiteAdmin: z.literal(true),
});

export const putSettingsBodySchema = z.strictObject({
  by: administratorSchema,
  settings: siteSettingsSchema,
});

export const pauseBodySchema = z.strictObject({
  by: administratorSchema,
  paused: z.boolean(),
  reason: z.string().max(500),
});

export interface SettingsAnswer {
  settings: SiteSettingsBody;
  /** `since`: RFC 3339, UTC. */
  paused: { by: string; since: string; reason: string } | null;
  connection: { lastSeenAt: string | null; policyVersion: string; serviceTime: string };
}
