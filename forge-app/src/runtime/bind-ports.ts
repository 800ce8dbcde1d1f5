/** Joins ports and Forge for one invocation. Nothing here outlives the call: one process serves many tenants. */
import { getAppContext } from '@forge/api';
import { obeyQuota } from '../jira/obey-quota';
import { paceWrites } from '../jira/pace-writes';
import { jiraAsApp } from '../jira/send-request';
import type { ClockPort, Invocation, OrderPorts } from '../ports';
import { approvalService } from '../service/call-service';
import { forgeKvs, forgeSecrets } from '../store/forge-kvs';

/** Kept free for the report at the end of an invocation. */
const MARGIN_MS = 4_000;

/** The system's clock. */
export const systemClock: ClockPort = {
  nowMs: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  jitter: () => 0.7 + Math.random() * 0.6,
};

/** Ports for running orders as the app. */
export function bindPorts(): OrderPorts {
  const kvs = forgeKvs();
  return {
    jira: paceWrites(obeyQuota(jiraAsApp(), kvs, systemClock), systemClock),
    kvs,
    secrets: forgeSecrets(),
    service: approvalService(),
    clock: systemClock,
  };
}

/** Facts of the running invocation. */
export function currentInvocation(): Invocation {
  const context = getAppContext();
  return {
    installationId: context.installationAri.toString(),
    deadlineMs: Date.now() + context.invocationRemainingTimeInMillis() - MARGIN_MS,
  };
}
