import { describe, expect, it } from 'vitest';
import {
  parseDecidePayload,
  parsePause,
  parsePins,
  parsePressPayload,
  parseSearch,
  parseTaskId,
} from './parse-payload';

const GOOD = {
  decisionId: 'dec_00000001',
  approvalId: 'apr_00000001',
  planDigest: 'a'.repeat(64),
  verdict: 'approve',
};

describe('what a browser hands over', () => {
  it('is taken when it fits', () => {
    expect(parseDecidePayload({ ...GOOD, extra: 'dropped' })).toEqual(GOOD);
    expect(parseDecidePayload({ ...GOOD, verdict: 'withdraw' })).toMatchObject({
      verdict: 'withdraw',
    });
    for (const press of ['undo', 'retry']) {
      const payload = { decisionId: 'dec_00000001', press };
      expect(parsePressPayload({ ...payload, accountId: 'ana' })).toEqual(payload);
    }
    expect(parsePause({ paused: true, reason: ' why ' })).toEqual({ paused: true, reason: 'why' });
    expect(parsePins({ pin: ['10000'], unpin: [] })).toEqual({ pin: ['10000'], unpin: [] });
  });

  it.each([
    ['nothing', undefined],
    ['another kind of id', { ...GOOD, decisionId: 'apr_00000001' }],
    ['an id with a way out', { ...GOOD, decisionId: 'dec_00000001/../../x' }],
    ['another verdict', { ...GOOD, verdict: 'undo' }],
    ['no digest', { ...GOOD, planDigest: 'abc' }],
    ['a denial without a reason', { ...GOOD, verdict: 'deny' }],
    ['a denial with blanks as its reason', { ...GOOD, verdict: 'deny', reason: '   ' }],
  ])('is no decision: %s', (_name, payload) => {
    expect(parseDecidePayload(payload)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['another kind of id', { decisionId: 'apr_00000001', press: 'undo' }],
    ['an id with a way out', { decisionId: 'dec_00000001/../x', press: 'undo' }],
    ['another button', { decisionId: 'dec_00000001', press: 'approve' }],
  ])('is no press: %s', (_name, payload) => {
    expect(parsePressPayload(payload)).toBeUndefined();
  });

  it.each([
    ['no reason', { paused: true, reason: '' }],
    ['no word whether', { reason: 'why' }],
  ])('is no pause: %s', (_name, payload) => {
    expect(parsePause(payload)).toBeUndefined();
  });

  it.each([
    ['nothing chosen', { pin: [], unpin: [] }],
    ['a key in place of an id', { pin: ['ABC'], unpin: [] }],
    [
      'more than Jira takes',
      { pin: Array.from({ length: 1_001 }, (_, at) => String(at)), unpin: [] },
    ],
  ])('is no choice of projects: %s', (_name, payload) => {
    expect(parsePins(payload)).toBeUndefined();
  });

  it('is cut or refused elsewhere', () => {
    expect(parseSearch({ query: `  ${'x'.repeat(200)}` })).toHaveLength(100);
    expect(parseTaskId({ taskId: '../1' })).toBeUndefined();
  });
});
