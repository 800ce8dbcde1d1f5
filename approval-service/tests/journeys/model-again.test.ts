/** The model reads a ticket once more: nothing runs twice, nothing new is lost, and an outage costs nobody anything. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelReply } from '../../src/analyse/model/reply-schema.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  addDana,
  createPlayedModel,
  errorOf,
  messageOf,
  type PlayedModel,
  replyOf,
  SENTENCE,
} from '../../src/testing/played-model.ts';
import {
  commented,
  edited,
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

/** Dana in ABC, all of it quoted from one place. */
const quotedFrom = (source: string, quote: string): Partial<ModelReply> =>
  addDana({
    source,
    quote,
    arguments: [
      { name: 'project', value: 'ABC', source, quote: 'ABC' },
      { name: 'user', value: 'Dana Weber', source, quote: 'Dana Weber' },
    ],
  });

describe('a ticket that the model reads again', () => {
  it.each([
    ['from another text', quotedFrom('description', SENTENCE)],
    ['with the sentence before it', quotedFrom('summary', `Hello all. ${SENTENCE}`)],
  ])('does not do a second time what it quotes %s', async (_how, second) => {
    const ticket = newTicket(`Hello all. ${SENTENCE}`);
    ticket.snapshot.description = `${SENTENCE} please.`;
    played.next.push(replyOf(quotedFrom('summary', SENTENCE)));
    await app.deliver(ticket);
    await app.drain();
    app.jira.actors.clear();
    played.next.push(replyOf(second));
    await app.deliver(commented(ticket, 'Thank you so much, everybody.', 'lea'));
    await app.drain();
    expect(written(app)).toHaveLength(1);
  });

  it('puts to a person what new words add to an old order', async () => {
    const ticket = newTicket(SENTENCE);
    ticket.snapshot.description = 'Details: Dana Weber';
    const named = (user: string): Partial<ModelReply> => {
      const detail = { name: 'user', value: user, source: 'description', quote: user };
      const project = { name: 'project', value: 'ABC', source: 'summary', quote: 'ABC' };
      return addDana({ arguments: [project, detail] });
    };
    played.next.push(replyOf(named('Dana Weber')));
    await app.deliver(ticket);
    await app.drain();
    played.next.push(replyOf(named('Lea Lang')));
    const later = await app.deliver(
      edited(ticket, { description: 'Details: Dana Weber, Lea Lang' }),
    );
    await app.drain();
    expect(await standing(app, later)).toMatchObject({ state: 'staged' });
    expect(written(app)).toHaveLength(1);
  });

  it('says once more that a person has to look, whatever was noted for an earlier reading', async () => {
    const refusal = () => messageOf('', { stop_reason: 'refusal', content: [] });
    const ticket = newTicket('The coffee machine hums');
    played.next.push(refusal(), refusal(), refusal());
    await app.deliver(ticket);
    await app.pass(10 * 60_000);
    expect(publicTexts(app)).toEqual([]);
    played.next.push(refusal(), refusal(), refusal());
    const description = 'Please create a custom field called Cost in ABC';
    const later = await app.deliver(edited(ticket, { description }));
    await app.pass(10 * 60_000);
    expect(await standing(app, later)).toMatchObject({ state: 'waiting' });
    expect(publicTexts(app)).toEqual([expect.stringContaining('refused to read this ticket')]);
  });

  it('begins a new decision when the ticket has another reporter by then', async () => {
    const about = { about: 'project' as const, source: 'summary', quote: SENTENCE };
    played.next.push(replyOf({ outcome: 'ask', questions: [about] }));
    const ticket = newTicket(SENTENCE);
    const id = await app.deliver(ticket);
    await app.drain();
    const reply = commented(ticket, 'I mean ABC', 'lea');
    reply.routing.reporterAccountId = 'lea';
    expect(await app.deliver(reply)).not.toBe(id);
  });
});

describe('an outage', () => {
  it('without an answer uses up no budget: tickets are read as soon as it is over', async () => {
    played.next.push(...Array.from({ length: 5_000 }, () => 'break' as const));
    await app.deliver(newTicket(SENTENCE));
    await app.pass(3 * 3_600_000);
    played.next.length = 0;
    played.next.push(replyOf(addDana()));
    await app.pass(11 * 60_000);
    expect(written(app)).toHaveLength(1);
  });

  it('of one ticket that the API does not take is nobody else\u2019s', async () => {
    played.next.push(...Array.from({ length: 9 }, () => errorOf(400)));
    for (let at = 0; at < 3; at += 1) await app.deliver(newTicket(`${SENTENCE} ${at}`));
    await app.pass(10 * 60_000);
    const ticket = newTicket(SENTENCE);
    played.next.push(replyOf(addDana()));
    const id = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'done' });
  });
});
