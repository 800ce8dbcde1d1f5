/** C5, A27: the same event is handled once, new content always. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  delivery,
  type Harness,
  OTHER_INSTALLATION,
  register,
  startHarness,
} from '../../src/testing/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await register(harness);
  await register(harness, OTHER_INSTALLATION);
});
afterAll(() => harness.close());

const post = async (body: unknown, installationId?: string) => {
  const answer = await harness.asApp(
    'POST',
    '/forge/v1/deliveries',
    body,
    installationId === undefined ? {} : { installationId },
  );
  return {
    status: answer.status,
    body: (await answer.json()) as { deliveryId?: string; decisionId?: string; code?: string },
  };
};

describe('a delivery', () => {
  it('repeated five times, also in parallel, is one decision with the same answer', async () => {
    const body = delivery('Please add Dana to project ABC', {
      key: 'issue.created:1:1',
      issueId: '1',
    });
    const answers = [await post(body), ...(await Promise.all([1, 2, 3, 4].map(() => post(body))))];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body: { decisionId } }) => decisionId)).size).toBe(1);
    expect(new Set(answers.map(({ body: { deliveryId } }) => deliveryId)).size).toBe(1);
  });

  it('with the same content under another key and time is the same decision', async () => {
    const first = await post(
      delivery('Archive project NEW', { key: 'issue.created:2:1', issueId: '2' }),
    );
    const again = await post(
      delivery('Archive project NEW', { key: 'issue.updated:2:2', issueId: '2', atMs: 5 }),
    );
    expect(again.body).toEqual(first.body);
  });

  it('with other content in the same millisecond is another decision', async () => {
    const first = await post(
      delivery('Delete project OLD', { key: 'issue.updated:3:7:a', issueId: '3', atMs: 7 }),
    );
    const second = await post(
      delivery('Delete project NEW', { key: 'issue.updated:3:7:b', issueId: '3', atMs: 7 }),
    );
    expect(first.body.decisionId).not.toBe(second.body.decisionId);
  });

  it('with other content under the same key is another decision: the key holds no content', async () => {
    const first = await post(
      delivery('Delete project OLD', { key: 'issue.updated:5:7', issueId: '5' }),
    );
    const second = await post(
      delivery('Delete project NEW', { key: 'issue.updated:5:7', issueId: '5', readAtMs: 8 }),
    );
    expect(first.body.decisionId).not.toBe(second.body.decisionId);
  });

  it('that restores an older text is a decision of its own', async () => {
    const ids: unknown[] = [];
    for (const [at, text] of ['Delete project OLD', 'never mind', 'Delete project OLD'].entries()) {
      const body = delivery(text, {
        key: `issue.updated:6:${at}`,
        issueId: '6',
        readAtMs: 2_000_000_000_000 + at,
      });
      ids.push((await post(body)).body.decisionId);
    }
    expect(new Set(ids).size).toBe(3);
  });

  it('of another installation with the same key and content is its own decision', async () => {
    const body = delivery('Delete project OLD', { key: 'issue.created:4:1', issueId: '4' });
    const mine = await post(body);
    const theirs = await post(body, OTHER_INSTALLATION);
    expect(theirs.status).toBe(202);
    expect(theirs.body.decisionId).not.toBe(mine.body.decisionId);
  });

  it.each([
    ['a field that is not in the contract', { ...delivery('x'), extra: 1 }, 422],
    ['no snapshot', { ...delivery('x'), snapshot: undefined }, 422],
    [
      'an issue key that is none',
      { ...delivery('x'), routing: { ...delivery('x').routing, issueKey: '../x' } },
      422,
    ],
  ])('with %s is refused by name', async (_name, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe('unprocessable');
  });

  it('is refused where the content type is not JSON, or the body is too large', async () => {
    const send = async (headers: Record<string, string>, body: string) =>
      (
        await harness.service.app.request('/forge/v1/deliveries', {
          method: 'POST',
          headers: { authorization: `Bearer ${await harness.mintToken()}`, ...headers },
          body,
        })
      ).status;
    expect(await send({ 'content-type': 'text/plain' }, '{}')).toBe(415);
    expect(await send({ 'content-type': 'application/json' }, '{')).toBe(400);
    expect(
      await send({ 'content-type': 'application/json' }, ' '.repeat(5 * 1024 * 1024 + 1)),
    ).toBe(413);
  });
});
