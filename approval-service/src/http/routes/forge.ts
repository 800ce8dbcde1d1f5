/** `/forge/v1`: what the Forge app says and asks. Thin: parse, one use case, render. */
import {
  claimBodySchema,
  deliveryBodySchema,
  type IssueDecisions,
  lifecycleBodySchema,
  orderReportSchema,
  POLICY_VERSION,
  parseId,
  pauseBodySchema,
  putSettingsBodySchema,
  type SettingsAnswer,
} from '@kraken/shared';
import { Hono } from 'hono';
import { ServiceError } from '../../errors.ts';
import { claimOrders } from '../../execute/claim-orders.ts';
import { takeResults } from '../../execute/take-results.ts';
import { acceptDelivery } from '../../ingest/accept-delivery.ts';
import { pauseSite, saveSettings } from '../../instances/change-settings.ts';
import { registerInstallation } from '../../instances/register-installation.ts';
import { removeInstallation } from '../../instances/remove-installation.ts';
import type { Instance } from '../../ports.ts';
import { timeText, toSiteView } from '../../show/decision-view.ts';
import { decisionsOfIssue, listApprovals } from '../../show/list-decisions.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { forgeCaller, known } from '../middleware/forge-caller.ts';
import { LARGE_BODY, readJson } from '../read-body.ts';
import { forgeDecisionRoutes } from './forge-decisions.ts';

/** Requests on one page of the admin page's list. */
const PENDING = 50;

/** All routes under `/forge/v1`. */
export function forgeRoutes(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const verified = forgeCaller(context, { claim: true, mustBeKnown: true });
  const tenantOf = (instance: Instance) => context.store.forTenant(instance.userId);

  app.post('/deliveries', forgeCaller(context, { claim: false, mustBeKnown: true }), async (c) => {
    const { caller, instance } = known(c);
    const body = await readJson(c, deliveryBodySchema, LARGE_BODY);
    context.checkpoint('delivery.before-commit');
    const accepted = await acceptDelivery(context, {
      instance,
      caller,
      body,
      nowMs: context.clock.nowMs(),
    });
    context.checkpoint('delivery.committed');
    if (!accepted.ok)
      throw new ServiceError('unauthenticated', 'The invocation token was not accepted.');
    const { deliveryId, decisionId } = accepted.value;
    return c.json({ deliveryId, decisionId }, 202);
  });

  app.post('/lifecycle', forgeCaller(context, { claim: true, mustBeKnown: false }), async (c) => {
    const caller = c.get('caller');
    if (!caller)
      throw new ServiceError('unauthenticated', 'The invocation token was not accepted.');
    const body = await readJson(c, lifecycleBodySchema);
    const instance = c.get('instance');
    if (body.event === 'uninstalled') {
      if (instance) await removeInstallation(context, instance);
      return c.json({ instanceId: instance?.instanceId ?? '' });
    }
    if (!context.isWebTriggerHost(new URL(body.webTrigger.url))) {
      throw new ServiceError(
        'unprocessable',
        'webTrigger.url: not an address of an Atlassian web trigger',
      );
    }
    context.checkpoint('lifecycle.before-commit');
    const saved = await registerInstallation(context, caller, body);
    context.checkpoint('lifecycle.committed');
    return c.json({ instanceId: saved.instanceId });
  });

  app.get('/issues/:issueId/decisions', verified, async (c) => {
    const { instance } = known(c);
    const decisions = await tenantOf(instance).read((tx) =>
      decisionsOfIssue(
        tx,
        { instanceId: instance.instanceId, issueId: c.req.param('issueId') },
        context,
      ),
    );
    const answer: IssueDecisions = { decisions, site: toSiteView(instance) };
    return c.json(answer);
  });

  app.route('/decisions', forgeDecisionRoutes(context, verified));

  app.post('/work-orders/claim', verified, async (c) => {
    const { instance } = known(c);
    const { max } = await readJson(c, claimBodySchema);
    const orders = await claimOrders(context, instance, max, context.clock.nowMs());
    context.checkpoint('claim.issued');
    return c.json({ orders });
  });

  app.post('/work-orders/:id/results', verified, async (c) => {
    const { instance } = known(c);
    const orderId = parseId('OrderId', c.req.param('id'));
    const report = await readJson(c, orderReportSchema, LARGE_BODY);
    if (!orderId || report.orderId !== orderId)
      throw new ServiceError('not-found', 'There is no such order.');
    context.checkpoint('results.received');
    const nowMs = context.clock.nowMs();
    const state = await tenantOf(instance).transact((tx) =>
      takeResults(tx, context.random, { orderId, report, nowMs }),
    );
    context.checkpoint('results.committed');
    if (state === 'not-found') throw new ServiceError('not-found', 'There is no such order.');
    if (state === 'mismatch')
      throw new ServiceError('unprocessable', 'The report does not fit the order.');
    return c.json({ state });
  });

  app.get('/settings', verified, (c) => c.json(settingsAnswer(context, known(c).instance)));

  app.put('/settings', verified, async (c) => {
    const { instance } = known(c);
    const body = await readJson(c, putSettingsBodySchema);
    return c.json(settingsAnswer(context, await saveSettings(context, instance, body)));
  });

  app.post('/pause', verified, async (c) => {
    const { instance } = known(c);
    return c.json(
      settingsAnswer(
        context,
        await pauseSite(context, instance, await readJson(c, pauseBodySchema)),
      ),
    );
  });

  app.get('/approvals', verified, async (c) => {
    const { instance } = known(c);
    const { instanceId } = instance;
    const after = parseId('ApprovalId', c.req.query('cursor'));
    return c.json(
      await tenantOf(instance).read((tx) =>
        listApprovals(tx, { instanceId, after, limit: PENDING }, context),
      ),
    );
  });

  return app;
}

function settingsAnswer({ clock }: HttpContext, instance: Instance): SettingsAnswer {
  return {
    settings: instance.settings,
    paused: pausedAnswer(instance.paused),
    connection: {
      lastSeenAt: timeText(instance.lastSeenAtMs),
      policyVersion: POLICY_VERSION,
      serviceTime: timeText(clock.nowMs()),
    },
  };
}

function pausedAnswer(paused: Instance['paused']): SettingsAnswer['paused'] {
  return paused && { by: paused.by, since: timeText(paused.sinceMs), reason: paused.reason };
}
