import { MAX_STEP_REQUESTS, orderReportSchema, type Resolution, type Voice } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { ResolvedWish } from '../plan/resolve-plan.ts';
import type { Planning } from './planning.ts';
import { withinReach } from './within-reach.ts';

function wish(resolution: ResolvedWish['resolution'], voices: Voice[] = ['reporter']) {
  const quotes = voices.map((voice) => {
    return { text: 'words', source: { kind: 'summary' as const }, voice };
  });
  const type = 'project.member.clear';
  const proposed = { type, args: {}, quotes, dependsOn: [] };
  return { index: 0, proposed, resolution, audience: 'asker' as const };
}

function planning(
  reporterAccountId: string | null,
  creatorAccountId: string | null = reporterAccountId,
  summaryAuthorAccountId: string | null = reporterAccountId,
): Planning {
  const routing = { reporterAccountId, creatorAccountId, summaryAuthorAccountId };
  return { decision: { origin: null }, delivery: { body: { routing } } } as unknown as Planning;
}

describe('an answer', () => {
  const answer: Resolution = { outcome: 'answered', sentence: 'canary', audience: 'asker' };

  it.each<[string, Voice[], Planning, boolean]>([
    ['the reporter in his own words', ['reporter'], planning('dan'), true],
    ['an administrator, on his own ticket', ['administrator'], planning('dan'), true],
    ['somebody else’s words', ['other'], planning('dan'), false],
    ['words that are his only in part', ['reporter', 'other'], planning('dan'), false],
    ['the reporter of a ticket that another made', ['reporter'], planning('dan', 'eve'), false],
    ['a reporter whose words another wrote', ['reporter'], planning('dan', 'dan', 'eve'), false],
    ['nobody', ['reporter'], planning(null), false],
  ])('is given to who asks alone: %s', (_name, voices, by, isGiven) => {
    const { resolution } = withinReach(wish(answer, voices), by);
    expect(resolution.outcome).toBe(isGiven ? 'answered' : 'unsupported');
    expect(JSON.stringify(resolution).includes('canary')).toBe(isGiven);
  });
});

describe('a change', () => {
  const roles = (count: number): Resolution => {
    const target = {
      project: { id: '1', key: 'ABC' },
      roles: Array.from({ length: count }, (_, id) => ({ id: String(id), name: 'R' })),
    };
    return { outcome: 'resolved', action: { target } } as unknown as Resolution;
  };

  it('of as many requests as an order carries is planned, and its report can be taken', () => {
    const most = wish(roles(MAX_STEP_REQUESTS));
    expect(withinReach(most, planning('dan'))).toBe(most);
    const statuses = Array.from({ length: MAX_STEP_REQUESTS }, () => 200);
    const step = { index: 0, outcome: 'succeeded', statuses, checks: [] };
    const report = { orderId: 'ord_00000001', state: 'ran', reads: [], steps: [step] };
    expect(orderReportSchema.safeParse(report).success).toBe(true);
  });

  it('of more is told to those who see what it touches', () => {
    const most = wish(roles(MAX_STEP_REQUESTS + 1));
    for (const audience of ['asker', 'administrators'] as const) {
      expect(withinReach({ ...most, audience }, planning('dan')).audience).toBe(audience);
    }
  });

  it('of more is told as not possible, and why', () => {
    const { resolution } = withinReach(wish(roles(MAX_STEP_REQUESTS + 1)), planning('dan'));
    expect(resolution).toMatchObject({
      outcome: 'unsupported',
      sentence: expect.stringContaining('1001 requests'),
    });
  });
});
