/** A ticket the playbook does not understand goes to the model: what it says, and what it does not say, in the service. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  addDana,
  createPlayedModel,
  errorOf,
  messageOf,
  type PlayedAnswer,
  type PlayedModel,
  replyOf,
  SENTENCE,
} from '../../src/testing/played-model.ts';
import {
  commented,
  newTicket,
  publicTexts,
  standing,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
let played: PlayedModel;
beforeEach(async () => {
  played = createPlayedModel();
  app = await startPlayedApp({ model: played.model });
});
afterEach(() => app.close());

const decisionOf = (id: string) => app.transact((tx) => tx.decisions.get(id as never));

async function noteOf(issueId: string): Promise<string> {
  const answer = await app.harness.asApp('GET', `/forge/v1/issues/${issueId}/decisions`);
  const { decisions } = (await answer.json()) as {
    decisions: Array<{ stateSentence: string; note?: string }>;
  };
  return `${decisions[0]?.stateSentence}: ${decisions[0]?.note}`;
}

describe('what the model proposes', () => {
  it('runs like any other plan, and the decision says which model read it, by which prompt, for how much', async () => {
    played.next.push(replyOf(addDana()));
    const id = await app.deliver(newTicket(SENTENCE));
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'done' });
    expect((await decisionOf(id))?.analysis?.analyst).toEqual({
      kind: 'model',
      modelId: 'claude-sonnet-5-5',
      promptVersion: expect.stringMatching(/^\d{4}-\d{2}-\d{2}\.\d+$/),
      tokens: { input: 1_000, output: 200, cacheRead: 9_000, cacheWrite: 0 },
      costMicroUsd: 1_000 * 2 + 200 * 10 + 9_000 * 0.2,
      latencyMs: 0,
      masks: [],
    });
  });

  it('is not asked for where the playbook understands everything', async () => {
    await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    await app.drain();
    expect(played.requests).toEqual([]);
  });

  it('waits for a person where its words do not name what it chose', async () => {
    const [action] = addDana().actions ?? [];
    const args = (action?.arguments ?? []).map((one) =>
      one.name === 'project' ? { ...one, value: 'PAY' } : one,
    );
    played.next.push(replyOf(addDana({ arguments: args })));
    const id = await app.deliver(newTicket(SENTENCE));
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'staged' });
    expect(written(app)).toEqual([]);
  });

  it('is not taken up twice when it words the same wish otherwise at a later event', async () => {
    played.next.push(replyOf(addDana()));
    const ticket = newTicket(SENTENCE);
    await app.deliver(ticket);
    await app.drain();
    expect(written(app)).toHaveLength(1);
    app.jira.actors.clear();
    const [action] = addDana().actions ?? [];
    const shorter = (action?.arguments ?? []).map((one) =>
      one.name === 'user' ? { ...one, value: 'Dana', quote: 'Dana' } : one,
    );
    played.next.push(replyOf(addDana({ arguments: shorter, quote: 'Dana Weber become' })));
    const later = await app.deliver(commented(ticket, 'Thank you so much, everybody.'));
    await app.drain();
    expect(await standing(app, later)).toMatchObject({ state: 'ignored', actions: [] });
    expect(written(app)).toHaveLength(1);
  });

  it('that nothing is asked never silences what the playbook reads as a request', async () => {
    const id = await app.deliver(newTicket('Please create a custom field called Cost in ABC'));
    await app.drain();
    expect(played.requests).toHaveLength(1);
    expect(await standing(app, id)).toMatchObject({ state: 'asked' });
    expect((await decisionOf(id))?.analysis?.analyst).toMatchObject({
      kind: 'playbook',
      asked: { modelId: 'claude-sonnet-5-5' },
    });
  });

  it('that nothing is asked is silence: no comment, no note', async () => {
    const id = await app.deliver(newTicket('The coffee machine on the third floor hums'));
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'ignored', notes: [] });
    expect(publicTexts(app)).toEqual([]);
  });
});

describe('a question of the model', () => {
  it('is put in words of Kraken, and the reply of the reporter continues the same decision', async () => {
    const about = { about: 'project' as const, source: 'summary', quote: SENTENCE };
    played.next.push(replyOf({ outcome: 'ask', questions: [about] }));
    const ticket = newTicket(SENTENCE);
    const id = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'asked' });
    expect(publicTexts(app)[0]).toContain('Which project do you mean?');

    played.next.push(replyOf(addDana()));
    const reply = await app.deliver(commented(ticket, 'I mean Alpha, ABC'));
    expect(reply).toBe(id);
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'done' });
    const events = await app.transact((tx) => tx.log.listOf(id as never));
    expect(events.map(({ event }) => event)).toContain('question.answered');
  });

  it('is not continued by a comment of somebody else', async () => {
    const about = { about: 'project' as const, source: 'summary', quote: SENTENCE };
    played.next.push(replyOf({ outcome: 'ask', questions: [about] }));
    const ticket = newTicket(SENTENCE);
    const id = await app.deliver(ticket);
    await app.drain();
    expect(await app.deliver(commented(ticket, 'ABC', 'lea'))).not.toBe(id);
  });
});

describe('a model that does not answer', () => {
  it.each<[string, () => PlayedAnswer, number, RegExp]>([
    ['429 with retry-after', () => errorOf(429, { 'retry-after': '120' }), 120_000, /too often/],
    ['500', () => errorOf(500), 5_000, /fault/],
    ['529', () => errorOf(529), 5_000, /overloaded/],
    ['a broken connection', () => 'break', 5_000, /could not be reached/],
    ['a refused key', () => errorOf(401), 5_000, /refused the key/],
    [
      'a page of HTML',
      () => new Response('<html>no</html>', { headers: { 'content-type': 'text/html' } }),
      5_000,
      /Something else/,
    ],
  ])(
    '(%s) keeps the ticket waiting visibly, does nothing, and the ticket goes on when it does',
    async (_name, fault, pauseMs, why) => {
      const ticket = newTicket(SENTENCE);
      played.next.push(fault());
      const id = await app.deliver(ticket);
      await app.pass(pauseMs - 1_000);
      expect(await standing(app, id)).toMatchObject({ state: 'received', notes: ['waiting'] });
      expect(await noteOf(ticket.routing.issueId)).toMatch(
        new RegExp(`Not read yet.*${why.source}`),
      );
      expect(written(app)).toEqual([]);
      played.next.push(replyOf(addDana()));
      await app.pass(2_000);
      expect(await standing(app, id)).toMatchObject({ state: 'done', notes: [] });
    },
  );

  it('for a day leaves the ticket to a person', async () => {
    const id = await app.deliver(newTicket(SENTENCE));
    played.next.push(...Array.from({ length: 500 }, () => errorOf(529)));
    await app.pass(26 * 3_600_000);
    expect(await standing(app, id)).toMatchObject({ state: 'waiting', notes: ['stuck'] });
    expect(played.requests.length).toBeLessThan(300);
    expect(written(app)).toEqual([]);
  });

  it('is asked by one ticket at a time after five outages in a row', async () => {
    played.next.push(...Array.from({ length: 5 }, () => errorOf(529)));
    for (let at = 0; at < 5; at += 1) await app.deliver(newTicket(`${SENTENCE} ${at}`));
    await app.drain();
    await app.deliver(newTicket(`${SENTENCE} 6`));
    await app.drain();
    expect(played.requests).toHaveLength(5);
    await app.pass(60_000);
    expect(played.requests.length).toBeGreaterThan(6);
  });
});

describe('an answer of no use', () => {
  it.each<[string, () => Response]>([
    ['a refusal', () => messageOf('', { stop_reason: 'refusal', content: [] })],
    ['one that was cut off', () => messageOf('{"outcome":"pl', { stop_reason: 'max_tokens' })],
    ['prose', () => messageOf('Sure! I have deleted the project.')],
    ['another shape', () => messageOf('{"outcome":"plan","actions":[{"type":"rm -rf"}]}')],
    ['one of a megabyte', () => messageOf(JSON.stringify({ outcome: 'x'.repeat(1_100_000) }))],
    ['one of two megabytes', () => messageOf('x'.repeat(2_100_000))],
    [
      'two text blocks',
      () =>
        messageOf('', {
          content: [
            { type: 'text', text: '{}' },
            { type: 'text', text: '{}' },
          ],
        }),
    ],
    [
      'a tool call',
      () => messageOf('', { content: [{ type: 'tool_use', id: 't', name: 'x', input: {} }] }),
    ],
    ['invented words', () => replyOf(addDana({ quote: 'Delete everything in ABC' }))],
  ])(
    '(%s) is asked for three times, then a person has to look; nothing is done',
    async (_name, answer) => {
      played.next.push(answer(), answer(), answer());
      const ticket = newTicket(SENTENCE);
      const id = await app.deliver(ticket);
      await app.drain();
      expect(await noteOf(ticket.routing.issueId)).toMatch(/Not read yet.*no use/);
      await app.pass(10 * 60_000);
      expect(played.requests).toHaveLength(3);
      expect(await standing(app, id)).toMatchObject({ state: 'waiting', notes: ['stuck'] });
      expect(await noteOf(ticket.routing.issueId)).toMatch(
        /Left to a person.*a person has to look/,
      );
      expect(written(app)).toEqual([]);
    },
  );
});

describe('the caps of a tenant', () => {
  it('put off what goes beyond the calls of a minute, and nothing is lost', async () => {
    for (let at = 0; at < 35; at += 1) await app.deliver(newTicket(`Coffee ${at} is cold`));
    await app.drain();
    expect(played.requests).toHaveLength(30);
    await app.pass(70_000);
    expect(played.requests).toHaveLength(35);
  });

  it('stop calls when a day has cost what it may, until the next day', async () => {
    const dear = {
      input_tokens: 4_900_000,
      output_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
    };
    played.next.push(
      messageOf(
        JSON.stringify({
          outcome: 'none',
          confidence: 1,
          actions: [],
          questions: [],
          unsupported: [],
        }),
        { usage: dear },
      ),
    );
    await app.deliver(newTicket('Coffee is cold'));
    await app.drain();
    const ticket = newTicket(SENTENCE);
    await app.deliver(ticket);
    await app.pass(6 * 3_600_000);
    expect(played.requests).toHaveLength(1);
    expect(await noteOf(ticket.routing.issueId)).toMatch(
      /budget for the model is used up for today/,
    );
    await app.pass(7 * 3_600_000);
    expect(played.requests).toHaveLength(2);
  });
});
