/**
 * The real case (jenkins-infra/helpdesk 4005): "Create" is to be taken away in the unused project TEST, whose permission
 * scheme the main project shares. Before anybody approves, both projects are named, in the comment and behind the link.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { approvalLinkSeenBy, commentsSeenBy } from './look.ts';

const SHARED = '2 projects use this scheme: MAIN and TEST';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function ask(one: Sandbox, summary: string): Promise<{ key: string; page: string }> {
  const { key } = one.file({
    project: 'HELP',
    summary,
    description: 'The project is not used any more.',
    reporter: 'Dan Reporter',
  });
  await one.catchUp();
  const link = await approvalLinkSeenBy(one, 'Ana Admin', key);
  if (link === undefined) throw new Error(`no link on ${key}`);
  const browser = await one.signedIn('ana@example.com');
  const page = await browser.get(new URL(link).pathname, { accept: 'text/html' });
  return { key, page: page.text };
}

const grantsOf = (one: Sandbox, scheme: string): number =>
  one.jira
    .state()
    .schemes[scheme]?.grants.filter(({ permission }) => permission === 'CREATE_ISSUES').length ?? 0;

describe('a permission scheme that two projects share', () => {
  it('names both projects before "Create" is removed from it', async () => {
    sandbox = await startSandbox({ seed: 23 });
    const before = grantsOf(sandbox, 'Shared scheme');
    const { key, page } = await ask(
      sandbox,
      'Remove the "Create issues" permission from the role Member in the permission scheme of TEST',
    );
    expect(page).toContain(SHARED);
    const comments = await commentsSeenBy(sandbox, 'Ana Admin', key);
    const staged = comments.find(({ isRestricted }) => isRestricted)?.text ?? '';
    expect(staged).toContain(SHARED);
    expect(grantsOf(sandbox, 'Shared scheme')).toBe(before);
    const decision = await sandbox.decision(key);
    expect(decision?.actions.map(({ type }) => type)).toEqual(['permission_scheme.grant.remove']);
    expect(decision?.state).toBe('staged');
  });

  it('is looked for in all projects once, not for every ticket', async () => {
    sandbox = await startSandbox({ seed: 24 });
    const { jira } = sandbox;
    const walked = (since: number): number =>
      jira
        .requests(since)
        .filter(({ operationId }) => operationId === 'getAssignedPermissionScheme').length;
    const projects = Object.values(jira.state().projects).filter(({ deleted }) => !deleted).length;
    const last = (): number => jira.requests().at(-1)?.seq ?? 0;
    const start = last();
    await ask(
      sandbox,
      'Remove the "Create issues" permission from the role Member in the permission scheme of TEST',
    );
    const first = walked(start);
    expect(first).toBeGreaterThanOrEqual(projects);
    const middle = last();
    const { page } = await ask(
      sandbox,
      'Remove the "Edit issues" permission from the role Member in the permission scheme of TEST',
    );
    expect(walked(middle)).toBeLessThan(projects);
    expect(page).toContain('MAIN');
  });
});
