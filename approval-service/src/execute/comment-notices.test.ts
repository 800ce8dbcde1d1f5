import { findAction } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { ActionRow, ApprovalRow, DecisionNote } from '../ports.ts';
import { actionRow, approvalRow } from '../testing/action-rows.ts';
import {
  closedParagraphs,
  notDoneParagraphs,
  noteParagraphs,
  refusedParagraphs,
  stagedParagraphs,
  stagedPublicParagraphs,
} from './comment-notices.ts';
import type { CommentInput, Paragraph } from './comment-text.ts';

const textOf = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.map((runs) => runs.map(({ text }) => text).join('')).join('\n');

function inputOf(
  actions: ActionRow[],
  approval: ApprovalRow | undefined,
  over: Partial<CommentInput> = {},
): CommentInput {
  const decision = { decisionId: 'dec_00000001', notes: [] } as never;
  return {
    decision,
    actions,
    refused: actions,
    approval,
    log: { error: () => undefined },
    requesterName: 'Dan',
    ...over,
  };
}

const staged = actionRow({ state: 'staged' });
const other = actionRow({
  index: 1,
  state: 'succeeded',
  planned: { sentence: 'Add Dana Weber to ABC as Members' },
});
const ana = {
  accountId: 'a',
  name: 'Ana',
  channel: 'link',
  identity: 'session',
  reason: 'still needed',
} as const;

describe('the comment for administrators', () => {
  it('holds the link where there is one, and only there', () => {
    const link = 'https://kraken.example/approve/v1.x';
    const paragraphs = stagedParagraphs(inputOf([staged], approvalRow(), { link }));
    const hrefs = paragraphs.flat().flatMap(({ href }) => (href === undefined ? [] : [href]));
    expect(hrefs).toEqual([link]);
    const without = stagedParagraphs(inputOf([staged], approvalRow()));
    expect(without.flat().every(({ href }) => href === undefined)).toBe(true);
    expect(textOf(without)).toContain('Decide in the Kraken panel until 25 Nov 2026, 12:00 UTC.');
  });

  it('speaks of what waits only, with the rule that made it wait', () => {
    const text = textOf(stagedParagraphs(inputOf([staged, other], approvalRow())));
    expect(text).toContain('This would: Archive the project PAY (Payments).');
    expect(text).toContain('It hides a project. (R101)');
    expect(text).not.toContain('Dana');
  });

  it('says once how it can be undone: beside the action, or in the reason', () => {
    const { sentence = '' } = findAction(staged.planned.type)?.reversibility ?? {};
    const reason = { rule: 'R102', sentence: `It cannot be taken back completely: ${sentence}` };
    const classification = { ...staged.planned.classification, reasons: [reason] };
    const given = actionRow({ state: 'staged', planned: { ...staged.planned, classification } });
    for (const action of [staged, given]) {
      const text = textOf(stagedParagraphs(inputOf([action], approvalRow())));
      expect(text.split(sentence)).toHaveLength(2);
    }
  });

  it('shows both values of what changed since it was allowed', () => {
    const approval = approvalRow();
    const body = { ...approval.body, drift: [{ label: 'Issues', before: '4', after: '9' }] };
    const text = textOf(stagedParagraphs(inputOf([staged], { ...approval, body })));
    expect(text).toContain('Changed since it was allowed: Issues: 4 → 9.');
  });
});

describe('the public comment on what waits', () => {
  it('names it, and has no link', () => {
    const link = 'https://kraken.example/approve/v1.x';
    const said = stagedPublicParagraphs(inputOf([staged, other], approvalRow(), { link }));
    expect(said.flat().every(({ href }) => href === undefined)).toBe(true);
    expect(textOf(said)).toContain('approval: Archive the project PAY (Payments).');
    expect(textOf(said)).not.toContain('Dana');
  });

  it.each(['approved', 'denied', 'expired', 'superseded'] as const)(
    'is not written once the request is %s',
    (state) => {
      expect(stagedPublicParagraphs(inputOf([staged], approvalRow({ state })))).toEqual([]);
    },
  );

  it('is not written without a request', () => {
    expect(stagedPublicParagraphs(inputOf([staged], undefined))).toEqual([]);
  });
});

