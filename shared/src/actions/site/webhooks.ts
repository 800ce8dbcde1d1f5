/**
 * `webhook.register` and `webhook.delete`: calls of Jira to the app's own address, for connections by OAuth. Jira takes
 * one address per app, so no ticket connects another party; webhooks that bring tickets or comments are Kraken's ears
 * and are not deleted.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ActionFacts, ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { bareWords } from '../look-up/match-name.ts';
import { namedId, namedIdIn } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { countAt, idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { eventsWords, type WebhookShape, type WebhookTarget } from './sentences.ts';
import { canBeRegistered, isIntake, webhookIn } from './webhook-words.ts';

type RegisterArgs = { url: string; events: string[]; jql: string };

interface Listed extends WebhookShape {
  id: string;
  /** It listens to some fields or properties only, which Kraken does not register. */
  isNarrowed: boolean;
}

/** Jira's limit for one app and user. */
const MAX_WEBHOOKS = 5;
const IDS = 'values[].id';

function listRead(fields: readonly string[]): JiraRead {
  return readOf('getDynamicWebhooksForApp', {
    query: [['maxResults', '100']],
    pick: [...fields.map((field) => `values[].${field}`), 'total'],
  });
}

const shapesRead = (): JiraRead => listRead(['id', 'url', 'events', 'jqlFilter']);
const allRead = (): JiraRead =>
  listRead(['id', 'url', 'events', 'jqlFilter', 'fieldIdsFilter', 'issuePropertyKeysFilter']);

function listedIn({ body }: JiraReadResult): Listed[] {
  return itemsAt(body, 'values').flatMap((item) => {
    const id = idAt(item, 'id');
    if (id === undefined || !/^\d{1,15}$/.test(id)) return [];
    return [{ id, ...shapeOf(item), isNarrowed: isNarrowed(item) }];
  });
}

function shapeOf(item: Json): WebhookShape {
  return {
    url: textAt(item, 'url') ?? '',
    events: itemsAt(item, 'events').map(String),
    jql: textAt(item, 'jqlFilter') ?? '',
  };
}

function isNarrowed(item: Json): boolean {
  return ['fieldIdsFilter', 'issuePropertyKeysFilter'].some(
    (field) => itemsAt(item, field).length > 0,
  );
}

const isSame = (a: WebhookShape, b: WebhookShape): boolean =>
  a.url === b.url && a.jql === b.jql && [...a.events].sort().join() === [...b.events].sort().join();

function siteFacts(
  context: ResolveContext,
  target: Target,
  parts: Pick<ActionFacts, 'hasCompleteInverse' | 'touchesKraken'>,
): ActionFacts {
  const facts = factsOf(context, {
    targets: [target],
    projectIds: [],
    counts: {},
    isGlobal: true,
    hasCompleteInverse: parts.hasCompleteInverse,
    changesProjects: false,
  });
  return { ...facts, touchesKraken: parts.touchesKraken };
}

function* resolveRegister(
  args: RegisterArgs,
  context: ResolveContext,
): Reading<Outcome<'webhook.register'>> {
  const wish = webhookIn(args);
  if (!wish.ok) return wish;
  const target = wish.value;
  const read = shapesRead();
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead("Kraken's own webhooks", answer);
  const obstacle = roomFor(target, answer);
  if (!obstacle.ok) return obstacle;
  return found({
    target,
    facts: siteFacts(
      context,
      { kind: 'webhook', id: 'new', name: target.url },
      { hasCompleteInverse: !isIntake(target.events), touchesKraken: false },
    ),
    rows: [
      { label: 'Jira calls', before: 'nobody', after: target.url },
      { label: 'Events', before: 'none', after: eventsWords(target.events) },
      { label: 'Filter', before: 'none', after: target.jql },
    ],
    preconditions: [precondition('Webhooks of the app', read, answer)],
    radius: [
      'Data of these issues leaves the site with every event',
      'Jira ends the webhook after 30 days unless it is renewed',
    ],
  });
}

function roomFor(target: WebhookShape, answer: JiraReadResult): Result<null, Obstacle> {
  const listed = listedIn(answer);
  const total = countAt(answer.body, 'total') ?? listed.length;
  if (total > listed.length) {
    return unsupported("Jira does not show all of Kraken's own webhooks, so none is added.");
  }
  if (listed.some((one) => isSame(one, target))) {
    return already(`Jira already calls ${target.url} on these events.`);
  }
  const [other] = listed.filter(({ url }) => url !== target.url);
  if (other !== undefined) {
    return unsupported(
      'Jira takes one address per app, and the webhooks of this connection go to another one. A webhook to another party is set up by a Jira administrator.',
    );
  }
  if (listed.length >= MAX_WEBHOOKS) {
    return unsupported(
      `Jira takes ${countOf(MAX_WEBHOOKS, 'webhook')} of an app; delete one first.`,
    );
  }
  return ok(null);
}

