/** The playbook over HTTP: who may change it, what is refused before anything is saved, and what is kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfTables } from '../../src/testing/hash-tables.ts';
import type { PlayedApp } from '../../src/testing/played-app.ts';
import {
  addRule,
  type Caller,
  callerOf,
  signedIn,
  startPlayedPlaybook,
} from '../../src/testing/played-playbook.ts';
import { ONBOARD, type RuleParts } from '../../src/testing/tenant-rules.ts';

const IGNORE: RuleParts = {
  name: 'Spam',
  conditions: { projects: ['SPAM'] },
  effect: { kind: 'ignore' },
};

let app: PlayedApp;
let ana: Caller;
let vera: Caller;
beforeAll(async () => {
  app = await startPlayedPlaybook();
  ana = await signedIn(app, 'ana');
  vera = await signedIn(app, 'vera', 'viewer');
});
afterAll(() => app.close());

describe('a rule', () => {
  it('is added, listed, changed, moved and removed, and every version is kept with who and why', async () => {
    const first = await addRule(ana, IGNORE);
    expect(first).toMatchObject({
      status: 201,
      body: {
        outcome: 'in-effect',
        version: 1,
        rule: { name: 'Spam', position: 1, isEnabled: true, cases: [] },
        replay: { summary: '0 of 0 decisions of the last 90 days flip' },
      },
    });
    const second = await addRule(ana, ONBOARD, 1);
    const listed = await vera('GET', '/api/playbook');
    expect(listed).toMatchObject({
      status: 200,
      body: { version: 2, items: [{ name: 'Onboarding' }, { name: 'Spam' }], nextCursor: null },
    });
    const path = `/api/playbook/${second.ruleId}`;
    const moved = await ana('PATCH', path, { position: 2, why: 'later' });
    expect(moved).toMatchObject({ status: 200, body: { version: 3, rule: { position: 2 } } });
    const renamed = await ana('PATCH', path, { rule: { name: 'Crew' }, why: 'clearer' });
    expect(renamed).toMatchObject({ body: { version: 4, rule: { name: 'Crew', position: 2 } } });
    expect((await ana('DELETE', `${path}?why=unused`)).status).toBe(200);
    expect((await ana('GET', path)).status).toBe(404);
    const versions = await app.transact((tx) =>
      Promise.all([1, 2, 3, 4, 5].map((version) => tx.playbook.get(version))),
    );
    expect(versions.map((version) => [version?.change.kind, version?.why])).toEqual([
      ['added', 'a test'],
      ['added', 'a test'],
      ['moved', 'later'],
      ['changed', 'clearer'],
      ['removed', 'unused'],
    ]);
    const log = await app.transact((tx) => tx.log.list(0, 200));
    const changes = log.filter(({ event }) => event === 'playbook.changed');
    expect(changes).toHaveLength(5);
    expect(changes.at(-1)).toMatchObject({
      actor: { kind: 'human', id: versions[4]?.madeBy },
      detail: { version: 5, change: 'removed', ruleId: second.ruleId },
    });
  });

  it('is listed page by page', async () => {
    await addRule(ana, ONBOARD);
    const { body } = await ana('GET', '/api/playbook?limit=1');
    expect(body).toMatchObject({ items: [{ name: 'Spam' }] });
    const cursor = String((body as { nextCursor?: string }).nextCursor);
    const next = await ana('GET', `/api/playbook?limit=1&cursor=${cursor}`);
    expect(next.body).toMatchObject({ items: [{ name: 'Onboarding' }], nextCursor: null });
    expect((await ana('GET', '/api/playbook?cursor=rul_nothing0')).status).toBe(422);
  });
});

describe('nothing is saved of', () => {
  it.each<[string, RuleParts, string]>([
    [
      'a case that does not hold',
      { ...ONBOARD, cases: [{ text: 'Do not onboard Bo to the crew ABC', expect: 'matches' }] },
      'expects matches, found:',
    ],
    [
      'a case that finds other words',
      {
        ...ONBOARD,
        cases: [
          {
            text: 'Onboard Bo to the crew ABC',
            expect: { proposes: [{ type: 'project.member.add', args: { user: 'Bo' } }] },
          },
        ],
      },
      'proposes project.member.add {"user":"Bo"}',
    ],
    [
      'a rule that proposes without a phrase',
      { ...ONBOARD, conditions: {} },
      'A rule that proposes an action needs a phrase',
    ],
    ['a rule that ignores every ticket', { effect: { kind: 'ignore' } }, 'add a condition'],
    [
      'an argument that no phrase holds',
      { ...ONBOARD, conditions: { phrases: ['onboard {user} now'] } },
      'project',
    ],
    [
      'an argument the action does not have',
      { ...ONBOARD, effect: { ...ONBOARD.effect, args: { people: { from: 'user' } } } as never },
      'has no argument "people"',
    ],
    [
      'an action that does not exist',
      { ...ONBOARD, effect: { ...ONBOARD.effect, type: 'shell.run' } as never },
      'there is no such kind of action',
    ],
    [
      'a phrase that is broken',
      { conditions: { phrases: ['add [x'] }, effect: { kind: 'ignore' } },
      'is never closed',
    ],
    ['a list that is empty', { conditions: { labels: [] }, effect: { kind: 'ignore' } }, 'labels'],
  ])('%s, and the answer says what to do', async (_, rule, sentence) => {
    const before = hashOfTables(app.harness);
    const { status, body } = await addRule(ana, rule);
    expect([status, hashOfTables(app.harness)]).toEqual([422, before]);
    expect((body as { detail: string }).detail).toContain(sentence);
  });

  it('a change by a viewer, by nobody, or without a reason', async () => {
    const before = hashOfTables(app.harness);
    expect((await addRule(vera, IGNORE)).status).toBe(403);
    expect((await addRule(callerOf(app, ''), IGNORE)).status).toBe(401);
    expect((await vera('DELETE', '/api/playbook/rul_00000000')).status).toBe(403);
    expect((await vera('DELETE', '/api/playbook/nothing?why=x')).status).toBe(403);
    const rule = { name: 'x', ...IGNORE };
    expect((await ana('POST', '/api/playbook', { rule })).status).toBe(422);
    expect((await ana('POST', '/api/playbook', { rule, why: ' ' })).status).toBe(422);
    expect((await ana('DELETE', '/api/playbook/rul_00000000?why=x')).status).toBe(404);
    expect(hashOfTables(app.harness)).toBe(before);
  });

  it('a change sent from another site', async () => {
    const answer = await app.harness.service.app.request('/api/playbook/rul_00000000?why=x', {
      method: 'DELETE',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('rules tried against the log', () => {
  const setOf = (count: number, cases: RuleParts['cases'] = []) => ({
    rules: Array.from({ length: count }, (_, at) => ({
      ruleId: `rul_${String(at).padStart(8, '0')}`,
      position: at + 1,
      ...IGNORE,
      name: 'A rule with a long name, so that the whole set is larger than a small body may be',
      cases,
    })),
  });

  it('may be as many as a playbook has', async () => {
    const set = setOf(900);
    expect(JSON.stringify(set).length).toBeGreaterThan(2 * 64 * 1024);
    expect(await ana('POST', '/api/playbook/replay', set)).toMatchObject({
      status: 200,
      body: { failures: [] },
    });
  });

  it('are tried by an owner or approver only, and one set at a time', async () => {
    const set = setOf(60, [
      { text: 'Hello', expect: 'does-not-match', facts: { projectKey: 'X' } },
    ]);
    expect((await vera('POST', '/api/playbook/replay', set)).status).toBe(403);
    const bo = await signedIn(app, 'bo', 'approver');
    const both = await Promise.all(
      [ana, bo].map((call) => call('POST', '/api/playbook/replay', set)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(both.find(({ status }) => status === 429)?.body).toMatchObject({
      detail: expect.stringContaining('Wait until that has ended'),
    });
    expect((await bo('POST', '/api/playbook/replay', set)).status).toBe(200);
    expect((await bo('POST', '/api/playbook/replay', {})).status).toBe(422);
    expect((await bo('POST', '/api/playbook/replay', set)).status).toBe(200);
  });
});

it('a rule hidden by an earlier one is found by its cases', async () => {
  const cases: RuleParts['cases'] = [{ text: 'Onboard Bo to the crew ABC', expect: 'matches' }];
  const all: RuleParts = { conditions: { phrases: ['crew'] }, effect: { kind: 'route', to: 'Bo' } };
  expect((await addRule(ana, { ...ONBOARD, cases })).status).toBe(422); // the one above has the same phrase
  const { body } = await ana('POST', '/api/playbook/replay', {
    rules: [all, { ...ONBOARD, cases }].map((rule, at) => ({
      ruleId: `rul_0000000${at}`,
      position: at + 1,
      name: 'x',
      ...rule,
    })),
  });
  expect(body).toMatchObject({ failures: [{ expected: 'matches' }], decisions: 0 });
});