describe('the comment on what was not done', () => {
  it('says who decided against it, and why', () => {
    const approval = approvalRow({ state: 'denied', decidedBy: ana });
    const text = textOf(notDoneParagraphs(inputOf([actionRow({ state: 'denied' })], approval)));
    expect(text).toMatch(
      /^Not done: Archive.* Ana decided against it: “still needed”\. None of it/,
    );
  });

  it('says that nobody decided, which is not a no', () => {
    const approval = approvalRow({ state: 'expired' });
    const text = textOf(notDoneParagraphs(inputOf([actionRow({ state: 'expired' })], approval)));
    expect(text).toContain('Nobody decided by 25 Nov 2026, 12:00 UTC; that is not a no.');
    expect(text).toContain('Reply here to ask again.');
  });

  it('says that the ticket no longer asks for it', () => {
    const approval = approvalRow({ state: 'superseded' });
    const rows = [actionRow({ state: 'superseded' })];
    expect(textOf(notDoneParagraphs(inputOf(rows, approval)))).toMatch(/^Withdrawn: Archive/);
  });

  it('says of a refusal by rule which rule it is, and of nothing else', () => {
    const text = textOf(refusedParagraphs([actionRow({ state: 'refused' }), staged]));
    expect(text).toBe(
      'I may not do this one: Archive the project PAY (Payments). It hides a project. Nothing was changed for it.',
    );
  });

  it('closes the restricted comment with state, person and time', () => {
    const decidedAtMs = Date.UTC(2026, 10, 24, 14);
    const approval = approvalRow({ state: 'approved', decidedBy: ana, decidedAtMs });
    expect(textOf(closedParagraphs(inputOf([], approval)))).toBe(
      'Closed: approved by Ana, 24 Nov 2026, 14:00 UTC. The link no longer works.',
    );
  });
});

describe('a note', () => {
  it.each<[DecisionNote['kind'], RegExp]>([
    ['question', /^One question first: .* until then I do nothing about it\.$/],
    ['stuck', /Reply here and I will try again/],
    ['already', /^Nothing to do: /],
    ['unsupported', /^I cannot do this one: “words”\. .* a person needs to take over\.$/],
    ['left-over', /^I cannot do this one: “words”\. /],
  ])('of the kind %s says what happens next', (kind, pattern) => {
    expect(textOf(noteParagraphs([{ kind, sentence: 'A sentence.', quote: 'words' }]))).toMatch(
      pattern,
    );
  });
});

describe('names of a project the asker does not see', () => {
  const { policyInput } = staged.planned;
  const seenAs = (canBrowse: boolean | null, projectIds = ['10002']) => ({
    ...policyInput,
    requester: {
      ...policyInput.requester,
      standings: [{ projectId: '10002', canBrowse, isProjectAdmin: false, heldPermissions: [] }],
    },
    facts: {
      targets: [],
      projectIds,
      people: [],
      counts: {},
      sharedWith: [],
      grantsAdministration: false,
      access: null,
      touchesKraken: false,
      hasCompleteInverse: false,
      isGlobal: false,
    } as never,
  });
  const own = '“Please archive project PAY”';

  it.each([
    ['false', false],
    ['not known', null],
  ])('give way to his own words before anybody has agreed (sight %s)', (_name, canBrowse) => {
    const planned = { policyInput: seenAs(canBrowse) };
    const inputs = [
      stagedPublicParagraphs(inputOf([actionRow({ state: 'staged', planned })], approvalRow())),
      notDoneParagraphs(inputOf([actionRow({ state: 'denied', planned })], approvalRow())),
      notDoneParagraphs(inputOf([actionRow({ state: 'expired', planned })], approvalRow())),
      notDoneParagraphs(inputOf([actionRow({ state: 'superseded', planned })], approvalRow())),
      refusedParagraphs([actionRow({ state: 'refused', planned })]),
    ];
    for (const paragraphs of inputs) {
      expect(textOf(paragraphs)).toContain(own);
      expect(textOf(paragraphs)).not.toMatch(/Payments|hides a project/);
    }
  });

  it('stand where he sees it, and give way where nothing says what is touched', () => {
    for (const [seen, isNamed] of [
      [seenAs(true), true],
      [seenAs(true, []), false],
    ] as const) {
      const row = actionRow({ state: 'staged', planned: { policyInput: seen } });
      const told = textOf(stagedPublicParagraphs(inputOf([row], approvalRow())));
      expect(told.includes('Payments')).toBe(isNamed);
    }
  });

  it.each<[string, boolean | undefined]>([
    ['is closed to him', false],
    ['may be closed to him, for all Jira says', undefined],
  ])('give way also where the project is open and an issue of it %s', (_name, canBrowse) => {
    const seen = seenAs(true);
    const issues =
      canBrowse === undefined ? [] : [{ issueId: '7', canBrowse, heldPermissions: [] }];
    const policyInput = { ...seen, requester: { ...seen.requester, issues } };
    const targets = [{ kind: 'issue', id: '7', name: 'PAY-1' }];
    const facts = Object.assign({}, seen.facts, { targets });
    const resolved = { target: { issues: [{ id: '7', key: 'PAY-1' }] } } as never;
    for (const planned of [{ policyInput, resolved }, { policyInput: { ...policyInput, facts } }]) {
      const row = actionRow({ state: 'staged', planned });
      expect(textOf(stagedPublicParagraphs(inputOf([row], approvalRow())))).toContain(own);
    }
  });

  it('never repeat what a press says', () => {
    const quotes = [
      {
        text: 'Undo, pressed',
        source: { kind: 'press' as const },
        voice: 'administrator' as const,
      },
    ];
    const row = actionRow({ state: 'staged', planned: { policyInput: seenAs(false), quotes } });
    const text = textOf(stagedPublicParagraphs(inputOf([row], approvalRow())));
    expect(text).toContain('approval: what was asked for.');
  });
});
