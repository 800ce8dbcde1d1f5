import { type JiraRead, type JiraRequest, type OrderStep, orderReportSchema } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FakePorts,
  fakeInvocation,
  fakePorts,
  json,
  makeOrder,
  NOW_MS,
} from '../testing/fakes';
import { runOrder } from './run-order';

const ADD: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: 'ABC', id: '10002' },
  query: [],
  body: { user: ['dana'] },
};
const ADD_LINE = 'POST /rest/api/3/project/ABC/role/10002';
const ROLE: JiraRead = {
  request: { ...ADD, operationId: 'getProjectRole', method: 'GET', body: undefined },
  pick: ['actors[].actorUser.accountId'],
};
const ROLE_LINE = 'GET /rest/api/3/project/ABC/role/10002';
const OTHER: JiraRequest = { ...ADD, path: { projectIdOrKey: 'XYZ', id: '10002' } };
const OTHER_LINE = 'POST /rest/api/3/project/XYZ/role/10002';

const actors = (...ids: string[]) => ({
  actors: ids.map((accountId) => ({ displayName: 'hidden', actorUser: { accountId } })),
});
const picked = (...ids: string[]) => ({
  status: 200,
  body: { actors: ids.map((accountId) => ({ actorUser: { accountId } })) },
});

function step(parts: Partial<OrderStep> = {}): OrderStep {
  return { index: 0, dependsOn: [], preconditions: [], requests: [ADD], checks: [], ...parts };
}

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
});

async function run(steps: OrderStep[], leftMs = 60_000) {
  const outcome = await runOrder(ports, makeOrder({ steps }), {
    ...fakeInvocation(),
    deadlineMs: ports.clock.ms + leftMs,
  });
  if (outcome.state !== 'ended') return outcome.state;
  return outcome.report;
}

/** The same order, handed out again now. */
async function runFresh(steps: OrderStep[], leftMs = 60_000) {
  const { ms } = ports.clock;
  const order = makeOrder({ steps, issuedAtMs: ms, expiresAtMs: ms + 600_000 });
  const outcome = await runOrder(ports, order, { ...fakeInvocation(), deadlineMs: ms + leftMs });
  return outcome.state === 'ended' ? outcome.report : outcome.state;
}

async function runSteps(steps: OrderStep[]) {
  const report = await run(steps);
  if (typeof report === 'string') throw new Error(report);
  return report.steps;
}

