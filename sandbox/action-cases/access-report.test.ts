/** `user.access.report`: an answer for those who may have it, and nothing changes. */

import { findAction } from '@kraken/shared';
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { readOn } from './app-on-site.ts';
import { contextOn, runOn } from './on-site.ts';

const entry = findAction('user.access.report');
if (entry === undefined) throw new Error('the report is not in the catalogue');

/** Somebody asks on HELP-1. */
async function askedBy(name: string | null, args: Record<string, string>) {
  const site = testSite();
  const speakerAccountId = name === null ? null : site.accountId(name);
  const context = { ...contextOn(site), speakerAccountId };
  const outcome = await runOn(
    (read) => readOn(site, read),
    () => entry?.resolve(entry.schema.parse(args), context) as never,
  );
  expect(site.site.effects()).toEqual([]);
  expect(site.site.violations()).toEqual([]);
  return outcome as unknown;
}

test('the person himself is told his own rights', async () => {
  expect(await askedBy('Dan Reporter', { user: 'me', project: 'PAY' })).toEqual({
    outcome: 'answered',
    audience: 'asker',
    sentence:
      'Dan Reporter has an active account. In PAY: holds Browse Projects; does not hold Create Issues, Edit Issues, Transition Issues, Assign Issues, Add Comments, Delete Issues and Administer Projects. Roles by name: Viewers. Groups: jira-software-users.',
  });
});

test('who administers a project is told of others in it, and nothing beyond it', async () => {
  expect(await askedBy('Dan Reporter', { user: 'Bea Novak', project: 'ABC' })).toEqual({
    outcome: 'answered',
    audience: 'administrators',
    sentence:
      'Bea Novak has an active account. In ABC: holds Browse Projects, Create Issues, Edit Issues, Transition Issues, Assign Issues and Add Comments; does not hold Delete Issues and Administer Projects. Roles by name: Member.',
  });
  expect(await askedBy('Dan Reporter', { project: 'ABC' })).toMatchObject({
    outcome: 'answered',
    sentence: expect.stringContaining('Viewers: Tom Becker.'),
  });
});

test('who administers Jira is told of anybody', async () => {
  expect(await askedBy('Ana Admin', { user: 'Kim Park' })).toMatchObject({
    outcome: 'answered',
    audience: 'administrators',
    sentence: expect.stringContaining('Groups: jira-software-users and qa-leads.'),
  });
});

test.each([
  ['of somebody else in a project one only works in', { user: 'Tom Becker', project: 'OPS' }],
  ['of somebody else in the site', { user: 'Ana Admin' }],
  ['of a whole project one only reads', { project: 'PAY' }],
])('nobody else is told: %s', async (_, args) => {
  expect(await askedBy('Dan Reporter', args)).toEqual({
    outcome: 'unsupported',
    sentence: 'Only somebody who administers the project, or Jira, is told what others may do.',
  });
});

test('a project one may not see is answered like one that is not there', async () => {
  for (const project of ['SEC', 'NOSUCH']) {
    for (const args of [{ project }, { project, user: 'me' }, { project, user: 'Vic Stone' }]) {
      expect(await askedBy('Dan Reporter', args)).toMatchObject({
        outcome: 'ask',
        question: { thing: 'project', words: project, choices: [] },
      });
    }
  }
});

test('an unknown asker is told nothing, and an unclear person is asked', async () => {
  expect(await askedBy(null, { user: 'Kim Park' })).toMatchObject({ outcome: 'unsupported' });
  expect(await askedBy('Ana Admin', { user: 'Alex Moreau' })).toMatchObject({ outcome: 'ask' });
  expect(await askedBy('Ana Admin', {})).toMatchObject({ outcome: 'ask' });
});
