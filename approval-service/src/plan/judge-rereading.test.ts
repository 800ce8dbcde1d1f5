import type { Analysis, DecisionId, Json, TicketSnapshot } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { WishRecord } from '../ports.ts';
import { deedKey, wishKey } from '../record/wish-key.ts';
import { judgeRereading } from './judge-rereading.ts';

type Plan = Extract<Analysis, { outcome: 'plan' }>;
type Action = Plan['actions'][number];

const MODEL = {
  kind: 'model' as const,
  modelId: 'm',
  promptVersion: '1',
  tokens: null,
  costMicroUsd: null,
  latencyMs: 0,
  masks: [],
};

const act = (args: Json, text: string, commentId?: string): Action => ({
  type: 'issue.create',
  args,
  quotes: [
    {
      text,
      source: commentId === undefined ? { kind: 'summary' } : { kind: 'comment', commentId },
      voice: 'reporter',
    },
  ],
  dependsOn: [],
});

const recordOf = (action: Action, state: WishRecord['actionState']): WishRecord => ({
  decisionId: 'dec_1' as DecisionId,
  wishKey: wishKey(action),
  deedKey: deedKey(action, MODEL),
  outcome: 'routed',
  actionState: state,
});

const ticket = (summary: string, ...comments: string[]): TicketSnapshot => ({
  summary,
  description: '',
  reporterDisplayName: 'Dan',
  status: 'To Do',
  comments: comments.map((text, at) => ({ commentId: String(at + 1), text })),
});

const OPEN: ReadonlyArray<WishRecord['actionState']> = ['expired', 'superseded'];

function judge(actions: Action[], records: WishRecord[], ...snapshots: TicketSnapshot[]) {
  const plan: Plan = { outcome: 'plan', actions, confidence: 1, analyst: MODEL };
  const isDone = ({ actionState }: WishRecord) => !OPEN.includes(actionState);
  const { dropped, tightens } = judgeRereading(plan, { snapshots, records, isDone });
  return { dropped: [...dropped], waits: tightens.map(({ index }) => index) };
}

const X = act({ summary: 'X' }, 'create X and Y');
const Y = act({ summary: 'Y' }, 'create X and Y');

describe('a plan that a model reads again', () => {
  it('leaves out what stands in words that were read before, however it is worded', () => {
    const reworded = act({ summary: 'The X' }, 'create X');
    expect(judge([reworded], [recordOf(X, 'succeeded')], ticket('create X and Y'))).toEqual({
      dropped: [0],
      waits: [],
    });
  });

  it('lets the same order in a new comment wait instead of dropping it', () => {
    const again = act({ summary: 'X' }, 'create X and Y', '2');
    const before = ticket('create X and Y', 'thanks');
    expect(judge([again], [recordOf(X, 'succeeded')], before)).toEqual({ dropped: [], waits: [0] });
  });

  it('knows the words of every earlier reading, not only of the last', () => {
    const reworded = act({ summary: 'the X' }, 'create X', '1');
    const [first, last] = [ticket('Hello', 'please create X'), ticket('Hello')];
    expect(judge([reworded], [recordOf(X, 'succeeded')], last, first).dropped).toEqual([0]);
  });

  it('goes on with what was withdrawn', () => {
    const reworded = act({ summary: 'X' }, 'create X');
    expect(judge([reworded], [recordOf(X, 'superseded')], ticket('create X and Y'))).toEqual({
      dropped: [],
      waits: [],
    });
  });

  it.each([
    ['exactly', Y],
    ['quoted otherwise', act({ summary: 'Y' }, 'and Y')],
  ])('goes on with what is open, %s, and never with what is done in its place', (_how, open) => {
    const reworded = act({ summary: 'The X' }, 'create X');
    const records = [recordOf(X, 'succeeded'), recordOf(Y, 'expired')];
    const { dropped } = judge([reworded, open], records, ticket('create X and Y'));
    expect(dropped).toEqual([0]);
  });
});