describe('the intent', () => {
  it('is written before the first request of a step leaves', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    let known: unknown;
    ports.jira.onSend = () => {
      known = ports.kvs.values.get('order:ord_00000001:0');
    };
    await runSteps([step()]);
    expect(known).toEqual({ atMs: NOW_MS });
  });

  it('keeps a step from being sent when the storage does not take it', async () => {
    ports.kvs.setNew = () => Promise.reject(new Error('storage down'));
    await expect(run([step()])).rejects.toThrow('storage down');
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('an order delivered again', () => {
  it('is reported again with the same result and sends nothing', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    const first = await runSteps([step()]);
    const second = await runSteps([step()]);
    expect(second).toEqual(first);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('sends once when it comes twice at the same time', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    let second: unknown;
    ports.jira.onSend = async () => {
      ports.jira.onSend = () => undefined;
      second = await run([step()]);
    };
    const first = await runSteps([step()]);
    expect(first[0]?.outcome).toBe('succeeded');
    expect(second).toBe('not-now');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('is unknown when the first run was cut off longer ago than any run lasts', async () => {
    ports.kvs.values.set('order:ord_00000001:0', { atMs: NOW_MS - 300_001 });
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('unknown');
    expect(ports.jira.sent).toEqual([]);
  });

  it('is not reported while the first run may still be at it', async () => {
    ports.kvs.values.set('order:ord_00000001:0', { atMs: NOW_MS - 299_000 });
    expect(await run([step()])).toBe('not-now');
  });

  it('goes on with steps that were never begun', async () => {
    ports.jira.on(ADD_LINE, json(200, {})).on(OTHER_LINE, json(200, {}));
    await runSteps([step()]);
    const results = await runSteps([step(), step({ index: 1, requests: [OTHER] })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
  });
});

describe('an expired order', () => {
  it('tells what was done before, instead of claiming that nothing ran', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    await runSteps([step()]);
    ports.clock.ms += 700_000;
    const report = await run([step()]);
    expect(report).toMatchObject({ state: 'ran', steps: [{ outcome: 'succeeded' }] });
  });

  it('lets no further step begin, although the run began in time', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.jira.onSend = () => {
      ports.clock.ms = NOW_MS + 600_000; // the very moment of its expiry
    };
    const report = await run([step(), step({ index: 1, requests: [OTHER] })], 900_000);
    expect(report).toMatchObject({
      state: 'ran',
      steps: [
        { outcome: 'succeeded' },
        { outcome: 'skipped', reason: 'Not started: the order had expired' },
      ],
    });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('that expires while its preconditions are read sends nothing', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    ports.jira.onSend = () => {
      ports.clock.ms = NOW_MS + 600_000;
    };
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    const report = await run([step({ preconditions: [guard] })], 900_000);
    expect(report).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.writes()).toEqual([]);
  });

  it('is refused when nothing of it was begun, and cannot be begun afterwards', async () => {
    ports.clock.ms += 700_000;
    expect(await run([step()])).toMatchObject({ state: 'refused', refusal: 'expired' });
    ports.clock.ms = NOW_MS;
    expect(await run([step()])).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('preconditions', () => {
  const guarded = step({
    preconditions: [{ label: 'Members', read: ROLE, expected: picked('ana', 'ben') }],
  });

  it('hold whatever the order of a list', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ben', 'ana'))).on(ADD_LINE, json(200, {}));
    expect((await runSteps([guarded]))[0]?.outcome).toBe('succeeded');
  });

  it.each([
    ['another member', json(200, actors('ana', 'mallory')), picked('ana', 'mallory')],
    ['a member counted twice', json(200, actors('ana', 'ben', 'ben')), picked('ana', 'ben', 'ben')],
    ['the role gone', json(404, { errorMessages: ['no'] }), { status: 404, body: null }],
  ])('that differ send nothing and show both values: %s', async (_name, answer, found) => {
    ports.jira.on(ROLE_LINE, answer);
    const [result] = await runSteps([guarded]);
    expect(result).toMatchObject({
      outcome: 'drifted',
      statuses: [],
      drift: [{ label: 'Members', expected: picked('ana', 'ben'), found }],
    });
    expect(ports.jira.writes()).toEqual([]);
  });

  it.each([
    ['somebody else joined', false, actors('ana', 'ben', 'cem'), 'succeeded'],
    ['everybody else left', false, actors(), 'succeeded'],
    ['the person joined', false, actors('ana', 'ben', 'dana'), 'drifted'],
    ['somebody else left', true, actors('dana'), 'succeeded'],
    ['the person left', true, actors('ana', 'ben'), 'drifted'],
  ])('about one person of a list: %s', async (_name, isIn, now, outcome) => {
    const holds = { list: 'actors[].actorUser.accountId', value: 'dana', isIn };
    const expected = isIn ? picked('ana', 'ben', 'dana') : picked('ana', 'ben');
    const one = { label: 'Members', read: ROLE, expected, holds };
    ports.jira.on(ROLE_LINE, json(200, now)).on(ADD_LINE, json(200, {}));
    const [result] = await runSteps([step({ preconditions: [one] })]);
    expect(result?.outcome).toBe(outcome);
    expect(ports.jira.writes()).toEqual(outcome === 'succeeded' ? [ADD_LINE] : []);
    // A person sees the whole lists, not only the one that counts.
    if (outcome === 'drifted') {
      const body = { actors: now.actors.map(({ actorUser }) => ({ actorUser })) };
      expect(result?.drift).toEqual([{ label: 'Members', expected, found: { status: 200, body } }]);
    }
  });

  it('about one person of a list still compare the status, and need the list to be read', async () => {
    const holds = { list: 'actors[].actorUser.accountId', value: 'dana', isIn: false };
    const one = { label: 'Members', read: ROLE, expected: picked(), holds };
    ports.jira.on(ROLE_LINE, json(404, {}));
    const [gone] = await runSteps([step({ preconditions: [one] })]);
    expect(gone?.outcome).toBe('drifted');
    ports.jira.on(ROLE_LINE, json(200, actors()));
    const blind = { ...one, read: { ...ROLE, pick: ['id'] } };
    const [unread] = await runSteps([step({ index: 1, preconditions: [blind] })]);
    expect(unread?.outcome).toBe('drifted');
    expect(ports.jira.writes()).toEqual([]);
  });

  it('of one plan do not stop each other: two people into one role', async () => {
    const add = (index: number, id: string) =>
      step({
        index,
        requests: [{ ...ADD, body: { user: [id] } }],
        preconditions: [
          {
            label: 'Members',
            read: ROLE,
            expected: picked('ana'),
            holds: { list: 'actors[].actorUser.accountId', value: id, isIn: false },
          },
        ],
      });
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')), json(200, actors('ana', 'dana')))
      .on(ADD_LINE, json(200, {}));
    const results = await runSteps([add(0, 'dana'), add(1, 'ben')]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
  });

  it.each([
    ['no answer', { status: 0 }],
    ['a 503', { status: 503 }],
    ['a page in place of JSON', { status: 200, form: 'other' as const }],
    ['no permission', json(403, {})],
  ])('that cannot be read skip the step: %s', async (_name, answer) => {
    ports.jira.on(ROLE_LINE, answer);
    const [result] = await runSteps([guarded]);
    expect(result?.outcome).toBe('skipped');
    expect(result?.reason).toContain('Members');
    expect(ports.jira.writes()).toEqual([]);
  });
});

describe('outcomes', () => {
  it.each([
    ['200', json(200, {}), 'succeeded'],
    ['201 without a body', { status: 201 }, 'succeeded'],
    ['204', { status: 204 }, 'succeeded'],
    ['303', { status: 303 }, 'succeeded'],
    ['400', json(400, { errorMessages: ['Bad role.'] }), 'failed'],
    ['401', json(401, { message: 'Unauthorized; scope does not match' }), 'failed'],
    ['403 as a page', { status: 403, form: 'other' as const }, 'failed'],
    ['404', json(404, {}), 'failed'],
    ['409', json(409, {}), 'failed'],
    ['408', { status: 408 }, 'unknown'],
    ['302', { status: 302 }, 'unknown'],
    ['500', { status: 500 }, 'unknown'],
    ['502', { status: 502, form: 'other' as const }, 'unknown'],
    ['200 with a page', { status: 200, form: 'other' as const }, 'unknown'],
    ['no answer', { status: 0 }, 'unknown'],
  ])('a write answered %s is sent once', async (_name, answer, expected) => {
    ports.jira.on(ADD_LINE, answer);
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe(expected);
    expect(result?.statuses).toEqual([answer.status]);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it.each([
    [400, 'You cannot edit roles as it is on the Jira Software Free plan'],
    [403, 'Audit logs aren’t available for this site as all its products are on Free plans'],
    [403, 'The site is not entitled to this feature'],
  ])(
    'explain a refusal of the plan (%i) in plain words before Jira’s own',
    async (status, plan) => {
      const body = { errorMessages: ['x'.repeat(600), plan], errors: { user: 'unknown' } };
      ports.jira.on(ADD_LINE, json(status, body));
      const [result] = await runSteps([step()]);
      expect(result?.reason).toMatch(/^This site’s Jira plan does not include this change/);
      expect(result?.reason).toContain(`Jira says: ${plan} xxx`);
      expect(result?.reason).toHaveLength(500);
    },
  );

  it('speak of the plan only where Jira does', async () => {
    ports.jira.on(ADD_LINE, json(403, { errorMessages: ['You are freely forbidden.'] }));
    expect((await runSteps([step()]))[0]?.reason).toBe('You are freely forbidden.');
  });

  it('never quote a page', async () => {
    ports.jira.on(ADD_LINE, { status: 403, form: 'other' });
    expect((await runSteps([step()]))[0]?.reason).toBe('Jira answered 403 and gave no reason');
  });

  it('say what was done when a later request of the step is refused, and read the effect', async () => {
    const both = step({ requests: [ADD, OTHER], checks: [ROLE] });
    ports.jira
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, json(400, { errorMessages: ['No.'] }))
      .on(ROLE_LINE, json(200, actors('dana')));
    const [result] = await runSteps([both]);
    expect(result).toMatchObject({
      outcome: 'failed',
      statuses: [200, 400],
      reason: 'Only 1 of 2 requests were done. No.',
      checks: [picked('dana')],
    });
  });

  it('of a step with hundreds of requests are kept and reported like any other', async () => {
    const many = step({ requests: Array.from({ length: 130 }, () => ADD) });
    ports.jira.on(ADD_LINE, json(200, {}));
    const report = await run([many], 600_000);
    expect(report).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
    expect(orderReportSchema.safeParse(report).success).toBe(true);
    expect(await run([many], 600_000)).toEqual(report);
    expect(ports.jira.writes()).toHaveLength(130);
  });

  it('send nothing for a parameter that does not fit its pattern', async () => {
    const sly = { ...ADD, path: { projectIdOrKey: 'ABC/../XYZ', id: '10002' } };
    const [result] = await runSteps([step({ requests: [sly] })]);
    expect(result).toMatchObject({ outcome: 'failed', statuses: [] });
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('a 429', () => {
  it('means that Jira did nothing, and is tried again after the time it names', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 3 }, json(200, {}));
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('succeeded');
    expect(ports.clock.sleeps).toEqual([3_000]);
  });

  it('is given up after four tries', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 1 });
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('failed');
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('whose time is past the end of the run is obeyed by a later run, to the second, and the write is sent once', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 3_600 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 3_599_999;
    const again = () => runFresh([step()]);
    expect(await again()).toBe('not-now');
    expect(ports.jira.sent).toHaveLength(1);
    ports.clock.ms += 1;
    const both = await Promise.all([again(), again()]);
    const reports = both.filter((one) => typeof one !== 'string');
    expect(reports).toMatchObject([{ steps: [{ outcome: 'succeeded', statuses: [200] }] }]);
    expect(ports.jira.sent).toHaveLength(2);
    expect(ports.clock.sleeps).toEqual([]);
  });

  it('is counted over all runs: four tries in all', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 });
    for (let tries = 1; tries <= 3; tries += 1) {
      expect(await runFresh([step()])).toBe('not-now');
      ports.clock.ms += 100_000;
    }
    expect(await runFresh([step()])).toMatchObject({
      steps: [{ outcome: 'failed', statuses: [429] }],
    });
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('in the middle of a step goes on with the request that was put off, not with the first', async () => {
    const both = step({ requests: [ADD, OTHER] });
    ports.jira
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await run([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    expect(await runFresh([both])).toMatchObject({
      steps: [{ outcome: 'succeeded', statuses: [200, 200] }],
    });
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE, OTHER_LINE]);
  });

  it.each([
    ['paused', 200, { paused: { by: 'Ana' } }],
    ['not known to run', 0, null],
  ])('that was put off is not sent while the site is %s', async (_name, status, body) => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.service.on('GET /forge/v1/settings', status, body);
    expect(await runFresh([step()])).toBe('not-now');
    expect(ports.jira.sent).toHaveLength(1);
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('that was put off and taken up by a run that was cut off is unknown, and not sent again', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    await run([step()]);
    ports.clock.ms += 100_000;
    ports.jira.onSend = () => {
      throw new Error('the run is cut off');
    };
    await expect(runFresh([step()])).rejects.toThrow('cut off');
    ports.jira.onSend = () => undefined;
    expect(await runFresh([step()])).toBe('not-now');
    ports.clock.ms += 300_001;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'unknown' }] });
    expect(ports.jira.sent).toHaveLength(2);
  });

  it('without a time waits 2 and 4 seconds, and 8 seconds put aside', async () => {
    ports.jira.on(ADD_LINE, { status: 429 });
    expect(await run([step()])).toBe('not-now');
    expect(ports.clock.sleeps).toEqual([2_000, 4_000]);
    ports.clock.ms += 7_999;
    expect(await runFresh([step()])).toBe('not-now');
    ports.clock.ms += 1;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'failed' }] });
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('of more than five seconds is not slept through: a pause that comes meanwhile is obeyed', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 6 }, json(200, {}));
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 6_000;
    expect(await runFresh([step()])).toBe('not-now');
    expect(ports.clock.sleeps).toEqual([]);
    expect(ports.jira.sent).toHaveLength(1);
  });

  it('is believed for an hour at most', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 1e9 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 3_600_000;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });
});

