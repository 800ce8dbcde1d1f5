/** P7 to P11, A1 to A5, A7: what an approval link can and cannot do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, OTHER_INSTALLATION, startHarness } from '../../src/testing/harness.ts';
import { hashOfTables } from '../../src/testing/hash-tables.ts';
import {
  cookieOf,
  decideByLink,
  makeAccount,
  motionOf,
  registeredInstance,
  stageDeletion,
} from '../../src/testing/stage-deletion.ts';

const UNTOUCHED = { approval: 'staged', action: 'staged', orders: 0 };
const APPROVED = { approval: 'approved', action: 'granted', orders: 1 };
const APPROVE = { decision: 'approve', reason: 'Nobody uses it', typedKey: 'OLD' };

let harness: Harness;
let owner: string;
let second: string;
let viewer: string;
let unlinked: string;
let requester: string;
let stranger: string;

beforeAll(async () => {
  harness = await startHarness();
  const instance = await registeredInstance(harness);
  const other = await registeredInstance(harness, OTHER_INSTALLATION);
  await makeAccount(harness, instance, {
    email: 'ana@example.com',
    role: 'owner',
    jiraAccountId: 'ana',
  });
  await makeAccount(harness, instance, {
    email: 'ben@example.com',
    role: 'approver',
    jiraAccountId: 'ben',
  });
  await makeAccount(harness, instance, {
    email: 'vera@example.com',
    role: 'viewer',
    jiraAccountId: 'vera',
  });
  await makeAccount(harness, instance, { email: 'una@example.com', role: 'approver' });
  await makeAccount(harness, instance, {
    email: 'dan@example.com',
    role: 'approver',
    jiraAccountId: 'dan',
  });
  await makeAccount(harness, other, {
    email: 'eve@example.com',
    role: 'owner',
    jiraAccountId: 'eve',
  });
  [owner, second, viewer, unlinked, requester, stranger] = (await Promise.all(
    ['ana', 'ben', 'vera', 'una', 'dan', 'eve'].map((name) =>
      cookieOf(harness, `${name}@example.com`),
    ),
  )) as [string, string, string, string, string, string];
});
afterAll(() => harness.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  harness.service.app.request(path, { method, headers });

describe('opening an approval link', () => {
  it('a hundred times by GET and HEAD, with and without a session, as bots do, changes nothing', async () => {
    const staged = await stageDeletion(harness);
    const before = hashOfTables(harness);
    const agents = [
      'Mozilla/5.0',
      'Slackbot-LinkExpanding 1.0',
      'facebookexternalhit/1.1',
      'SafeLinks',
      'curl/8',
    ];
    for (let index = 0; index < 100; index += 1) {
      const agent = agents[index % agents.length] ?? '';
      const cookie: Record<string, string> = index % 2 === 0 ? { cookie: owner } : {};
      const path = `${staged.path}${index % 3 === 0 ? '?decision=approve&confirm=1' : ''}`;
      expect(
        (await get(path, { 'user-agent': agent, ...cookie }, index % 2 === 0 ? 'GET' : 'HEAD'))
          .status,
      ).toBe(200);
    }
    expect(hashOfTables(harness)).toBe(before);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('without a session shows a sign-in and no word of the plan', async () => {
    const staged = await stageDeletion(harness);
    const page = await (await get(staged.path)).text();
    expect(page).toContain('Sign in');
    expect(page).not.toMatch(/OLD|Old things|Approve<\/button>/);
  });

  it('as its owner shows every request that would be sent', async () => {
    const staged = await stageDeletion(harness);
    const page = await (await get(staged.path, { cookie: owner })).text();
    expect(page).toContain('DELETE /rest/api/3/project/OLD?enableUndo=true');
    expect(page).toContain('>Approve</button>');
  });

  it('as a viewer or as somebody of another account shows no name and no button', async () => {
    const staged = await stageDeletion(harness);
    for (const cookie of [viewer, stranger]) {
      const answer = await get(staged.path, { cookie });
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toMatch(/OLD|Old things|Approve<\/button>/);
    }
  });
});

describe('approving by link', () => {
  it('takes exactly one of two people who press the button at once', async () => {
    const staged = await stageDeletion(harness);
    const answers = await Promise.all([
      decideByLink(harness, staged.path, owner, APPROVE),
      decideByLink(harness, staged.path, second, APPROVE),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await motionOf(harness, staged)).toEqual(APPROVED);
  });

  it('with 64 presses of the same button is one decision', async () => {
    const staged = await stageDeletion(harness);
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => decideByLink(harness, staged.path, owner, APPROVE)),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await motionOf(harness, staged)).toEqual(APPROVED);
  });

  it('does nothing without a session, without the form’s token, or sent from another site', async () => {
    const staged = await stageDeletion(harness);
    const post = (
      headers: Record<string, string>,
      body = 'decision=approve&reason=x&typedKey=OLD',
    ) =>
      harness.service.app.request(staged.path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      });
    expect((await post({})).status).toBe(401);
    expect((await post({ cookie: owner })).status).toBe(403);
    expect((await post({ cookie: owner, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ cookie: owner, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ cookie: owner, 'content-type': 'text/plain' })).status).toBe(415);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('refuses the requester on this route too, and lets him deny', async () => {
    const staged = await stageDeletion(harness);
    const refused = await decideByLink(harness, staged.path, requester, APPROVE);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('You asked for this');
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
    expect(
      (
        await decideByLink(harness, staged.path, requester, {
          decision: 'deny',
          reason: 'Changed my mind',
        })
      ).status,
    ).toBe(303);
    expect(await motionOf(harness, staged)).toEqual({
      approval: 'denied',
      action: 'denied',
      orders: 0,
    });
  });

  it.each([
    ['a viewer', () => viewer, 403],
    ['an account without a linked Jira account', () => unlinked, 403],
    ['the owner of another account', () => stranger, 403],
  ])('refuses %s', async (_name, cookie, status) => {
    const staged = await stageDeletion(harness);
    expect((await decideByLink(harness, staged.path, cookie(), APPROVE)).status).toBe(status);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('of a critical plan needs reason, typed key and a sign-in of the last 15 minutes', async () => {
    const staged = await stageDeletion(harness);
    expect(
      (await decideByLink(harness, staged.path, owner, { ...APPROVE, reason: '' })).status,
    ).toBe(422);
    expect(
      (await decideByLink(harness, staged.path, owner, { ...APPROVE, typedKey: 'NEW' })).status,
    ).toBe(422);
    harness.clock.advance(16 * 60_000);
    expect((await decideByLink(harness, staged.path, owner, APPROVE)).status).toBe(403);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
    const fresh = await cookieOf(harness, 'ana@example.com');
    expect((await decideByLink(harness, staged.path, fresh, APPROVE)).status).toBe(303);
    owner = fresh;
    second = await cookieOf(harness, 'ben@example.com');
  });

  it('after the deadline answers 410 even when the page was opened before', async () => {
    const staged = await stageDeletion(harness);
    const page = await (await get(staged.path, { cookie: owner })).text();
    const antiForgery = /name="antiForgery" value="([^"]+)"/.exec(page)?.[1] ?? '';
    harness.clock.advance(11 * 3_600_000); // the session still lives, the approval does not
    const session = await cookieOf(harness, 'ben@example.com');
    harness.clock.advance(13 * 3_600_000);
    owner = await cookieOf(harness, 'ana@example.com');
    second = await cookieOf(harness, 'ben@example.com');
    expect(antiForgery).not.toBe('');
    expect(session).not.toBe('');
    expect((await decideByLink(harness, staged.path, owner, APPROVE)).status).toBe(410);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('with any single byte of the token changed, or another spelling, decides nothing and looks the same', async () => {
    const staged = await stageDeletion(harness);
    const { token } = staged;
    const spoiled = [...token].flatMap((char, at) => {
      const other = char === 'A' ? 'B' : 'A';
      return [`${token.slice(0, at)}${other}${token.slice(at + 1)}`];
    });
    const spelled = [
      `${token}=`,
      `${token}%20`,
      token.replace('v1', 'V1'),
      `${token}.`,
      encodeURIComponent(`${token}\u200b`),
      `${token}/`,
      token.slice(0, -1),
      token.toUpperCase(),
    ];
    const pages = new Set<string>();
    for (const one of [...spoiled, ...spelled]) {
      const answer = await get(`/approve/${one}`, { cookie: owner });
      expect([one, answer.status]).toEqual([one, 404]);
      pages.add(await answer.text());
      const posted = await harness.service.app.request(`/approve/${one}`, {
        method: 'POST',
        headers: { cookie: owner, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'decision=approve&reason=x&typedKey=OLD',
      });
      expect(posted.status).toBe(404);
    }
    expect(pages.size).toBeLessThanOrEqual(2); // the page of a bad token, and that of a path that is none
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('of one request does not decide another: parts of two links swapped are refused', async () => {
    const one = await stageDeletion(harness);
    const two = await stageDeletion(harness);
    const [, idOne = '', keyOne = '', expiryOne = '', macOne = ''] = one.token.split('.');
    const [, idTwo = '', , expiryTwo = '', macTwo = ''] = two.token.split('.');
    for (const token of [
      `v1.${idOne}.${keyOne}.${expiryOne}.${macTwo}`,
      `v1.${idTwo}.${keyOne}.${expiryTwo}.${macOne}`,
      `v1.${idOne}.${keyOne}.${Number(expiryOne) + 1}.${macOne}`,
    ]) {
      expect((await get(`/approve/${token}`, { cookie: owner })).status).toBe(404);
    }
  });

  it('twice says who decided, and runs nothing more', async () => {
    const staged = await stageDeletion(harness);
    expect((await decideByLink(harness, staged.path, owner, APPROVE)).status).toBe(303);
    const again = await decideByLink(harness, staged.path, second, APPROVE);
    expect(again.status).toBe(403); // the closed page has no form token to send
    expect(await (await get(staged.path, { cookie: second })).text()).toContain(
      'Closed: approved by ana',
    );
    expect(await motionOf(harness, staged)).toEqual(APPROVED);
  });

  it('for a part of the request is refused and never widened to the whole', async () => {
    const staged = await stageDeletion(harness);
    for (const part of [{ 'actions[]': '7' }, { actions: '7' }, { 'actions[]': '' }]) {
      const answer = await decideByLink(harness, staged.path, owner, { ...APPROVE, ...part });
      expect(answer.status).toBe(422);
    }
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
    const whole = await decideByLink(harness, staged.path, owner, { ...APPROVE, 'actions[]': '0' });
    expect(whole.status).toBe(303);
  });

  it('runs nothing when one byte of the stored plan was changed', async () => {
    const staged = await stageDeletion(harness);
    const tenant = harness.service.store.forTenant(staged.instance.userId);
    await tenant.transact(async (tx) => {
      const [row] = await tx.actions.list(staged.approval.decisionId);
      const [request] = row?.planned.requests ?? [];
      if (!row || !request) throw new Error('nothing is staged');
      await tx.actions.savePlanned(staged.approval.decisionId, {
        ...row.planned,
        requests: [{ ...request, path: { projectIdOrKey: 'NEW' } }],
      });
    });
    const answer = await decideByLink(harness, staged.path, owner, APPROVE);
    expect(answer.status).toBe(409);
    expect(await motionOf(harness, staged)).toEqual(UNTOUCHED);
  });

  it('every refused attempt stands in the log', async () => {
    const staged = await stageDeletion(harness);
    const dan = await cookieOf(harness, 'dan@example.com');
    await decideByLink(harness, staged.path, dan, APPROVE);
    await decideByLink(harness, staged.path, owner, { ...APPROVE, reason: '' });
    const entries = await harness.service.store
      .forTenant(staged.instance.userId)
      .read((tx) => tx.log.listOf(staged.approval.decisionId));
    const refused = entries.filter(({ event }) => event === 'decision.attempt-refused');
    expect(refused.map(({ detail }) => (detail as { reason: string }).reason)).toEqual([
      'four-eyes',
      'reason-required',
    ]);
  });
});

it('neither tokens nor ticket text reach the log lines', () => {
  const text = harness.lines.join('\n');
  expect(harness.lines.length).toBeGreaterThan(100);
  expect(text).not.toMatch(
    /v1\.apr_|Delete project OLD|Nobody uses it|correct horse|kraken_session/,
  );
});
