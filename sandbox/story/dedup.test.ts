/** One event is handled once however often it comes; what somebody really wrote is never taken for a repetition. */
import { afterEach, describe, expect, it } from 'vitest';
import { listDecisions } from '../read-decision.ts';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { commentsOfApp, writesOfApp } from './look.ts';

const SEED = 5;

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

const decisionsAbout = async (one: Sandbox, key: string) =>
  listDecisions(await one.signedIn('ana@example.com'), key);

const file = (one: Sandbox, description: string) =>
  one.file({ project: 'HELP', summary: 'Request', description, reporter: 'Dan Reporter' });

describe('deliveries', () => {
  it('one event delivered five times makes one decision, one change and one comment', async () => {
    sandbox = await startSandbox({ seed: SEED });
    const { key } = file(sandbox, 'Please add Dana Weber to project ABC as Developer.');
    const [event] = sandbox.events;
    if (!event) throw new Error('Jira sent no event');
    for (let times = 1; times < 5; times += 1) sandbox.host.deliver(event);
    await sandbox.catchUp();
    sandbox.host.deliver(event);
    await sandbox.catchUp();
    expect(await decisionsAbout(sandbox, key)).toHaveLength(1);
    expect([writesOfApp(sandbox).length, commentsOfApp(sandbox).length]).toEqual([1, 1]);
  });

  it('events that the platform doubles and reorders change nothing twice', async () => {
    const hostFaults = { duplicateRate: 1, reorderRate: 0.5, loseResultRate: 0.2 };
    sandbox = await startSandbox({ seed: SEED, hostFaults, delayScale: 0.01 });
    const { key } = file(sandbox, 'Please add Dana Weber to project ABC as Developer.');
    await sandbox.catchUp();
    expect(await decisionsAbout(sandbox, key)).toHaveLength(1);
    expect([writesOfApp(sandbox).length, commentsOfApp(sandbox).length]).toEqual([1, 1]);
  });

  it('two comments of the same millisecond are two wishes', async () => {
    let frozenMs: number | undefined;
    sandbox = await startSandbox({ seed: SEED, baseClock: () => frozenMs ?? Date.now() });
    const { key } = file(sandbox, 'I will say below what I need.');
    await sandbox.catchUp();
    const before = (await decisionsAbout(sandbox, key)).length;
    frozenMs = Date.now();
    for (const name of ['Lena Fischer', 'Tom Becker']) {
      sandbox.comment(key, {
        author: 'Dan Reporter',
        body: `Please add ${name} to project ABC as Developer.`,
      });
      await sandbox.catchUp();
    }
    frozenMs = undefined;
    await sandbox.catchUp();
    expect(await decisionsAbout(sandbox, key)).toHaveLength(before + 2);
    expect(writesOfApp(sandbox)).toHaveLength(2);
  });

  it('two edits of the same millisecond are two wishes', async () => {
    let frozenMs: number | undefined;
    sandbox = await startSandbox({ seed: SEED, baseClock: () => frozenMs ?? Date.now() });
    const { key } = file(sandbox, 'I will say later what I need.');
    await sandbox.catchUp();
    const before = (await decisionsAbout(sandbox, key)).length;
    frozenMs = Date.now();
    for (const name of ['Lena Fischer', 'Tom Becker']) {
      sandbox.jira.change({
        kind: 'edit-issue',
        issue: key,
        by: 'dan@corp.example',
        description: `Please add ${name} to project ABC as Developer.`,
      });
      await sandbox.catchUp();
    }
    frozenMs = undefined;
    await sandbox.catchUp();
    expect(await decisionsAbout(sandbox, key)).toHaveLength(before + 2);
  });
});