describe('a write that was put aside', () => {
  const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
  const guarded = step({ preconditions: [guard] });

  /** Put off before anything of the step was written. */
  async function putOff(): Promise<void> {
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')))
      .on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await runFresh([guarded])).toBe('not-now');
    ports.clock.ms += 100_000;
  }

  it('is not sent where its preconditions have come to differ', async () => {
    await putOff();
    ports.jira.on(ROLE_LINE, json(200, actors('ana', 'mallory')));
    const report = await runFresh([guarded]);
    expect(report).toMatchObject({
      steps: [{ outcome: 'drifted', statuses: [], drift: [{ found: picked('ana', 'mallory') }] }],
    });
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    expect(await runFresh([guarded])).toEqual(report);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('is not sent where its preconditions cannot be read, and waits while Jira is too busy', async () => {
    await putOff();
    ports.jira.on(ROLE_LINE, { status: 429, retryAfterSeconds: 100 });
    expect(await runFresh([guarded])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.jira.on(ROLE_LINE, json(403, {}));
    expect(await runFresh([guarded])).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('sees a pause that came while its preconditions were read again', async () => {
    await putOff();
    ports.jira.onSend = ({ method }) => {
      if (method === 'GET')
        ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    };
    expect(await runFresh([guarded])).toBe('not-now');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('after one that was done goes on: the step itself has changed the facts', async () => {
    const both = step({ preconditions: [guard], requests: [ADD, OTHER] });
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')), json(200, actors('ana', 'dana')))
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await runFresh([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    expect(await runFresh([both])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('is known as begun for as long as it is kept, and never new', async () => {
    const renewed: string[] = [];
    const set = ports.kvs.set.bind(ports.kvs);
    ports.kvs.set = (key, value, days) => {
      renewed.push(`${key} ${days}`);
      return set(key, value, days);
    };
    await putOff();
    expect(renewed).toEqual(['order:ord_00000001:0:held 30', 'order:ord_00000001:0 30']);
    expect(ports.kvs.values.get('order:ord_00000001:0')).toEqual({ atMs: NOW_MS });
    ports.kvs.values.delete('order:ord_00000001:0');
    expect(await runFresh([guarded])).toMatchObject({ steps: [{ outcome: 'unknown' }] });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('and was cut off when taken up tells what had been done before', async () => {
    const create: JiraRequest = { ...ADD, capture: { role: 'id' } };
    const both = step({ requests: [create, OTHER] });
    ports.jira
      .on(ADD_LINE, json(200, { id: '7' }))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 });
    expect(await runFresh([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.jira.onSend = () => {
      throw new Error('the run is cut off');
    };
    await expect(runFresh([both])).rejects.toThrow('cut off');
    ports.clock.ms += 300_001;
    expect(await runFresh([both])).toMatchObject({
      steps: [{ outcome: 'unknown', statuses: [200], captured: { role: '7' } }],
    });
  });
});

describe('several steps', () => {
  it('skip what depends on a step that did not succeed, and run the others', async () => {
    ports.jira.on(ADD_LINE, { status: 500 }).on(OTHER_LINE, json(200, {}));
    const results = await runSteps([
      step(),
      step({ index: 1, dependsOn: [0], requests: [OTHER] }),
      step({ index: 2, requests: [OTHER] }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'skipped', 'succeeded']);
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
  });

  it('stop before the next step when the site is paused', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    const results = await runSteps([step(), step({ index: 1, requests: [OTHER] })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'skipped']);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('do not start, keep and run later, when the site is paused before the first', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    expect(await run([step()])).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    expect((await runSteps([step()]))[0]?.outcome).toBe('succeeded');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it.each([
    ['no answer', 0, null],
    ['an error', 500, { paused: null }],
    ['a page', 200, null],
    ['a list', 200, []],
    ['nothing about a pause', 200, { settings: {} }],
  ])(
    'do not start while nobody can say whether the site is paused: %s',
    async (_n, status, body) => {
      ports.jira.on(ADD_LINE, json(200, {})).on(OTHER_LINE, json(200, {}));
      const steps = [step(), step({ index: 1, requests: [OTHER] })];
      ports.service.on('GET /forge/v1/settings', status, body);
      expect(await run(steps)).toBe('not-now');
      expect(ports.kvs.values.size).toBe(0);
      ports.jira.onSend = () => void ports.service.on('GET /forge/v1/settings', status, body);
      ports.service.on('GET /forge/v1/settings', 200, { paused: null });
      expect(await run(steps)).toBe('not-now'); // it falls silent after the first step
      expect(ports.jira.writes()).toEqual([ADD_LINE]);
      ports.jira.onSend = () => undefined;
      ports.service.on('GET /forge/v1/settings', 200, { paused: null });
      expect((await runSteps(steps)).map(({ outcome }) => outcome)).toEqual([
        'succeeded',
        'succeeded',
      ]);
      expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
    },
  );

  it('come again when Jira is too busy for their preconditions to be read', async () => {
    ports.jira.on(ROLE_LINE, { status: 429, retryAfterSeconds: 100 });
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    expect(await run([step({ preconditions: [guard] })])).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    ports.jira.on(ROLE_LINE, json(200, actors('ana'))).on(ADD_LINE, json(200, {}));
    ports.clock.ms += 100_000;
    expect(await runFresh([step({ preconditions: [guard] })])).toMatchObject({
      steps: [{ outcome: 'succeeded' }],
    });
  });

  it('see a pause that came while the preconditions were being read', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    expect(await run([step({ preconditions: [guard] })])).toBe('not-now');
    expect(ports.jira.writes()).toEqual([]);
  });

  it('leave a step for the next run when there is no time for it', async () => {
    expect(await run([step()], 5_000)).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('values and long tasks', () => {
  const create: JiraRequest = {
    operationId: 'createCustomField',
    method: 'POST',
    template: '/rest/api/3/field',
    path: {},
    query: [],
    body: {},
    capture: { field: 'id' },
  };
  const context: JiraRequest = {
    operationId: 'createCustomFieldContext',
    method: 'POST',
    template: '/rest/api/3/field/{fieldId}/context',
    path: { fieldId: { captured: 'field' } },
    query: [],
    body: {},
  };
  const bulk: JiraRequest = {
    operationId: 'submitBulkTransition',
    method: 'POST',
    template: '/rest/api/3/bulk/issues/transition',
    path: {},
    query: [],
    body: {},
    capture: { task: 'taskId' },
  };
  const progress: JiraRequest = {
    operationId: 'getBulkOperationProgress',
    method: 'GET',
    template: '/rest/api/3/bulk/queue/{taskId}',
    path: { taskId: { captured: 'task' } },
    query: [],
    poll: { field: 'status', until: ['COMPLETE', 'FAILED'] },
  };

  it('of one answer reach the path of the next request', async () => {
    ports.jira
      .on('POST /rest/api/3/field', json(201, { id: 'customfield_10100' }))
      .on('POST /rest/api/3/field/customfield_10100/context', json(201, {}));
    expect((await runSteps([step({ requests: [create, context] })]))[0]?.outcome).toBe('succeeded');
  });

  it('a refusal that the request tolerates does not end the step, any other one does', async () => {
    const narrow: JiraRequest = { ...context, tolerate: [400] };
    const after = { ...OTHER };
    ports.jira
      .on('POST /rest/api/3/field', json(201, { id: 'customfield_10100' }))
      .on('POST /rest/api/3/field/customfield_10100/context', json(400, {}), json(403, {}))
      .on(OTHER_LINE, json(200, {}));
    const requests = [create, narrow, after];
    expect((await runSteps([step({ requests })]))[0]).toMatchObject({
      outcome: 'succeeded',
      statuses: [201, 400, 200],
    });
    const again = await runOrder(
      ports,
      makeOrder({ orderId: 'ord_tolerate2', steps: [step({ requests })] }),
      fakeInvocation(),
    );
    expect(again).toMatchObject({
      report: { steps: [{ outcome: 'failed', statuses: [201, 403] }] },
    });
  });

  it('that are missing stop the step before anything else is sent', async () => {
    ports.jira.on('POST /rest/api/3/field', json(201, {}));
    const [result] = await runSteps([step({ requests: [create, context] })]);
    expect(result).toMatchObject({ outcome: 'failed', statuses: [201] });
    expect(result?.reason).toContain('missing-parameter fieldId');
  });

  it('out of Location when a write becomes a long task', async () => {
    const location = 'https://example.atlassian.net/rest/api/3/task/77';
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', { status: 303, location })
      .on('GET /rest/api/3/bulk/queue/77', json(200, { status: 'COMPLETE' }));
    expect((await runSteps([step({ requests: [bulk, progress] })]))[0]?.outcome).toBe('succeeded');
  });

  it.each([
    ['ends', [{ status: 'RUNNING' }, { status: 'COMPLETE' }], 'succeeded'],
    ['fails', [{ status: 'RUNNING' }, { status: 'FAILED', message: 'broke' }], 'unknown'],
    ['is cancelled', [{ status: 'CANCELLED' }], 'unknown'],
    ['is dead', [{ status: 'DEAD' }], 'unknown'],
  ])(
    'a task over many issues, which may have done some of them, that %s',
    async (_name, bodies, expected) => {
      ports.jira
        .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
        .on('GET /rest/api/3/bulk/queue/t1', ...bodies.map((body) => json(200, body)));
      const [result] = await runSteps([step({ requests: [bulk, progress] })]);
      expect(result?.outcome).toBe(expected);
    },
  );

  it('a task about one thing that fails has failed, and may have done a part', async () => {
    const template = '/rest/api/3/task/{taskId}';
    const task: JiraRequest = { ...progress, operationId: 'getTask', template };
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/task/t1', json(200, { status: 'FAILED', message: 'broke' }));
    const [result] = await runSteps([step({ requests: [bulk, task] })]);
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/a part of it may be done\. broke$/),
    });
  });

  it('a task that Jira accepted without naming it is unknown, never “not sent”', async () => {
    ports.jira.on('POST /rest/api/3/bulk/issues/transition', json(201, {}));
    const [result] = await runSteps([step({ requests: [bulk, progress] })]);
    expect(result).toMatchObject({ outcome: 'unknown', statuses: [201] });
    expect(result?.reason).not.toContain('not sent');
  });

  const bulkStep = step({ requests: [bulk, progress] });
  const BULK_LINE = 'POST /rest/api/3/bulk/issues/transition';
  const TASK_LINE = 'GET /rest/api/3/bulk/queue/t1';

  it.each([
    ['still works', json(200, { status: 'RUNNING' })],
    ['cannot be followed for a while: 503', { status: 503 }],
    ['cannot be followed for a while: no answer', { status: 0 }],
    ['cannot be followed for a while: a page', { status: 200, form: 'other' as const }],
    ['is asked after too often', { status: 429, retryAfterSeconds: 100 }],
  ])(
    'a task that %s when the run is over is followed by later runs, and the write is sent once',
    async (_name, answer) => {
      ports.jira.on(BULK_LINE, json(201, { taskId: 't1' })).on(TASK_LINE, answer);
      for (let minutes = 0; minutes < 30; minutes += 5) {
        expect(await runFresh([bulkStep])).toBe('not-now');
        ports.clock.ms += 300_000;
      }
      ports.jira.on(TASK_LINE, json(200, { status: 'COMPLETE' }));
      expect(await runFresh([bulkStep])).toMatchObject({
        steps: [{ outcome: 'succeeded', statuses: [201, 200], captured: { task: 't1' } }],
      });
      expect(ports.jira.writes()).toEqual([BULK_LINE]);
    },
  );

  it('a task whose run was cut off is followed by the next, and the write is sent once', async () => {
    ports.jira.on(BULK_LINE, json(201, { taskId: 't1' }));
    ports.jira.onSend = ({ method }) => {
      if (method === 'GET') throw new Error('the run is cut off');
    };
    await expect(run([bulkStep])).rejects.toThrow('cut off');
    ports.jira.onSend = () => undefined;
    ports.jira.on(TASK_LINE, json(200, { status: 'FAILED', message: 'broke' }));
    ports.clock.ms += 3_600_000;
    expect(await runFresh([bulkStep])).toMatchObject({
      steps: [{ outcome: 'unknown', reason: 'broke', statuses: [201, 200] }],
    });
    expect(ports.jira.writes()).toEqual([BULK_LINE]);
  });

  it('a task is followed to its end also while the site is paused: reading changes nothing', async () => {
    ports.jira
      .on(BULK_LINE, json(201, { taskId: 't1' }))
      .on(TASK_LINE, json(200, { status: 'RUNNING' }));
    expect(await run([bulkStep])).toBe('not-now');
    ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    ports.jira.on(TASK_LINE, json(200, { status: 'COMPLETE' }));
    ports.clock.ms += 100_000;
    expect(await runFresh([bulkStep])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('are reported, but for those too long to be an id', async () => {
    const long: JiraRequest = { ...create, capture: { field: 'id', note: 'note' } };
    ports.jira.on(
      'POST /rest/api/3/field',
      json(201, { id: 'customfield_10100', note: 'x'.repeat(201) }),
    );
    const [result] = await runSteps([step({ requests: [long] })]);
    expect(result?.captured).toEqual({ field: 'customfield_10100' });
  });

  it('are never reported in a way that the service would refuse', async () => {
    const names = Array.from({ length: 150 }, (_, at) => `option${at}`);
    const many: JiraRequest = {
      ...create,
      capture: Object.fromEntries([...names, 'no name'].map((name) => [name, 'id'])),
    };
    ports.jira.on('POST /rest/api/3/field', json(201, { id: '7' }));
    const report = await run([step({ requests: [many] })]);
    expect(orderReportSchema.safeParse(report).success).toBe(true);
    if (typeof report === 'string') throw new Error(report);
    expect(Object.keys(report.steps[0]?.captured ?? {})).toHaveLength(100);
  });

  it('of an interrupted step, missing in a read of the effect, leave it unread', async () => {
    const read: JiraRead = {
      request: { ...context, method: 'GET', operationId: 'getContextsForField' },
      pick: ['values[].id'],
    };
    ports.jira.on('POST /rest/api/3/field', json(201, {}));
    const [result] = await runSteps([step({ requests: [create], checks: [read] })]);
    expect(result).toMatchObject({ outcome: 'succeeded', checks: [{ status: 0, body: null }] });
  });

  it('a task that cannot be followed after the write is unknown', async () => {
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/bulk/queue/t1', json(404, {}));
    expect((await runSteps([step({ requests: [bulk, progress] })]))[0]?.outcome).toBe('unknown');
  });
});

describe('reads after success', () => {
  it('carry the picked fields only', async () => {
    ports.jira.on(ADD_LINE, json(200, {})).on(ROLE_LINE, json(200, actors('dana')));
    const [result] = await runSteps([step({ checks: [ROLE] })]);
    expect(result?.checks).toEqual([picked('dana')]);
    expect(JSON.stringify(result)).not.toContain('hidden');
  });
});
