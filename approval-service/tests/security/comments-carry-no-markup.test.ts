/** I5: comments of Kraken are template text and quoted excerpts; no link, picture or mention from a ticket survives. */
import type { Json } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { writeComment } from '../../src/execute/build-comment.ts';
import { inert } from '../../src/execute/comment-text.ts';
import type {
  CommentTemplate,
  DecisionNote,
  Instance,
  OrderRow,
  TenantTx,
} from '../../src/ports.ts';
import { actionRow, approvalRow } from '../../src/testing/action-rows.ts';

const LINK = 'https://kraken.example/approve/v1.token';
const HOSTILE = [
  'https://evil.example/x?y=z',
  'HTTP://EVIL.EXAMPLE and www.evil.example and evil.example/login',
  '[click](https://evil.example) ![pic](https://evil.example/p.png)',
  '[click|https://evil.example] !https://evil.example/p.png! [~accountid:5b10a2844c20165700ede21g] [~dana]',
  '<a href="https://evil.example">x</a><img src=//evil.example/p.png>',
  'mailto:boss@evil.example tel:+4930123 javascript:alert(1) data:text/html,x boss@evil.example',
  '@dana @[Dana](5b10a2844c20165700ede21g) <@U123> <!channel>',
  '{"type":"mention","attrs":{"id":"5b10"}} {"type":"inlineCard","attrs":{"url":"https://evil.example"}}',
  '{code}{panel:title=x}{html}<script>{html}{jira:key=A-1}{panel}{code} :smile: (!) (/)',
  '\\\\evil.example\\share file://evil.example/share evil。example evil．example http:\\\\evil.example',
  'ht\u200Btps://evil.example \u202Eelpmaxe.live//:sptth\u202C \u2066x\u2069 \uFEFF\u00AD',
  'https[:]//evil.example https:// evil.example https:\n//evil.example',
  'xn--e1afmkfd.xn--p1ai пример.рф https://user:pass@evil.example:8080/',
  `${'long words '.repeat(450)}https://evil.example`,
  `${'x'.repeat(190)} https://evil.example/${'y'.repeat(4_800)}`,
];

type Adf = { type: string; text?: string; marks?: Json; content?: Adf[] };
const nodesOf = (node: Adf): Adf[] => [node, ...(node.content ?? []).flatMap(nodesOf)];

