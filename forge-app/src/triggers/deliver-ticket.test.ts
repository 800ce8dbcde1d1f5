import { deliveryBodySchema, type Json } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakePorts, fakeInvocation, fakePorts, json, NOW_MS } from '../testing/fakes';
import { deliverTicket } from './deliver-ticket';
import { deliveryKey, type IssueEvent, parseJiraEvent, parseQueuedEvent } from './issue-event';

const EVENT: IssueEvent = {
  issueId: '10001',
  type: 'issue.created',
  atMs: NOW_MS,
  actorAccountId: 'user-dana',
  commentId: null,
};
const ISSUE: Json = {
  id: '10001',
  key: 'ABC-1',
  fields: {
    summary: 'Add Ben',
    project: { id: '10000', key: 'ABC' },
    creator: { accountId: 'user-dana' },
  },
  changelog: { startAt: 0, maxResults: 0, total: 0, histories: [] },
};
const ISSUE_LINE = 'GET /rest/api/3/issue/10001';
const COMMENTS_LINE = 'GET /rest/api/3/issue/10001/comment';
const CHANGELOG_LINE = 'GET /rest/api/3/issue/10001/changelog';

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
  ports.jira
    .on(ISSUE_LINE, json(200, ISSUE))
    .on(COMMENTS_LINE, json(200, { comments: [], total: 0 }));
  ports.service.on('POST /forge/v1/deliveries', 202, { deliveryId: 'dlv_1', decisionId: 'dec_1' });
});

describe('a delivery', () => {
  it('asks Jira for eight fields and their changes and no more, and passes the schema of the wire', async () => {
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('delivered');
    expect(ports.jira.lines()[0]).toBe(
      `${ISSUE_LINE}?fields=summary%2Cdescription%2Cstatus%2Creporter%2Ccreator%2Cproject%2Cissuetype%2Clabels&expand=changelog`,
    );
    expect(deliveryBodySchema.safeParse(ports.service.calls[0]?.body).success).toBe(true);
  });

  it('leaves out what Kraken’s own account wrote', async () => {
    ports.kvs.values.set('registration', {
      appAccountId: 'kraken',
      webTriggerUrl: 'https://x.example',
      atMs: 1,
    });
    const own = { id: '7', body: 'mine', author: { accountId: 'kraken' } };
    ports.jira.on(COMMENTS_LINE, json(200, { comments: [own], total: 1 }));
    await deliverTicket(ports, EVENT, fakeInvocation());
    expect(ports.service.calls[0]?.body).toMatchObject({ snapshot: { comments: [] } });
  });

  it('reads every page of comments', async () => {
    const page = (from: number) =>
      json(200, {
        total: 150,
        comments: Array.from({ length: from === 0 ? 100 : 50 }, (_, at) => ({
          id: String(from + at),
          body: `c${from + at}`,
        })),
      });
    ports.jira.on(COMMENTS_LINE, page(0), page(100));
    await deliverTicket(ports, EVENT, fakeInvocation());
    const body = ports.service.calls[0]?.body as { snapshot: { comments: unknown[] } };
    expect(body.snapshot.comments).toHaveLength(150);
  });

  it('of an issue that is gone is dropped without a call, but not while Jira may lag behind', async () => {
    ports.jira.on(ISSUE_LINE, json(404, {}), json(404, {}));
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('again');
    const old = { ...EVENT, atMs: NOW_MS - 600_000 };
    expect(await deliverTicket(ports, old, fakeInvocation())).toBe('dropped');
    expect(ports.service.calls).toEqual([]);
  });

  it.each([400, 413, 415, 422])(
    'is not sent for ever when the service cannot read it (%s)',
    async (status) => {
      ports.service.on('POST /forge/v1/deliveries', status);
      expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('dropped');
    },
  );

  it.each([
    ['Jira does not answer for the issue', ISSUE_LINE, { status: 503 }],
    ['Jira refuses the app for a while', ISSUE_LINE, json(401, {})],
    ['Jira does not answer for the comments', COMMENTS_LINE, { status: 503 }],
  ])('comes again when %s', async (_name, line, answer) => {
    ports.jira.on(line, answer);
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('again');
    expect(ports.service.calls).toEqual([]);
  });

  it.each([0, 401, 429, 500, 503])('comes again when the service answers %s', async (status) => {
    ports.service.on('POST /forge/v1/deliveries', status);
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('again');
  });
});

