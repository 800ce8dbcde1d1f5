/** Runs orders of one step or several on fakes, as a web trigger does. Every test file begins each test with `freshPorts`. */
import type { JiraRead, JiraRequest, OrderStep } from '@kraken/shared';
import { runOrder } from '../orders/run-order';
import { type FakePorts, fakeInvocation, fakePorts, makeOrder } from './fakes';

export const ADD: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: 'ABC', id: '10002' },
  query: [],
  body: { user: ['dana'] },
};
export const ADD_LINE = 'POST /rest/api/3/project/ABC/role/10002';
export const ROLE: JiraRead = {
  request: { ...ADD, operationId: 'getProjectRole', method: 'GET', body: undefined },
  pick: ['actors[].actorUser.accountId'],
};
export const ROLE_LINE = 'GET /rest/api/3/project/ABC/role/10002';
export const OTHER: JiraRequest = { ...ADD, path: { projectIdOrKey: 'XYZ', id: '10002' } };
export const OTHER_LINE = 'POST /rest/api/3/project/XYZ/role/10002';

export const actors = (...ids: string[]) => ({
  actors: ids.map((accountId) => ({ displayName: 'hidden', actorUser: { accountId } })),
});
export const picked = (...ids: string[]) => ({
  status: 200,
  body: { actors: ids.map((accountId) => ({ actorUser: { accountId } })) },
});

export function step(parts: Partial<OrderStep> = {}): OrderStep {
  return { index: 0, dependsOn: [], preconditions: [], requests: [ADD], checks: [], ...parts };
}

/** What the runs of this test use. */
export let ports: FakePorts = fakePorts();

/** Forgets what earlier tests did. */
export function freshPorts(): void {
  ports = fakePorts();
}

export async function run(steps: OrderStep[], leftMs = 60_000) {
  const outcome = await runOrder(ports, makeOrder({ steps }), {
    ...fakeInvocation(),
    deadlineMs: ports.clock.ms + leftMs,
  });
  if (outcome.state !== 'ended') return outcome.state;
  return outcome.report;
}

/** The same order, handed out again now. */
export async function runFresh(steps: OrderStep[], leftMs = 60_000) {
  const { ms } = ports.clock;
  const order = makeOrder({ steps, issuedAtMs: ms, expiresAtMs: ms + 600_000 });
  const outcome = await runOrder(ports, order, { ...fakeInvocation(), deadlineMs: ms + leftMs });
  return outcome.state === 'ended' ? outcome.report : outcome.state;
}

export async function runSteps(steps: OrderStep[]) {
  const report = await run(steps);
  if (typeof report === 'string') throw new Error(report);
  return report.steps;
}
