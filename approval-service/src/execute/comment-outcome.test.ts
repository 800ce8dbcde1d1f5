import { describe, expect, it } from 'vitest';
import type { ActionResult, ActionRow, ApprovalRow } from '../ports.ts';
import { actionRow, approvalRow, requestsOf } from '../testing/action-rows.ts';
import { outcomeParagraphs } from './comment-outcome.ts';

function texts(actions: ActionRow[], approval?: ApprovalRow): string[] {
  const decision = { decisionId: 'dec_00000001', notes: [], origin: null } as never;
  const input = {
    decision,
    actions,
    refused: [],
    approval,
    log: { error: () => undefined },
    requesterName: 'Dan',
  };
  return outcomeParagraphs(input).map((runs) => runs.map(({ text }) => text).join(''));
}

const result = (over: Partial<ActionResult>): ActionResult => {
  return { index: 0, outcome: 'succeeded', statuses: [200], checks: [], ...over };
};
const done = (over: Parameters<typeof actionRow>[0] = {}) =>
  actionRow({ state: 'succeeded', result: result({ seen: 'done' }), ...over });
const ana = { accountId: 'a', name: 'Ana', channel: 'link', identity: 'session' } as const;

describe('the comment on an outcome', () => {
  it('names the approver only of a request that was approved', () => {
    const approved = approvalRow({ state: 'approved', decidedBy: ana });
    expect(texts([done()], approved)[0]).toContain('Approved by Ana.');
    expect(texts([done()], approvalRow())[0]).toContain('Your site’s rules allow this');
    expect(texts([done()])[0]).toContain('Your site’s rules allow this');
  });

  it.each([
    ['differs', 'Jira accepted “Archive'],
    ['not-done', 'Jira accepted “Archive'],
    ['unread', 'I am not sure this worked: Archive'],
    [undefined, 'I am not sure this worked: Archive'],
  ] as const)('of what is not known (%s) does not claim more than was seen', (seen, start) => {
    const planned = { requests: requestsOf('POST') };
    const given = result({ outcome: 'unknown', seen });
    const row = actionRow({ state: 'unknown', planned, result: given });
    const [text = '', ...others] = texts([row]);
    expect(others).toEqual([]);
    expect(text).toContain(start);
    expect(text).toContain('I will not try again; an administrator has to check.');
  });

  it.each([
    ['skipped', 'Not started: “', {}],
    ['failed', 'Failed: “', { outcome: 'failed' }],
    ['unknown', 'I am not sure this worked: “', { outcome: 'unknown' }],
    ['unknown', 'Jira accepted “', { outcome: 'unknown', seen: 'differs' }],
  ] as const)(
    'of what is %s names nothing that is hidden from who asked: %s',
    (state, start, over) => {
      const planned = { isHiddenFromReaders: true as const, requests: requestsOf('POST') };
      const reason = 'Members of the role "Auditors" of SECRET';
      const row = actionRow({ state, planned, result: result(over) });
      const withReason = actionRow({ state, planned, result: result({ ...over, reason }) });
      const all = texts([withReason, done()]).join(' ');
      expect(all).not.toContain('SECRET');
      expect(all).toContain('the reason names what not everybody here may see');
      const [own = ''] = row.planned.quotes.map(({ text }) => text);
      const [text = ''] = texts([row], approvalRow({ state: 'approved', decidedBy: ana }));
      expect(text).toContain(`${start}${own}”`);
      expect(text).not.toContain(row.planned.sentence);
    },
  );

  const FAILED = 'Jira’s task ended as FAILED: No permission.';
  const LOST = 'Jira gave no answer that says whether it was done';
  it.each<[Partial<ActionResult>, string]>([
    [
      { statuses: [201, 200], reason: FAILED },
      'Jira accepted it, then: Jira’s task ended as FAILED: No permission. I could not tell by looking again.',
    ],
    [
      { statuses: [201, 200], reason: FAILED, seen: 'differs' },
      'Jira accepted it, then: Jira’s task ended as FAILED: No permission. Looking again, it is not as it should be.',
    ],
    [
      { statuses: [204, 0], reason: LOST },
      `Jira accepted a part of it, then: ${LOST}. I could not tell by looking again.`,
    ],
    [
      { statuses: [0], reason: LOST, seen: 'differs' },
      `${LOST}. Looking again, it is not as it should be.`,
    ],
    [{ statuses: [0] }, 'Jira did not answer. I could not tell by looking again.'],
    [
      { statuses: [], reason: 'The approval does not match the stored plan', isLeftToPerson: true },
      'No answer of Jira has reached me: The approval does not match the stored plan. I did not look at it again.',
    ],
  ])('of what is not known (%j) tells what Jira answered and what was seen', (over, words) => {
    const second = over.reason === FAILED ? 'GET' : 'PUT';
    const planned = { requests: requestsOf('POST', second) };
    const given = result({ outcome: 'unknown', ...over });
    const row = actionRow({ state: 'unknown', planned, result: given });
    const [text = ''] = texts([row]);
    expect(text).toMatch(/^I am not sure this worked: Archive/);
    expect(text).toContain(`. ${words} I will not try again`);
  });

  it('says “partly” as soon as one action is not done', () => {
    const failed = actionRow({
      index: 1,
      state: 'failed',
      result: result({ index: 1, outcome: 'failed', reason: 'Jira answered 403' }),
      planned: { sentence: 'Archive the project ABC (Alpha)' },
    });
    const said = texts([done(), failed]);
    expect(said[0]).toBe('1 done, 1 failed (Jira answered 403).');
    expect(said[1]).toMatch(/^Partly done\. Done: Archive the project PAY/);
    expect(said[2]).toBe('Failed: Archive the project ABC (Alpha), because: Jira answered 403.');
    expect(said[3]).toContain('I will not repeat anything by myself');
  });

  it('begins with what became of how many, and only where they differ or failed', () => {
    const failed = (reason: string) =>
      actionRow({ state: 'failed', result: result({ outcome: 'failed', reason }) });
    const skipped = actionRow({ state: 'skipped', result: result({ outcome: 'skipped' }) });
    const all = [done(), done(), failed('Jira refused it.'), skipped, skipped];
    expect(texts(all)[0]).toBe('2 done, 1 failed (Jira refused it), 2 not started.');
    expect(texts([failed('no\u202E'), failed('other')])[0]).toBe('2 failed (no⟨U+202E⟩).');
    expect(texts([done(), done()])[0]).toMatch(/^Done: /);
    expect(texts([failed('no')])[0]).toMatch(/^Failed: /);
  });

  it('promises an undo only where there is a way back from exactly this state', () => {
    const target = { issue: { id: '1', key: 'ABC-1' }, before: null, assignee: null };
    const assigned = done({ planned: { type: 'issue.assign', resolved: { target } as never } });
    expect(texts([assigned])[0]).toContain('press Undo');
    expect(texts([assigned, done({ planned: { type: 'project.delete' } })])[0]).not.toMatch(/Undo/);
    expect(texts([done({ planned: { type: 'nobody.knows' } })])[0]).not.toContain('Undo');
    expect(texts([done({ planned: { type: 'issue.assign' } })])[0]).not.toContain('Undo');
    const old = { type: 'project.member.clear', resolved: { target: {} } as never };
    expect(texts([done({ planned: old })])[0]).not.toContain('Undo');
  });

  it.each([true, false])(
    'what can be taken back in part of the cases is promised where it can be in this one (%s)',
    (hasCompleteInverse) => {
      const target = { project: { id: '7', key: 'OPS', name: 'Operations' }, newKey: 'RUN' };
      const planned = {
        type: 'project.key.change',
        resolved: { target, facts: { hasCompleteInverse } },
      };
      const [text = ''] = texts([done({ planned: planned as never })]);
      expect(text.includes('press Undo')).toBe(hasCompleteInverse);
    },
  );

  it.each(['failed', 'skipped', 'unknown'] as const)(
    'shows hidden characters of Jira’s own words, and of names: %s',
    (state) => {
      const given = result({ outcome: state, reason: 'no\u202E!' });
      expect(texts([actionRow({ state, result: given })])[0]).toContain('no⟨U+202E⟩!');
    },
  );
});
