import type { RequesterFacts } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { type Insight, mayRead } from './who-may-read.ts';

const standing = (projectId: string, canBrowse: boolean | null, isProjectAdmin = false) => ({
  projectId,
  canBrowse,
  isProjectAdmin,
  heldPermissions: [],
});

const person = (over: Partial<RequesterFacts> = {}): RequesterFacts => ({
  accountId: 'dan',
  kind: 'licensed',
  isActive: true,
  isSiteAdmin: false,
  standings: [standing('1', true), standing('2', false), standing('3', true, true)],
  issues: [
    { issueId: '7', canBrowse: true, heldPermissions: [] },
    { issueId: '8', canBrowse: false, heldPermissions: [] },
  ],
  ...over,
});

const of = (projectIds: string[], sight: Insight['sight'] = 'members'): Insight => ({
  projectIds,
  issueIds: [],
  sight,
  isUnclear: false,
});
const onIssue = (issueId: string): Insight => ({ ...of(['1']), issueIds: [issueId] });

describe('how a wish ended may be read', () => {
  const ADMIN = { isSiteAdmin: true };
  it.each<[string, Partial<RequesterFacts>, Insight, boolean]>([
    ['by who browses the project', {}, of(['1']), true],
    ['by nobody who does not browse all of them', {}, of(['1', '2']), false],
    ['by who sees the issue', {}, onIssue('7'), true],
    ['by nobody to whom the issue is closed', {}, onIssue('8'), false],
    ['by no administrator to whom the issue is closed', ADMIN, onIssue('8'), false],
    ['by nobody of whom Jira does not say that he sees the issue', {}, onIssue('9'), false],
    ['by nobody of whom Jira does not say it', {}, of(['9']), false],
    ['by nobody where the project is not clear', ADMIN, { ...of([]), isUnclear: true }, false],
    ['by no customer', { kind: 'customer' }, of([]), false],
    ['by nobody unlicensed', { kind: 'unlicensed' }, of([]), false],
    ['by nobody anonymous', { kind: 'anonymous', accountId: null }, of([]), false],
    ['by nobody of whom it is not known that he is active', { isActive: null }, of([]), false],
    ['by an administrator of the project', {}, of(['3'], 'administrators'), true],
    ['by no member where it is for administrators', {}, of(['1'], 'administrators'), false],
    ['by no administrator of only one of them', {}, of(['1', '3'], 'administrators'), false],
    ['by no project administrator without a project', {}, of([], 'administrators'), false],
    ['by no project administrator about the site', {}, of(['3'], 'site-administrators'), false],
    ['by a site administrator', ADMIN, of(['1'], 'site-administrators'), true],
    ['by no site administrator who does not browse it', ADMIN, of(['2']), false],
  ])('%s', (_name, over, insight, isTold) => {
    expect(mayRead(person(over), insight)).toBe(isTold);
  });
});
