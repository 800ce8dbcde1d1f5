/**
 * Registers the installation with the service: site, Kraken's own account, address and key of the web trigger. Repeated by
 * the sweep while something is missing, because right after an installation Jira refuses the app for some minutes.
 */
import {
  fieldAt,
  type Json,
  type LifecycleBody,
  lifecycleBodySchema,
  renderRequest,
} from '@kraken/shared';
import { GET_MYSELF, GET_SERVER_INFO, type OwnOperation } from '../jira/own-operations';
import { sendRead } from '../jira/send-patiently';
import { logLine } from '../log';
import type { Invocation, OrderPorts } from '../ports';
import { makeInstallationKey } from '../store/installation-key';
import { findRegistration, keepRegistration } from '../store/registration';

const DAY_MS = 86_400_000;

/** What only the platform can tell. */
export interface Site {
  cloudId: string;
  webTriggerUrl: string;
}

/** Registers now; true when the service has taken it. */
export async function register(
  ports: OrderPorts,
  invocation: Invocation,
  site: Site,
  event: 'installed' | 'upgraded' | 'registered',
): Promise<boolean> {
  const [me, server] = await Promise.all([
    ask(ports, invocation, GET_MYSELF),
    ask(ports, invocation, GET_SERVER_INFO),
  ]);
  const appAccountId = textAt(me, 'accountId') ?? null;
  const candidate: unknown = {
    event,
    cloudId: site.cloudId,
    siteUrl: textAt(server, 'baseUrl'),
    appAccountId,
    webTrigger: { url: site.webTriggerUrl, key: await makeInstallationKey(ports.secrets) },
  } satisfies Record<keyof Extract<LifecycleBody, { webTrigger: object }>, unknown>;
  const body = lifecycleBodySchema.safeParse(candidate);
  if (!body.success) {
    logLine('registration.not-ready', { hasAccount: appAccountId !== null });
    return false;
  }
  const { status } = await ports.service.call('POST', '/forge/v1/lifecycle', body.data);
  const isTaken = status >= 200 && status < 300;
  logLine('registration.sent', { cause: event, status, hasAccount: appAccountId !== null });
  if (isTaken) {
    const atMs = ports.clock.nowMs();
    await keepRegistration(ports.kvs, { appAccountId, webTriggerUrl: site.webTriggerUrl, atMs });
  }
  return isTaken;
}

/** True when the service should be told (again): never told, account unknown, address changed, or a day has passed. */
export async function isRegistrationDue(ports: OrderPorts, site: Site): Promise<boolean> {
  const last = await findRegistration(ports.kvs);
  if (last === undefined || last.appAccountId === null) return true;
  return last.webTriggerUrl !== site.webTriggerUrl || ports.clock.nowMs() - last.atMs > DAY_MS;
}

async function ask(
  ports: OrderPorts,
  invocation: Invocation,
  operation: OwnOperation,
): Promise<Json> {
  const rendered = renderRequest({ ...operation, path: {}, query: [] });
  if (!rendered.ok) throw new Error('an operation without parameters must render');
  // One try: the sweep asks again in five minutes.
  const sender = {
    ...ports,
    deadlineMs: Math.min(invocation.deadlineMs, ports.clock.nowMs() + 5_000),
  };
  const answer = await sendRead(sender, rendered.value);
  return answer.status === 200 ? answer.body : null;
}

function textAt(body: Json, path: string): string | undefined {
  const value = fieldAt(body, path);
  return typeof value === 'string' ? value : undefined;
}
