import { expect, test } from 'vitest';
import { type FakeJira, runOn } from '../testing/fake-jira.ts';
import { findRelation, isLink, type OwnLink } from './find-link.ts';

const BLOCKS = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
const RELATES = { id: '2', name: 'Relates', inward: 'relates to', outward: 'relates to' };
const GATES = { id: '3', name: 'Gates', inward: 'is gated by', outward: 'Blocks' };

const jira = (...issueLinkTypes: Array<typeof BLOCKS>): FakeJira => ({
  getIssueLinkTypes: () => ({ issueLinkTypes }),
});
const find = (words: string, ...types: Array<typeof BLOCKS>) =>
  runOn(jira(...types), () => findRelation(words)).value;

test.each([
  ['blocks', BLOCKS.id, 'outward'],
  ['"Is blocked by"', BLOCKS.id, 'inward'],
  ['relates to', RELATES.id, 'outward'],
  ['relates', RELATES.id, 'outward'],
  ['id:1', BLOCKS.id, 'outward'],
])('%s is understood with its direction', (words, id, end) => {
  expect(find(words, BLOCKS, RELATES)).toMatchObject({ ok: true, value: { type: { id }, end } });
});

test.each([
  ['a word that is the name of two ends', 'Blocks', [BLOCKS, GATES]],
  ['a word nobody knows', 'hinders', [BLOCKS, RELATES]],
  ['an id nobody knows', 'id:9', [BLOCKS, RELATES]],
])('%s is asked back', (_, words, types) => {
  expect(find(words, ...types)).toMatchObject({
    ok: false,
    error: { outcome: 'ask', question: { thing: 'kind of link' } },
  });
});

test('a link has a direction unless it reads the same from both ends', () => {
  const link = (type: typeof BLOCKS, end: OwnLink['end']): OwnLink => ({
    id: '7',
    type,
    end,
    otherId: '9',
    otherKey: 'ABC-9',
  });
  expect(isLink(link(BLOCKS, 'outward'), { type: BLOCKS, end: 'outward' }, '9')).toBe(true);
  expect(isLink(link(BLOCKS, 'inward'), { type: BLOCKS, end: 'outward' }, '9')).toBe(false);
  expect(isLink(link(RELATES, 'inward'), { type: RELATES, end: 'outward' }, '9')).toBe(true);
  expect(isLink(link(RELATES, 'inward'), { type: RELATES, end: 'outward' }, '8')).toBe(false);
});
