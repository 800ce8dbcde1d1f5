/**
 * The app's dynamic webhooks: OAuth 2.0 and Connect apps only, one address per app, five webhooks at most, each for 30
 * days. What is wrong with one webhook is told inside a 200.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Webhook } from '../world/site-admin-types.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, pageOf } from './operation.ts';

const PATH = '/rest/api/3/webhook';
const SCOPES = ['read:jira-work', 'manage:jira-webhook'];
const MONTH_MS = 30 * 86_400_000;
const MAX_WEBHOOKS = 5;

/** Operations on dynamic webhooks. */
export const webhookOperations: Operation[] = [
  {
    operationId: 'getDynamicWebhooksForApp',
    method: 'GET',
    path: PATH,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandApp(call);
      const page = pageOf(call, all(call), 100, 100);
      return ok({ ...page, values: page.values.map(webhookBody) });
    },
  },
  {
    operationId: 'registerDynamicWebhooks',
    method: 'POST',
    path: PATH,
    scopes: SCOPES,
    kind: 'write',
    run: register,
  },
  {
    operationId: 'deleteWebhookById',
    method: 'DELETE',
    path: PATH,
    scopes: SCOPES,
    kind: 'write',
    run(call) {
      demandApp(call);
      const { webhookIds } = readBody(z.object({ webhookIds: z.array(z.number()) }), call.body);
      // Ids of other apps, and unknown ones, are ignored.
      for (const id of webhookIds) delete call.world.administrationOfSite.webhooks[String(id)];
      return { status: 202 };
    },
  },
];

function all(call: Call): Webhook[] {
  return Object.values(call.world.administrationOfSite.webhooks).filter(
    ({ expires }) => expires > call.site.now,
  );
}

function demandApp(call: Call): void {
  if (call.accountId === call.world.appAccountId) return;
  throw refusal(403, 'Only Connect and OAuth 2.0 apps can use this operation.');
}

function webhookBody(webhook: Webhook) {
  const { id, url, events, jqlFilter, fieldIdsFilter, issuePropertyKeysFilter, expires } = webhook;
  return {
    id,
    url,
    events,
    jqlFilter,
    expirationDate: expires,
    ...(fieldIdsFilter.length > 0 && { fieldIdsFilter }),
    ...(issuePropertyKeysFilter.length > 0 && { issuePropertyKeysFilter }),
  };
}

const registerBody = z.object({
  url: z.string(),
  webhooks: z.array(
    z.object({
      events: z.array(z.string()),
      jqlFilter: z.string(),
      fieldIdsFilter: z.array(z.string()).optional(),
      issuePropertyKeysFilter: z.array(z.string()).optional(),
    }),
  ),
});

function register(call: Call): Answer {
  demandApp(call);
  const { url, webhooks } = readBody(registerBody, call.body);
  if (!/^https:\/\/[^/\s?#]+/.test(url)) throw refusal(400, 'The URL must be an HTTPS address.');
  const other = all(call).find((webhook) => webhook.url !== url);
  if (other !== undefined) throw refusal(400, 'Only a single URL per app is allowed.');
  return ok({ webhookRegistrationResult: webhooks.map((given) => registerOne(call, url, given)) });
}

const FIELDS =
  /^(issuekey|project|issuetype|status|assignee|reporter|issue\.property.*|cf\[\d+\])$/i;

function registerOne(
  call: Call,
  url: string,
  given: z.infer<typeof registerBody>['webhooks'][number],
): { createdWebhookId: number } | { errors: string[] } {
  const clauses = given.jqlFilter.split(/\s+and\s+/i);
  const isSimple = clauses.every((clause) => {
    const field = /^\s*([\w.[\]]+)\s*(?:=|!=|in\b|not\s+in\b)/i.exec(clause)?.[1];
    return field !== undefined && FIELDS.test(field);
  });
  if (!isSimple) return { errors: [`The JQL filter is not supported: ${given.jqlFilter}`] };
  if (given.events.length === 0) return { errors: ['At least one event must be given.'] };
  if (all(call).length >= MAX_WEBHOOKS) {
    return { errors: ['The maximum number of webhooks for this app and user is reached.'] };
  }
  const id = nextNumber(call.world, 'webhook');
  call.world.administrationOfSite.webhooks[String(id)] = {
    id,
    url,
    events: [...given.events],
    jqlFilter: given.jqlFilter,
    fieldIdsFilter: given.fieldIdsFilter ?? [],
    issuePropertyKeysFilter: given.issuePropertyKeysFilter ?? [],
    expires: call.site.now + MONTH_MS,
  };
  return { createdWebhookId: id };
}
