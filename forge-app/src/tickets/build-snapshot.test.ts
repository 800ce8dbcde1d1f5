import {
  type Json,
  MAX_TEXT_LENGTH,
  ticketRoutingSchema,
  ticketSnapshotSchema,
} from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { buildRouting, buildSnapshot } from './build-snapshot';

const snapshotOf = (issue: Json, comments: Json[], kraken: string | null) =>
  buildSnapshot({ issue, comments }, kraken);
const routingOf = (
  issue: Json,
  comments: Json[],
  kraken: string | null,
  history: Json[] | null = [],
) => buildRouting({ issue, comments, history, reporterGroups: null }, kraken);

const KRAKEN = '557058:kraken';
const body = (words: string): Json => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

function comment(id: number, words: string, parts: { [key: string]: Json } = {}): Json {
  return {
    id: String(id),
    body: body(words),
    author: { accountId: `user-${id}`, displayName: 'Name', emailAddress: 'canary-mail' },
    created: new Date(1_760_000_000_000 + id * 1_000).toISOString(),
    jsdPublic: true,
    ...parts,
  };
}

const ISSUE: Json = {
  id: '10001',
  key: 'ABC-1',
  fields: {
    summary: 'Add Ben',
    description: body('please add Ben'),
    status: { name: 'To Do', description: 'canary-status' },
    reporter: { accountId: 'user-dana', displayName: 'Dana', emailAddress: 'canary-reporter' },
    creator: { accountId: 'user-bot', displayName: 'canary-creator' },
    project: { id: '10000', key: 'ABC', name: 'canary-project', projectTypeKey: 'service_desk' },
    attachment: [{ filename: 'canary-file' }],
    customfield_10001: 'canary-field',
    assignee: { displayName: 'canary-assignee' },
  },
};

describe('the snapshot', () => {
  it('holds the five things that may leave, and nothing of any other field', () => {
    const snapshot = snapshotOf(ISSUE, [comment(1, 'hello')], KRAKEN);
    expect(snapshot).toEqual({
      summary: 'Add Ben',
      description: 'please add Ben',
      reporterDisplayName: 'Dana',
      status: 'To Do',
      comments: [{ commentId: '1', text: 'hello' }],
    });
    expect(JSON.stringify(snapshot)).not.toContain('canary');
    expect(JSON.stringify(snapshot)).not.toContain('user-');
  });

  it.each<[string, { [key: string]: Json }]>([
    ['restricted to a group', { visibility: { type: 'group', value: 'admins' } }],
    ['restricted to a role', { visibility: { type: 'role', value: 'Administrators' } }],
    ['internal in a service desk', { jsdPublic: false }],
    [
      'marked internal by its property',
      { properties: [{ key: 'sd.public.comment', value: { internal: true } }] },
    ],
    ['written by Kraken', { author: { accountId: KRAKEN } }],
  ])('leaves out a comment %s, and its author', (_name, parts) => {
    const comments = [comment(1, 'canary-comment', parts), comment(2, 'open')];
    const all = [snapshotOf(ISSUE, comments, KRAKEN), routingOf(ISSUE, comments, KRAKEN)];
    expect(JSON.stringify(all)).not.toContain('canary');
    expect(routingOf(ISSUE, comments, KRAKEN).commentAuthors).toEqual({ '2': 'user-2' });
  });

  it('knows Kraken’s comments by their mark while its account is not known', () => {
    const own = comment(1, 'mine', { properties: [{ key: 'kraken', value: { ref: 'ord_1' } }] });
    expect(snapshotOf(ISSUE, [own], null).comments).toEqual([]);
    expect(snapshotOf(ISSUE, [own], KRAKEN).comments).toHaveLength(1);
  });

  it('keeps the newest 200 comments, oldest first, whatever order they come in', () => {
    const comments = Array.from({ length: 250 }, (_, at) => comment(at, `c${at}`)).reverse();
    const ids = snapshotOf(ISSUE, comments, KRAKEN).comments.map(({ commentId }) => commentId);
    expect(ids).toHaveLength(200);
    expect([ids[0], ids[199]]).toEqual(['50', '249']);
  });

  it('says where a text was too long', () => {
    const fields = { summary: 'x', description: body('a'.repeat(40_000)) };
    const snapshot = snapshotOf({ fields }, [], null);
    expect(snapshot.description).toHaveLength(MAX_TEXT_LENGTH);
    expect(snapshot.description.endsWith('[cut here: too long]')).toBe(true);
  });

  it('passes the schema of the wire, and so do the routing facts', () => {
    const comments = [comment(1, 'hello', { author: null })];
    expect(ticketSnapshotSchema.parse(snapshotOf(ISSUE, comments, KRAKEN))).toBeTruthy();
    expect(ticketRoutingSchema.parse(routingOf(ISSUE, comments, KRAKEN))).toEqual({
      issueId: '10001',
      issueKey: 'ABC-1',
      projectId: '10000',
      projectKey: 'ABC',
      isServiceDesk: true,
      reporterAccountId: 'user-dana',
      reporterGroups: null,
      creatorAccountId: 'user-bot',
      summaryAuthorAccountId: 'user-bot',
      descriptionAuthorAccountId: 'user-bot',
      commentAuthors: { '1': null },
    });
  });

  it('name as the author of a comment whoever edited it last, and nobody where that is not told', () => {
    const edited = (updateAuthor: Json): unknown => {
      const one = comment(1, 'hello', { author: { accountId: 'user-dana' }, updateAuthor });
      return routingOf(ISSUE, [one], KRAKEN).commentAuthors['1'];
    };
    expect(edited({ accountId: 'user-dana' })).toBe('user-dana');
    expect(edited({ accountId: 'user-eve' })).toBe('user-eve');
    expect(edited(null)).toBeNull();
  });

  it('of a history tell who wrote the words, and nothing else', () => {
    const history: Json[] = [
      {
        id: '1',
        created: '2026-11-24T12:00:00.000+0000',
        author: { accountId: 'user-eve', displayName: 'canary-eve' },
        items: [{ field: 'description', fieldId: 'description', toString: 'canary-text' }],
      },
    ];
    const routing = routingOf(ISSUE, [], KRAKEN, history);
    expect(routing).toMatchObject({
      summaryAuthorAccountId: 'user-bot',
      descriptionAuthorAccountId: 'user-eve',
    });
    expect(JSON.stringify(routing)).not.toContain('canary');
    expect(routingOf(ISSUE, [], KRAKEN, null)).toMatchObject({
      creatorAccountId: 'user-bot',
      summaryAuthorAccountId: null,
      descriptionAuthorAccountId: null,
    });
  });

  it('of an anonymous report has no reporter', () => {
    const issue: Json = { id: '1', key: 'ABC-1', fields: { summary: 's', reporter: null } };
    expect(snapshotOf(issue, [], null).reporterDisplayName).toBe('');
    expect(routingOf(issue, [], null).reporterAccountId).toBeNull();
  });
});
