/** Whatever the model's API does: the ticket waits with a reason anybody can read, nothing is done, and it goes on when the model does. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelReply } from '../../approval-service/src/analyse/model/reply-schema.ts';
import type { ClaudeFault } from '../claude/choose-claude-fault.ts';
import { readResponse } from '../claude/read-responses.ts';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';

/** In words that the playbook does not understand. */
const wishOf = (name: string): string =>
  `ABC shall have one more part to file things under: Shelf ${name}`;

let sandbox: Sandbox;
beforeAll(async () => {
  // Each fault is looked at by itself; a short patience, so that silence is a time-out soon.
  sandbox = await startSandbox({ seed: 5, faults: 0, modelTimeoutMs: 250 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.claude.clear();
  sandbox.claude.setFaults({});
});

/** What a model says that understood the wish. */
const understood = (name: string): ModelReply => {
  const source = 'description';
  const quote = wishOf(name);
  return {
    outcome: 'plan',
    confidence: 1,
    actions: [
      {
        type: 'component.create',
        source,
        quote,
        arguments: [
          { name: 'project', value: 'ABC', source, quote },
          { name: 'name', value: `Shelf ${name}`, source, quote },
        ],
        needs: [],
      },
    ],
    questions: [],
    unsupported: [],
  };
};

const say = (...responses: unknown[]): void => sandbox.claude.script(responses.map(readResponse));

async function fileAndSettle(name: string): Promise<string> {
  const { key } = sandbox.file({
    project: 'HELP',
    summary: 'A shelf',
    description: wishOf(name),
    reporter: sandbox.personId('Dan Reporter'),
  });
  await sandbox.settled();
  return key;
}

async function panelText(who: string, key: string): Promise<string> {
  const panel = await sandbox.host.panel(key, sandbox.personId(who));
  try {
    await panel.settled();
    return panel.text();
  } finally {
    panel.close();
  }
}

/** What the app wrote to Jira. */
const effectsSince = (seq: number) =>
  sandbox.jira.effects(seq).filter(({ actor }) => actor.kind === 'app');

const lastEffect = (): number => sandbox.jira.effects().at(-1)?.seq ?? 0;

const OUTAGES: ReadonlyArray<[ClaudeFault, RegExp]> = [
  ['timeout', /did not answer in time/],
  ['429', /asked too often/],
  ['429-no-retry-after', /asked too often/],
  ['500', /has a fault/],
  ['529', /is overloaded/],
  ['cut', /could not be reached|broke off|Something else than the model/],
  ['html', /Something else than the model answered/],
  ['refusal', /of no use/],
  ['max-tokens', /of no use/],
];

describe('while the model fails', () => {
  it.each(OUTAGES)(
    '%s: the ticket waits, says why, does nothing, and goes on afterwards',
    async (fault, why) => {
      const writes = lastEffect();
      sandbox.claude.setFaults({ script: [fault], retryAfterSeconds: 90 });
      say(understood(fault));
      const key = await fileAndSettle(fault);
      expect(effectsSince(writes)).toEqual([]);
      for (const who of ['Dan Reporter', 'Ana Admin'])
        expect(await panelText(who, key)).toMatch(why);
      expect(sandbox.claude.requests().map((one) => one.fault)).toEqual([fault]);
      const failedAtMs = Date.parse(sandbox.claude.requests()[0]?.at ?? '');
      await sandbox.catchUp();
      const [, again, ...more] = sandbox.claude.requests();
      expect([again?.status, more]).toEqual([200, []]);
      const waitedMs = Date.parse(again?.at ?? '') - failedAtMs;
      expect(waitedMs).toBeGreaterThanOrEqual(fault === '429' ? 90_000 : 5_000);
      const decision = await sandbox.decision(key);
      expect(decision?.actions.map(({ type }) => type)).toEqual(['component.create']);
      expect(await panelText('Ana Admin', key)).not.toMatch(why);
    },
  );

  it('an answer that stays of no use is left to a person, and nothing is done', async () => {
    const writes = lastEffect();
    say(
      'no JSON',
      '{"outcome":"plan"',
      { outcome: 'plan', actions: [{ type: 'project.delete' }] },
      understood('x'),
    );
    const key = await fileAndSettle('garbage');
    await sandbox.catchUp();
    expect(sandbox.claude.requests()).toHaveLength(3);
    const decision = await sandbox.decision(key);
    expect(decision?.actions).toEqual([]);
    expect(await panelText('Ana Admin', key)).toMatch(/person/);
    const changes = effectsSince(writes).filter(({ path }) => !path.endsWith('/comment'));
    expect(changes).toEqual([]);
  });

  it('a ticket that waits survives a restart of the service', async () => {
    sandbox.claude.setFaults({ script: ['529'] });
    say(understood('restart'));
    const key = await fileAndSettle('restart');
    await sandbox.restartService();
    await sandbox.catchUp();
    expect((await sandbox.decision(key))?.actions).toHaveLength(1);
  });
});