/** What Jira, mail clients or chats make live in plain text, told apart from the code under test. */
const LIVE = [
  /:\/\//,
  /\b(?:mailto|tel|javascript|data|file):\S/i,
  /[\p{L}\p{N}][.。．｡](?:example|com|xn--p1ai|рф|live)\b/iu,
  /\bwww\.\p{L}/iu,
  /\[~/,
  /\\\\/,
  /[\p{Cf}\u2028\u2029]/u,
];

const PUBLIC: CommentTemplate[] = [
  'notes',
  'outcome',
  'staged-public',
  'denied',
  'expired',
  'superseded',
];
const TEMPLATES: CommentTemplate[] = [...PUBLIC, 'staged', 'closed'];
const NOTES: DecisionNote['kind'][] = [
  'question',
  'already',
  'answer',
  'unsupported',
  'left-over',
  'stuck',
];
const STATES = [
  'succeeded',
  'failed',
  'skipped',
  'unknown',
  'staged',
  'denied',
  'expired',
  'superseded',
  'refused',
] as const;

/** Actions in every state, whose words are all hostile. */
function actionsWith(words: string) {
  return STATES.map((state, index) =>
    actionRow({
      index,
      state,
      result: { status: 'failed', reason: words } as never,
      planned: {
        index,
        sentence: `Add ${words} to ${words} as ${words}`,
        quotes: [{ text: words, source: { kind: 'summary' }, voice: 'reporter' }],
        resolved: { radius: [words], facts: null, target: null } as never,
        classification: {
          class: 'requires-approval',
          level: 'standard',
          reasons: [{ rule: 'R101', sentence: words }],
          policyVersion: '1',
        },
      },
    }),
  );
}

/** What the store would give for a ticket in which everything is hostile. */
function storeWith(words: string, template: CommentTemplate): TenantTx {
  const actions = actionsWith(words);
  const isOpen = template === 'staged' || template === 'staged-public';
  const approval = approvalRow({
    state: isOpen ? 'staged' : 'denied',
    decidedAtMs: isOpen ? null : 1,
    decidedBy: isOpen
      ? null
      : { accountId: 'a', name: words, channel: 'link', identity: 'session', reason: words },
    body: {
      ...approvalRow().body,
      actionIndexes: actions.map(({ index }) => index),
      drift: [{ label: words, before: words, after: words }] as never,
    },
  });
  const shown =
    template === 'expired' || template === 'superseded'
      ? actions.filter(
          ({ state }) =>
            state !== 'denied' && (template === 'superseded' || state !== 'superseded'),
        )
      : actions;
  const decision = {
    decisionId: 'dec_00000001',
    deliveryId: 'dlv_00000001',
    issueId: '10001',
    origin: null,
    notes: NOTES.map((kind) => ({ kind, sentence: words, quote: words })),
  };
  const routing = { isServiceDesk: true };
  const delivery = { body: { routing, snapshot: { reporterDisplayName: words } } };
  return {
    decisions: { get: async () => decision },
    deliveries: { get: async () => delivery },
    approvals: { get: async () => approval },
    actions: { list: async () => shown },
    orders: { list: async () => [] },
  } as never;
}

async function commentOf(words: string, template: CommentTemplate): Promise<Adf> {
  const isPublic = PUBLIC.includes(template);
  const order = {
    orderId: 'ord_00000001',
    decisionId: 'dec_00000001',
    purpose: template,
    payload: {
      kind: 'comment',
      audience: isPublic ? 'public' : 'approvers',
      template,
      approvalId: 'apr_00000001',
      editCommentId: null,
    },
  } as OrderRow;
  const instance = { settings: { approverGroup: { groupId: 'g', name: 'admins' } } } as Instance;
  const deps = { log: { error: () => undefined }, linkOf: () => LINK };
  const content = await writeComment(storeWith(words, template), deps, order, instance);
  const body = content?.steps[0]?.requests[0]?.body as { body: Adf } | undefined;
  if (body === undefined) throw new Error(`no comment was made for ${template}`);
  return body.body;
}

describe.each(TEMPLATES)('a comment of the template %s', (template) => {
  it.each(HOSTILE)('holds nothing live of a ticket that says %.60s', async (words) => {
    const nodes = nodesOf(await commentOf(words, template));
    expect([...new Set(nodes.map(({ type }) => type))].sort()).toEqual([
      'doc',
      'paragraph',
      'text',
    ]);
    const marked = nodes.filter(({ marks }) => marks !== undefined);
    expect(marked).toEqual(
      template === 'staged'
        ? [
            {
              type: 'text',
              text: 'look at the request',
              marks: [{ type: 'link', attrs: { href: LINK } }],
            },
          ]
        : [],
    );
    const text = nodes.map((node) => node.text ?? '').join('\n');
    expect(LIVE.filter((pattern) => pattern.test(text))).toEqual([]);
    for (const [, quote = ''] of text.matchAll(/“([^”]*)”/g)) {
      expect(quote.length).toBeLessThanOrEqual(200);
    }
  });

  it('does hold the words of the ticket, so that the test above says something', async () => {
    if (template === 'closed') return;
    const text = nodesOf(await commentOf('Payments', template))
      .map((node) => node.text ?? '')
      .join('');
    expect(text).toContain('Payments');
  });
});

describe('an address in a comment', () => {
  it.each([
    ['https://evil.example/a.b?c=d.e', 'https[:]//evil[.]example/a.b?c=d.e'],
    ['dana.weber@corp.example', 'dana[.]weber@corp[.]example'],
    ['[~dana]', '[ ~dana]'],
    ['\\\\host\\share', '[\\]\\host\\share'],
  ])('%s is spelt %s, once', (address, spelt) => {
    expect(inert(address)).toBe(spelt);
    expect(inert(spelt)).toBe(spelt);
  });

  it.each(['Done. Add Dana to ABC-1 (e.g. today), at 10:30: v1.2.3, 5 % …', 'A: b; “c”.'])(
    'is all that is changed: %s',
    (text) => {
      expect(inert(text)).toBe(text);
    },
  );
});
