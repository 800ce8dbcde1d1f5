/** `POST /forge/v1/lifecycle`: what the app tells about its installation. */
import { z } from 'zod';
import { jiraAccountIdSchema } from '../tickets/ticket.ts';

export const lifecycleBodySchema = z.discriminatedUnion('event', [
  z.strictObject({
    /** `registered` repairs a lost registration from the sweep. */
    event: z.enum(['installed', 'upgraded', 'registered']),
    cloudId: z.string().regex(/^[0-9a-f-]{36}$/),
    siteUrl: z.url(),
    /** Kraken's own user in this site; null while Jira is still setting it up. */
    appAccountId: jiraAccountIdSchema.nullable(),
    webTrigger: z.strictObject({
      url: z.url(),
      /** 32 random bytes, base64: signs orders and web trigger calls of this installation. */
      key: z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/),
    }),
  }),
  z.strictObject({ event: z.literal('uninstalled') }),
]);

export type LifecycleBody = z.infer<typeof lifecycleBodySchema>;

export const lifecycleAnswerSchema = z.strictObject({ instanceId: z.string() });
export type LifecycleAnswer = z.infer<typeof lifecycleAnswerSchema>;
