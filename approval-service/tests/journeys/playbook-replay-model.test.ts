/** A change of the playbook where a model reads what the rules leave open: what it said counts, what it may say is not known. */
import type { Json } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import { createPlayedModel, type PlayedModel, replyOf } from '../../src/testing/played-model.ts';
import { commented, newTicket, onlyWaiting, standing } from '../../src/testing/played-people.ts';
import { addRule, type Caller, signedIn } from '../../src/testing/played-playbook.ts';
import type { RuleParts } from '../../src/testing/tenant-rules.ts';

const TIGHTEN: RuleParts = {
  name: 'Members by hand',
  effect: { kind: 'tighten', types: ['project.member.add'], sentence: 'quarter end' },
};
/** Reads the order and never knows who is meant, so it always asks. */
const ASKING: RuleParts = {
  name: 'Who is it',
  conditions: { phrases: ['add {user} to project {project:projectKey}'] },
  effect: { kind: 'propose', type: 'project.member.add', args: {}, needs: ['user'] },
};
const ADD = 'Please add Dana Weber to project ABC.';
const UNREAD = 'Could Dana Weber become a colleague of ours over in ABC';

let app: PlayedApp;
let played: PlayedModel;
let ana: Caller;
beforeEach(async () => {
  played = createPlayedModel();
  app = await startPlayedApp({ model: played.model });
  ana = await signedIn(app, 'ana');
});
afterEach(() => app.close());

const remove = (ruleId: string) => ana('DELETE', `/api/playbook/${ruleId}?why=no+longer`);

function addsDana(quote: string) {
  const source = 'summary' as const;
  const args = [
    { name: 'project', value: 'ABC', source, quote: 'ABC' },
    { name: 'user', value: 'Dana Weber', source, quote: 'Dana Weber' },
  ];
  const action = { type: 'project.member.add', source, quote, arguments: args, needs: [] };
  return replyOf({ outcome: 'plan', actions: [action] });
}

async function ticket(summary: string): Promise<string> {
  const id = await app.deliver(newTicket(summary));
  await app.drain();
  return id;
}

const proposed = (flip: Record<string, Json>) => ({
  status: 202,
  body: {
    proposal: {
      replay: { looser: 1, flips: expect.arrayContaining([expect.objectContaining(flip)]) },
    },
  },
});
const UNKNOWN = { action: 'any', from: 'not-known', to: 'not-known', isLooser: true };

describe('where a rule reads a ticket in part and the model’s plan stands', () => {
  it('taking away what makes the plan wait needs a second administrator', async () => {
    await addRule(ana, ASKING);
    const added = await addRule(ana, TIGHTEN);
    played.next.push(addsDana(ADD));
    await ticket(ADD);
    const { decisionId } = await onlyWaiting(app);
    const decision = await app.transact((tx) => tx.decisions.get(decisionId));
    expect(decision?.analysis?.analyst.kind).toBe('model');
    expect(await remove(added.ruleId)).toMatchObject(
      proposed({ from: 'requires-approval', to: 'auto-execute', isLooser: true }),
    );
  });

  it('a rule that leaves to the model what was read without it needs one too', async () => {
    const added = await addRule(ana, TIGHTEN);
    await ticket(ADD);
    expect(await addRule(ana, ASKING, 1)).toMatchObject(
      proposed({ from: 'none', to: 'not-known', isLooser: true }),
    );
    expect(await remove(added.ruleId)).toMatchObject({ status: 202 });
  });
});

describe('where the rules decided and a model would read next', () => {
  const phrases = ['colleague of ours'];
  it.each<[string, RuleParts['effect']]>([
    ['an ignore', { kind: 'ignore' }],
    ['a route', { kind: 'route', to: 'the desk' }],
  ])('removing or narrowing %s needs a second administrator', async (_name, effect) => {
    const added = await addRule(ana, { conditions: { phrases }, effect });
    await ticket(UNREAD);
    expect(played.requests).toEqual([]);
    const looser = proposed({ action: 'any', from: 'none', to: 'not-known', isLooser: true });
    expect(await remove(added.ruleId)).toMatchObject(looser);
    const conditions = { phrases, projects: ['OPS'] };
    const narrowed = await ana('PATCH', `/api/playbook/${added.ruleId}`, {
      rule: { conditions },
      why: 'less',
    });
    expect(narrowed).toMatchObject(looser);
  });
});

describe('a ticket that waits for the model', () => {
  it('counts, and what would apply to it is not taken away by one person', async () => {
    const added = await addRule(ana, TIGHTEN);
    played.next.push('break');
    expect(await standing(app, await ticket(UNREAD))).toMatchObject({ state: 'received' });
    expect(await remove(added.ruleId)).toMatchObject(proposed(UNKNOWN));
    expect(await addRule(ana, { ...TIGHTEN, name: 'Once more' })).toMatchObject({
      status: 201,
      body: { replay: { decisions: 1, looser: 0 } },
    });
    expect(await remove(added.ruleId)).toMatchObject({ status: 200 });
  });

  it('is read with the reply that continued it', async () => {
    const effect: RuleParts['effect'] = { kind: 'tighten', types: 'all', sentence: 'by hand' };
    const added = await addRule(ana, { conditions: { phrases: ['quarter end'] }, effect });
    const body = newTicket(UNREAD);
    const about = { about: 'project' as const, source: 'summary', quote: UNREAD };
    played.next.push(replyOf({ outcome: 'ask', questions: [about] }));
    const id = await app.deliver(body);
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'asked' });
    played.next.push('break');
    expect(await app.deliver(commented(body, 'ABC, before quarter end'))).toBe(id);
    await app.drain();
    expect(await standing(app, id)).toMatchObject({ state: 'received' });
    expect(await remove(added.ruleId)).toMatchObject(proposed(UNKNOWN));
  });
});

it('an action whose facts were never found keeps what makes it wait, or a second administrator agrees', async () => {
  const added = await addRule(ana, TIGHTEN);
  await ticket('Please add Nobody Known to project ABC.');
  expect(await remove(added.ruleId)).toMatchObject(
    proposed({ action: 'project.member.add', from: 'not-known', to: 'not-known', isLooser: true }),
  );
});