describe('what rules compare', () => {
  const GROUPS_LINE = 'GET /rest/api/3/user/groups?accountId=user-dan';
  const routed = async (): Promise<unknown> => {
    const fields = {
      ...(ISSUE as { fields: object }).fields,
      reporter: { accountId: 'user-dan' },
      issuetype: { id: '10005', name: 'Access', iconUrl: 'canary' },
      labels: ['onboarding'],
    };
    ports.jira.on(ISSUE_LINE, json(200, { ...(ISSUE as object), fields } as Json));
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('delivered');
    const { routing, snapshot } = deliveryBodySchema.parse(ports.service.calls[0]?.body);
    expect(JSON.stringify([routing, snapshot])).not.toContain('canary');
    expect(JSON.stringify(snapshot)).not.toMatch(/Access|onboarding|staff/);
    const { issueType, labels, reporterGroups } = routing;
    return { issueType, labels, reporterGroups };
  };
  const issueType = { id: '10005', name: 'Access' };
  const labels = ['onboarding'];

  it('travels with the ticket and stays out of its words', async () => {
    ports.jira.on(GROUPS_LINE, json(200, [{ groupId: 'g-1', name: 'staff', self: 'canary' }]));
    const reporterGroups = [{ groupId: 'g-1', name: 'staff' }];
    expect(await routed()).toEqual({ issueType, labels, reporterGroups });
  });

  it.each([
    ['refuses', json(403, {})],
    ['does not know the reporter', json(404, {})],
    ['does not answer', { status: 0 }],
    ['asks to wait', json(429, {}, { retryAfterSeconds: 900 })],
    ['answers something else', json(200, { values: [] })],
    ['names a group without an id', json(200, [{ name: 'staff' }])],
  ])('is sent without groups, and at once, when Jira %s', async (_name, answer) => {
    ports.jira.on(GROUPS_LINE, answer);
    const before = ports.clock.nowMs();
    expect(await routed()).toEqual({ issueType, labels, reporterGroups: null });
    expect(ports.clock.nowMs() - before).toBeLessThan(5_000);
  });
});

describe('the authors of a delivery', () => {
  const change = (id: number, accountId: string, fieldId: string): Json => ({
    id: String(id),
    created: new Date(NOW_MS + id * 1_000).toISOString().replace('Z', '+0000'),
    author: { accountId, displayName: 'canary-name' },
    items: [{ field: fieldId, fieldId, fromString: 'canary-old', toString: 'canary-new' }],
  });
  /** What is expanded, newest first, and how many there are. */
  const withChanges = (recent: Json[], total = recent.length): void => {
    const changelog = { startAt: 0, maxResults: recent.length, total, histories: recent };
    ports.jira.on(ISSUE_LINE, json(200, { ...(ISSUE as object), changelog } as Json));
  };
  const pages = (...lists: Json[][]) =>
    lists.map((values) => json(200, { total: lists.flat().length, values }));
  const authors = async (): Promise<unknown[]> => {
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('delivered');
    const body = ports.service.calls[0]?.body;
    expect(JSON.stringify(body)).not.toContain('canary');
    const { routing } = deliveryBodySchema.parse(body);
    return [routing.summaryAuthorAccountId, routing.descriptionAuthorAccountId];
  };
  /** 150 changes, oldest first, none of a text but the one given. */
  const long = (at: number, fieldId: string): Json[] =>
    Array.from({ length: 150 }, (_, id) =>
      id === at ? change(id, 'user-eve', fieldId) : change(id, 'user-ben', 'labels'),
    );

  it('are the creator while nobody has edited, and the last editor after', async () => {
    expect(await authors()).toEqual(['user-dana', 'user-dana']);
    ports.service.calls.length = 0;
    withChanges([
      change(3, 'user-ben', 'labels'),
      change(2, 'user-eve', 'summary'),
      change(1, 'user-ben', 'summary'),
    ]);
    expect(await authors()).toEqual(['user-eve', 'user-dana']);
    expect(ports.jira.lines(CHANGELOG_LINE)).toEqual([]);
  });

  it('are found in all pages when Jira hands out the newest changes only', async () => {
    const all = long(2, 'description');
    withChanges(all.slice(50).reverse(), 150);
    ports.jira.on(CHANGELOG_LINE, ...pages(all.slice(0, 100), all.slice(100)));
    expect(await authors()).toEqual(['user-dana', 'user-eve']);
    expect(ports.jira.lines(CHANGELOG_LINE)).toEqual([
      `${CHANGELOG_LINE}?startAt=0&maxResults=100`,
      `${CHANGELOG_LINE}?startAt=100&maxResults=100`,
    ]);
  });

  it('are looked for in all pages when a long list only claims to be whole', async () => {
    const all = long(2, 'summary');
    withChanges(all.slice(110).reverse());
    ports.jira.on(CHANGELOG_LINE, ...pages(all.slice(0, 100), all.slice(100)));
    expect(await authors()).toEqual(['user-eve', 'user-dana']);
  });

  it.each<[string, () => void]>([
    [
      'Jira shows no changes',
      () => ports.jira.on(ISSUE_LINE, json(200, { ...(ISSUE as object), changelog: null } as Json)),
    ],
    ['Jira does not let the app read them', () => ports.jira.on(CHANGELOG_LINE, json(403, {}))],
    [
      'the pages end too early',
      () => ports.jira.on(CHANGELOG_LINE, json(200, { total: 150, values: [] })),
    ],
    [
      'there are more pages than are read',
      () =>
        ports.jira.on(
          CHANGELOG_LINE,
          json(200, { total: 9_999, values: [change(1, 'user-eve', 'labels')] }),
        ),
    ],
    [
      'somebody edits while they are read',
      () =>
        ports.jira.on(
          CHANGELOG_LINE,
          ...pages([...long(2, 'summary'), change(200, 'user-dana', 'summary')]),
        ),
    ],
  ])('are not known when %s', async (_name, prepare) => {
    withChanges(long(2, 'summary').slice(50).reverse(), 150);
    prepare();
    expect(await authors()).toEqual([null, null]);
  });

  it('come again when Jira does not answer for the changes', async () => {
    withChanges(long(2, 'summary').slice(50).reverse(), 150);
    ports.jira.on(CHANGELOG_LINE, { status: 503 });
    expect(await deliverTicket(ports, EVENT, fakeInvocation())).toBe('again');
    expect(ports.service.calls).toEqual([]);
  });
});

