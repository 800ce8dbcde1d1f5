import type { Json } from '@kraken/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTextAuthors } from './find-text-authors';

interface Change {
  id: number;
  /** Minute of the change. */
  at: number;
  by: string | null;
  fields: string[];
}

const entry = ({ id, at, by, fields }: Change): Json => ({
  id: String(id),
  created: new Date(1_760_000_000_000 + at * 60_000).toISOString().replace('Z', '+0000'),
  ...(by === null ? {} : { author: { accountId: by } }),
  items: fields.map((fieldId) => ({ field: fieldId, fieldtype: 'jira', fieldId })),
});

describe('the author of a text', () => {
  it('is the creator while nobody has changed it', () => {
    const history = [entry({ id: 1, at: 1, by: 'ben', fields: ['labels', 'status'] })];
    expect(findTextAuthors(history, 'dana')).toEqual({ summary: 'dana', description: 'dana' });
    expect(findTextAuthors([], null)).toEqual({ summary: null, description: null });
  });

  it('is not known without the history, even to the creator’s advantage', () => {
    expect(findTextAuthors(null, 'dana')).toEqual({ summary: null, description: null });
  });

  it('is the last editor of that text, in whatever order the changes come', () => {
    const changes = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 5 }),
        by: fc.constantFrom('ana', 'ben', 'eve'),
        fields: fc.subarray(['summary', 'description', 'labels'], { minLength: 1 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(changes, fc.infiniteStream(fc.nat()), (drawn, order) => {
        const inTime = drawn
          .toSorted((a, b) => a.at - b.at)
          .map((change, id) => ({ ...change, id }));
        const history = inTime
          .map((change) => ({ key: order.next().value ?? 0, change }))
          .sort((a, b) => a.key - b.key)
          .map(({ change }) => entry(change));
        const last = (field: string) =>
          inTime.findLast(({ fields }) => fields.includes(field))?.by ?? 'dana';
        expect(findTextAuthors(history, 'dana')).toEqual({
          summary: last('summary'),
          description: last('description'),
        });
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it.each<[string, Json]>([
    ['without an author', entry({ id: 2, at: 2, by: null, fields: ['summary'] })],
    ['without a time', { id: '2', author: { accountId: 'eve' }, items: [{ fieldId: 'summary' }] }],
  ])('is not known when a change came %s', (_name, change) => {
    const history = [entry({ id: 1, at: 1, by: 'dana', fields: ['summary'] }), change];
    expect(findTextAuthors(history, 'dana').summary).toBeNull();
  });

  it('does not change with a custom field of the same name', () => {
    const custom: Json = {
      id: '1',
      created: '2026-11-24T12:00:00.000+0000',
      author: { accountId: 'eve' },
      items: [{ field: 'summary', fieldtype: 'custom', fieldId: 'customfield_10001' }],
    };
    expect(findTextAuthors([custom], 'dana').summary).toBe('dana');
  });

  it('is found by the name where Jira gives no id', () => {
    const old: Json = {
      id: '1',
      created: '2026-11-24T12:00:00.000+0000',
      author: { accountId: 'eve' },
      items: [{ field: 'Summary', fieldtype: 'jira' }],
    };
    expect(findTextAuthors([old], 'dana').summary).toBe('eve');
  });
});
