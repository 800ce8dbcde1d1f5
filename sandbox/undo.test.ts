/** Undo and Withdraw through the real interfaces: the panel of the app, the service, and Jira's own state afterwards. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './start-sandbox.ts';
import { commentsSeenBy } from './story/look.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 11 });
});
afterEach(() => sandbox.close());

async function file(description: string): Promise<string> {
  const summary = description.slice(0, 40);
  const { key } = sandbox.file({ project: 'HELP', summary, description, reporter: 'Dan Reporter' });
  await sandbox.catchUp();
  return key;
}

/** What the panel shows somebody, after pressing a button where one is named. */
async function panelOf(who: string, key: string, button?: string) {
  const panel = await sandbox.host.panel(key, sandbox.personId(who));
  try {
    if (button !== undefined) await panel.click(button);
    await panel.settled();
    return { text: panel.text(), buttons: panel.buttons(), notDrawn: panel.notDrawn() };
  } finally {
    panel.close();
  }
}

const assigneeOf = (key: string) => sandbox.jira.state().issues[key]?.assignee ?? null;

describe('Undo in the panel', () => {
  it('is there for an administrator and not for a bystander; pressed, Jira is as it was, and both entries say so', async () => {
    const before = assigneeOf('ABC-4');
    const key = await file('Please assign ABC-4 to Ben Carter.');
    expect(assigneeOf('ABC-4')).toBe(sandbox.personId('Ben Carter'));
    expect((await panelOf('Jonas Keller', key)).buttons).not.toContain('Undo');
    const ana = await panelOf('Ana Admin', key, 'Undo');
    expect(ana.text).toContain('Undo asked for.');
    expect(ana.notDrawn).toEqual([]);
    await sandbox.catchUp();
    expect(assigneeOf('ABC-4')).toBe(before);
    const after = await panelOf('Ana Admin', key);
    expect(after.text).toContain('Ana Admin pressed Undo on the entry');
    expect(after.text).toContain('Undo: This has been undone already.');
    const comments = await commentsSeenBy(sandbox, 'Dan Reporter', key);
    expect(comments.at(-1)?.text).toMatch(/^Undo of Ref dec_\w+, asked for by Ana Admin/);
    const writes = sandbox.jira
      .requests()
      .filter(({ method, path }) => method === 'PUT' && path.endsWith('/issue/ABC-4/assignee'));
    expect(writes).toHaveLength(2);
  });
});

describe('Withdraw in the panel', () => {
  it('takes back what Dan asked for; nothing of it happens, and nobody can approve it', async () => {
    const key = await file('Please delete project OLD.');
    const dan = await panelOf('Dan Reporter', key, 'Withdraw');
    expect(dan.text).toContain('Withdrawn. None of it was changed.');
    await sandbox.catchUp();
    const ana = await panelOf('Ana Admin', key);
    expect(ana.text).toContain('Withdrawn by Dan Reporter');
    expect(ana.buttons).not.toContain('Approve');
    expect(sandbox.jira.state().projects['OLD']?.deleted).toBe(false);
    expect(sandbox.jira.requests().filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