describe('the time of reading', () => {
  it('is when the issue came, whatever the event says and however long the comments take', async () => {
    ports.jira.onSend = ({ path }) => {
      ports.clock.ms += path.includes('/comment') ? 5_000 : 700;
    };
    await deliverTicket(ports, { ...EVENT, atMs: 1 }, fakeInvocation());
    expect(ports.service.calls[0]?.body).toMatchObject({
      event: { atMs: 1, readAtMs: NOW_MS + 700 },
    });
  });
});

describe('an event of Jira', () => {
  const raw = {
    eventType: 'avi:jira:commented:issue',
    atlassianId: 'user-dana',
    issue: {
      id: '10001',
      key: 'ABC-1',
      fields: { summary: 'canary', updated: '2026-11-24T12:00:00.000+0000' },
    },
    comment: { id: '55', body: 'canary', created: '2026-11-24T12:00:01.000+0000' },
  };

  it('becomes ids and times, without a word of the ticket', () => {
    const parsed = parseJiraEvent(raw, 1);
    expect(parsed).toEqual({
      issueId: '10001',
      type: 'comment.created',
      atMs: NOW_MS + 1_000,
      actorAccountId: 'user-dana',
      commentId: '55',
    });
    expect(JSON.stringify(parsed)).not.toContain('canary');
    expect(parseQueuedEvent(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
  });

  it('has the same delivery key when it is repeated, and another one for another event', () => {
    const key = (event: unknown): string => {
      const parsed = parseJiraEvent(event, 1);
      return parsed === undefined ? '' : deliveryKey(parsed);
    };
    const edited = { ...raw, comment: { ...raw.comment, updated: '2026-11-24T12:00:02.000+0000' } };
    const other = { ...raw, comment: { ...raw.comment, id: '56' } };
    expect(key(raw)).toBe(key(structuredClone(raw)));
    expect(new Set([key(raw), key(edited), key(other)]).size).toBe(3);
  });

  it.each([
    ['another event', { ...raw, eventType: 'avi:jira:deleted:issue' }],
    ['no issue', { eventType: 'avi:jira:created:issue' }],
    ['an id with a way out', { ...raw, issue: { id: '1/../2' } }],
    ['nothing', null],
  ])('is ignored: %s', (_name, event) => {
    expect(parseJiraEvent(event, 1)).toBeUndefined();
  });
});
