import { expect, test } from 'vitest';
import type { Target } from '../action.ts';
import { CONTEXT, type FakeJira, Refusal, runOn } from '../testing/fake-jira.ts';
import { SMALL_SITE } from '../testing/small-site.ts';
import { countAccess } from './count-access.ts';

const ABC: Target = { kind: 'project', id: '10000', name: 'ABC' };
const grant = (type: string, value = '') => ({
  permission: 'BROWSE_PROJECTS',
  type,
  value,
  label: '',
});
const DEVELOPERS = grant('projectRole', '30001');
const APPS = grant('projectRole', '30009');

function counted(
  before: ReturnType<typeof grant>[],
  after: ReturnType<typeof grant>[],
  jira: FakeJira = {},
) {
  const change = { permission: 'BROWSE_PROJECTS', before, after };
  return runOn({ ...SMALL_SITE, ...jira }, () => countAccess([change], [ABC], CONTEXT)).value;
}

test('people of a role and of its groups are counted once each', () => {
  expect(counted([DEVELOPERS, grant('group', 'id-devs')], [])).toEqual({
    people: 4,
    sentences: [
      'In ABC 4 people lose Browse Projects',
      'Nobody holds Browse Projects in ABC afterwards',
    ],
  });
});

test('who keeps it otherwise does not lose it', () => {
  expect(counted([DEVELOPERS], [grant('user', 'alex1')]).sentences).toEqual([
    'In ABC 3 people lose Browse Projects',
  ]);
});

test('apps are no people', () => {
  expect(counted([APPS, DEVELOPERS], [DEVELOPERS])).toEqual({ people: 0, sentences: [] });
});

test('everybody who is signed in is more than can be counted', () => {
  expect(counted([grant('applicationRole')], [grant('user', 'dan')])).toEqual({
    people: null,
    sentences: ['In ABC everybody who is signed in loses Browse Projects, but for 1 person'],
  });
  expect(counted([DEVELOPERS], [DEVELOPERS, grant('anyone')])).toEqual({
    people: null,
    sentences: ['In ABC everybody who is signed in gains Browse Projects'],
  });
});

test('a group Jira does not show leaves the number unknown', () => {
  const jira = { getUsersFromGroup: () => new Refusal(403) };
  expect(counted([grant('group', 'id-devs')], [], jira)).toEqual({
    people: null,
    sentences: ['Jira does not show everybody who holds Browse Projects in ABC'],
  });
});
