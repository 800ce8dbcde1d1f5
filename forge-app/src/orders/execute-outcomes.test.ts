/** What is reported of a step: what Jira said, and what reading back shows. */
import { orderReportSchema } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { json } from '../testing/fakes';
import {
  ADD,
  ADD_LINE,
  actors,
  freshPorts,
  OTHER,
  OTHER_LINE,
  picked,
  ports,
  ROLE,
  ROLE_LINE,
  run,
  runSteps,
  step,
} from '../testing/order-runs';

beforeEach(freshPorts);

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
  ])('a write answered %s is sent once', async (name, answer, expected) => {
    ports.jira.on(ADD_LINE, answer);
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe(expected);
    // A page says no more than no answer.
    expect(result?.statuses).toEqual([name === '200 with a page' ? 0 : answer.status]);
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

describe('reads after success', () => {
  it('carry the picked fields only', async () => {
    ports.jira.on(ADD_LINE, json(200, {})).on(ROLE_LINE, json(200, actors('dana')));
    const [result] = await runSteps([step({ checks: [ROLE] })]);
    expect(result?.checks).toEqual([picked('dana')]);
    expect(JSON.stringify(result)).not.toContain('hidden');
  });
});