function* resolveDelete(
  args: { webhook: string },
  context: ResolveContext,
): Reading<Outcome<'webhook.delete'>> {
  const [answer] = yield* readAll([allRead()]);
  if (answer.status !== 200) return refusedRead("Kraken's own webhooks", answer);
  const listed = listedIn(answer);
  const id = namedIdIn(bareWords(args.webhook));
  const meant = listed.find((one) => one.id === id);
  if (meant === undefined) {
    const choices = listed.map((one) => `id:${one.id} (${eventsWords(one.events)}; ${one.jql})`);
    return yield* askVisibly(
      { thing: 'webhook', words: args.webhook, choices, guard: { global: 'ADMINISTER' } },
      context,
    );
  }
  const { isNarrowed: isNarrow, ...shape } = meant;
  const target: WebhookTarget = { ...shape, canReturn: !isNarrow && canBeRegistered(shape) };
  return found({
    target,
    facts: siteFacts(
      context,
      { kind: 'webhook', id: meant.id, name: meant.url },
      { hasCompleteInverse: false, touchesKraken: isIntake(meant.events) },
    ),
    rows: [
      {
        label: `Webhook ${meant.id} on ${eventsWords(meant.events)}`,
        before: meant.url,
        after: 'deleted',
      },
    ],
    preconditions: [precondition('Webhooks of the app', allRead(), answer)],
    radius: [
      `Whatever waits for calls about issues that match ${quoted(meant.jql)} hears nothing any more`,
    ],
  });
}

const COMMON = {
  area: 'site_webhooks',
  defaultClass: 'requires-approval',
  level: 'standard',
  // A Forge app's calls to these operations are refused.
  connections: ['oauth'],
} as const;

/** Catalogue entry of `webhook.register`. */
export const registerWebhook = defineAction('webhook.register', {
  ...COMMON,
  title: 'Register a webhook',
  approvalBecause: 'Data of issues leaves the site.',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be deleted, unless it brings tickets or comments; what was sent stays sent',
  },
  blastRadius: 'every event of the issues in its filter',
  writes: operations('registerDynamicWebhooks'),
  reads: operations('getDynamicWebhooksForApp'),
  schema: z.strictObject({
    url: z.string().min(1).max(2_000),
    events: z.array(words).min(1).max(20),
    jql: z.string().min(1).max(2_000),
  }),
  resolve: resolveRegister,
  compile: ({ url, events, jql }) => [
    requestOf('registerDynamicWebhooks', {
      body: { url, webhooks: [{ events, jqlFilter: jql }] },
      capture: { webhookId: 'webhookRegistrationResult[0].createdWebhookId' },
    }),
  ],
  // Jira answers 200 to a webhook it did not take, so the list decides.
  check: (target) => ({
    reads: [shapesRead()],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const count = listedIn(answer).filter((one) => isSame(one, target)).length;
      if (count === 1) return 'done';
      return count === 0 ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ events }, { webhookId }) =>
    webhookId === undefined || isIntake(events)
      ? null
      : [{ type: 'webhook.delete', args: { webhook: namedId(webhookId) } }],
});

/** Catalogue entry of `webhook.delete`. */
export const deleteWebhook = defineAction('webhook.delete', {
  ...COMMON,
  title: 'Delete a webhook',
  approvalBecause: 'Whatever waits for its calls hears nothing any more.',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be registered again, as a new one; events meanwhile are lost',
  },
  blastRadius: 'whatever waits for its calls',
  writes: operations('deleteWebhookById'),
  reads: operations('getDynamicWebhooksForApp', 'getBulkPermissions'),
  schema: z.strictObject({ webhook: words }),
  resolve: resolveDelete,
  compile: ({ id }) => [requestOf('deleteWebhookById', { body: { webhookIds: [Number(id)] } })],
  check: ({ id }) => membershipCheck(listRead(['id']), { list: IDS, value: id }, false),
  inverse: ({ url, events, jql, canReturn }) =>
    canReturn ? [{ type: 'webhook.register', args: { url, events, jql } }] : null,
});
