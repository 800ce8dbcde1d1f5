/** Nothing is sent on facts that differ from those that were shown. */
import { beforeEach, describe, expect, it } from 'vitest';
import { json } from '../testing/fakes';
import {
  ADD,
  ADD_LINE,
  actors,
  freshPorts,
  picked,
  ports,
  ROLE,
  ROLE_LINE,
  runSteps,
  step,
} from '../testing/order-runs';

beforeEach(freshPorts);

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

  it.each([
    ['another person of the list', actors('ana', 'cem'), 'succeeded'],
    ['how often the person is in it', actors('ana', 'ana'), 'drifted'],
    ['the person', actors('ben'), 'drifted'],
  ])('about what leads to one value see a change of %s', async (_name, now, outcome) => {
    const about = { list: 'actors[].actorUser.accountId', value: 'ana' };
    const one = { label: 'Members', read: ROLE, expected: picked('ana'), about };
    ports.jira.on(ROLE_LINE, json(200, now)).on(ADD_LINE, json(200, {}));
    const [result] = await runSteps([step({ preconditions: [one] })]);
    expect(result?.outcome).toBe(outcome);
    const blind = {
      ...one,
      expected: { status: 200, body: null },
      read: { ...ROLE, pick: ['id'] },
    };
    const [unread] = await runSteps([step({ index: 1, preconditions: [blind] })]);
    expect(unread?.outcome).toBe('drifted');
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
