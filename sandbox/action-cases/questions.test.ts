/** What the cases of single actions do not show: who may read a question, who asked, and how far a field reaches. */
import { ALL_OPERATIONS, readRequester } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, judgeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import { readOn } from './app-on-site.ts';
import { commentOn, issueIn } from './in-world.ts';
import { runOn } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

describe('on the stand-in', () => {
  test('a field made for one project is where the approver read that it would be', async () => {
    const site = testSite({ scopes: SCOPES });
    const args = { name: 'Tier', fieldType: 'select', project: 'SUP', options: ['Gold'] };
    const action = await resolvedOn(site, 'custom_field.create', args);
    const { statuses, captured } = await executeOn(site, action);
    expect(statuses.every((status) => status < 300)).toBe(true);
    expect(await judgeOn(site, action, captured)).toBe('done');
    const reach = action.rows.find(({ label }) => label === 'Projects that can use it');
    expect(reach?.after).toBe('SUP with these values; all others without values');
    const made = site.site.state().fields.find(({ name }) => name === 'Tier');
    expect(made?.contexts.map(({ projects, options }) => [projects, options])).toEqual([
      [[], []],
      [['SUP'], ['Gold']],
    ]);
  });

  test('what a question lists is only what its reader may see', async () => {
    const site = testSite({ scopes: SCOPES });
    const hidden = await resolveOn(site, 'project.delete', { project: 'Secur' });
    expect(hidden).toMatchObject({ outcome: 'ask', question: { choices: [] } });
    const seen = await resolveOn(site, 'project.delete', { project: 'Paym' });
    expect(seen).toMatchObject({ outcome: 'ask', question: { choices: ['PAY (Payments)'] } });
  });

  test('a restricted comment is nowhere: neither in a list, nor by its id, nor in a plan', async () => {
    const site = testSite({ scopes: SCOPES });
    const visibility = {
      type: 'role' as const,
      ref: String(site.roleId('atlassian-addons-project-access')),
    };
    site.site.edit((world) => commentOn(world, 'SUP-2', 'Uma Patel', visibility));
    const [comment] = issueIn(site.site.exportWorld(), 'SUP-2').comments;
    const id = comment?.id ?? '';
    const shown = await site.ask('GET', `/rest/api/3/issue/SUP-2/comment/${id}`);
    expect(shown).toMatchObject({ status: 200, body: { visibility: { type: 'role' } } });
    for (const words of [{ author: 'Uma Patel' }, { comment: `id:${id}` }, {}]) {
      const outcome = await resolveOn(site, 'issue.comment.delete', { issue: 'SUP-2', ...words });
      expect(outcome).toMatchObject({ outcome: 'ask', question: { choices: [] } });
      expect(JSON.stringify(outcome)).not.toContain('2026-11-20');
    }
  });

  test('issue types of the site are listed to its administrators only', async () => {
    const site = testSite({ scopes: SCOPES });
    const args = { field: 'Invoice number', projects: ['OPS'], issueTypes: ['Bugz'] };
    expect(await resolveOn(site, 'custom_field.context.create', args)).toMatchObject({
      outcome: 'ask',
      question: { thing: 'issue type', choices: [] },
    });
  });

  test('the requester is who Jira says he is', async () => {
    const site = testSite({ scopes: SCOPES });
    const id = (key: string) => site.site.state().projects[key]?.id ?? '';
    const ask = (name: string) =>
      runOn(
        (read) => readOn(site, read),
        () =>
          readRequester(site.accountId(name), [
            { projectId: id('ABC'), permissions: ['CREATE_ISSUES'] },
            { projectId: id('SEC'), permissions: ['CREATE_ISSUES'] },
          ]),
      );
    expect(await ask('Dan Reporter')).toMatchObject({
      kind: 'licensed',
      isActive: true,
      isSiteAdmin: false,
      standings: [
        { canBrowse: true, isProjectAdmin: true, heldPermissions: ['CREATE_ISSUES'] },
        { canBrowse: false, isProjectAdmin: false, heldPermissions: [] },
      ],
    });
    expect(await ask('Ana Admin')).toMatchObject({ isSiteAdmin: true });
    expect(await ask('Anna Acme')).toMatchObject({ kind: 'customer' });
    expect(await ask('Rita Guest')).toMatchObject({ kind: 'unlicensed' });
    expect(await ask('Kraken')).toMatchObject({ kind: 'app' });
    expect(site.site.violations()).toEqual([]);
  });
});
