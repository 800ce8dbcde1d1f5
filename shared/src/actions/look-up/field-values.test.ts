import { expect, test } from 'vitest';
import { CONTEXT, runOn } from '../testing/fake-jira.ts';
import { SMALL_SITE } from '../testing/small-site.ts';
import { canPutBack, readValue, sentValue, valueIn, wordsFor } from './field-values.ts';
import type { FieldKind, IssueField } from './issue-fields.ts';

const field = (kind: FieldKind, isRequired = false): IssueField => ({
  id: 'customfield_1',
  name: 'Tier',
  kind,
  isRequired,
  hasDefault: false,
  values: [
    { id: '1', name: 'Gold' },
    { id: '2', name: 'Silver' },
    { id: '3', name: 'silver' },
  ],
});

const read = (kind: FieldKind, words: string | null, isRequired = false) =>
  runOn(SMALL_SITE, () => readValue(field(kind, isRequired), words, CONTEXT)).value;

test.each([
  ['number', '3', 3],
  ['number', '-0.5', -0.5],
  ['date', '2028-02-29', '2028-02-29'],
  ['option', 'gold', '1'],
  ['option', 'id:2', '2'],
  ['text', ' one\n line ', 'one  line'],
  ['user', 'Dana Weber', 'dana'],
  ['paragraph', 'one\n\ntwo', 'one\n\ntwo'],
] as const)('a %s reads %j', (kind, words, value) => {
  expect(read(kind, words)).toMatchObject({ ok: true, value: { value } });
});

test.each([
  ['number', '3,5', 'number'],
  ['number', '1e99', 'number'],
  ['date', '2026-02-29', 'date'],
  ['date', 'next Friday', 'date'],
  ['date', '24.12.2026', 'date'],
  ['option', 'Silver', 'value'],
  ['option', 'Bronze', 'value'],
  ['option', 'id:9', 'value'],
  ['text', '\u0000\u202e', 'text'],
  ['user', 'Sol Ray', 'person'],
] as const)('a %s asks about %j', (kind, words, thing) => {
  expect(read(kind, words)).toMatchObject({
    ok: false,
    error: { outcome: 'ask', question: { thing } },
  });
});

test('a field is emptied unless Jira insists on it', () => {
  expect(read('date', null)).toMatchObject({ ok: true, value: { value: null } });
  expect(read('date', null, true)).toMatchObject({ ok: false, error: { outcome: 'unsupported' } });
});

test('a value is sent in the shape of its type, and named again for the way back', () => {
  expect(sentValue('option', '1')).toEqual({ id: '1' });
  expect(sentValue('user', 'dana')).toEqual({ accountId: 'dana' });
  expect(sentValue('number', 3)).toBe(3);
  expect(sentValue('date', null)).toBeNull();
  expect(wordsFor('option', '1')).toBe('id:1');
  expect(wordsFor('user', 'dana')).toBe('[~accountid:dana]');
  expect(wordsFor('number', 3)).toBe('3');
  expect(wordsFor('text', null)).toBeNull();
});

test('what cannot be put back exactly is known: formatting, and people who left', () => {
  const issue = (value: Parameters<typeof canPutBack>[0]) => ({ fields: { customfield_1: value } });
  const text = { type: 'text', text: 'plain' };
  const document = (node: object) => ({
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [node as never] }],
  });
  const bold = { ...text, marks: [{ type: 'strong' }] };
  expect(canPutBack(issue(document(text)), field('paragraph'))).toBe(true);
  expect(canPutBack(issue(document(bold)), field('paragraph'))).toBe(false);
  expect(valueIn(issue(document(bold)), field('paragraph')).value).toBe('plain');
  const user = (active: boolean) => issue({ accountId: 'x', displayName: 'X', active });
  expect(canPutBack(user(true), field('user'))).toBe(true);
  expect(canPutBack(user(false), field('user'))).toBe(false);
});
