import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JiraRead, JiraReadResult } from './jira-request.ts';
import { getRead, isUnavailable, type Reading, readKey, readOne, runReading } from './reading.ts';

const read = (id: number): JiraRead =>
  getRead('getThing', '/rest/api/3/thing/{id}', { path: { id: String(id) }, pick: ['id'] });
const answer = (id: number): JiraReadResult => ({ status: 200, body: { id } });

/** Reads the batches in turn and returns every answer in the order it was asked. */
function* inTurn(batches: readonly number[][]): Reading<JiraReadResult[]> {
  const all: JiraReadResult[] = [];
  for (const batch of batches) all.push(...(yield batch.map(read)));
  return all;
}

/** Plays the caller: answers what is needed (in any order, perhaps a part only) until the reading ends. */
function drive<T>(make: () => Reading<T>, answerPart: (reads: JiraRead[]) => JiraRead[]) {
  const known = new Map<string, JiraReadResult>();
  for (let rounds = 1; ; rounds += 1) {
    const state = runReading(make, (key) => known.get(key));
    if (state.state !== 'needs') return { state, rounds };
    for (const one of answerPart(state.reads)) {
      const { id } = one.request.path;
      known.set(readKey(one), answer(Number(id)));
    }
  }
}

describe('a reading', () => {
  it('ends with the same value however its answers come in', () => {
    const batches = fc.array(fc.array(fc.nat({ max: 6 }), { maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(batches, fc.boolean(), (asked, oneByOne) => {
        const { state } = drive(
          () => inTurn(asked),
          (reads) => (oneByOne ? reads.slice(-1) : reads.toReversed()),
        );
        expect(state).toEqual({ state: 'done', value: asked.flat().map(answer) });
      }),
      { seed: 20261124, numRuns: 5_000 },
    );
  });

  it('needs one round more than it has batches with something new in them', () => {
    const { rounds } = drive(
      () => inTurn([[1, 2], [2], [3], []]),
      (reads) => reads,
    );
    expect(rounds).toBe(3);
  });

  it('asks only for what is not known yet', () => {
    const known = new Map([[readKey(read(1)), answer(1)]]);
    expect(
      runReading(
        () => inTurn([[1, 2]]),
        (key) => known.get(key),
      ),
    ).toEqual({
      state: 'needs',
      reads: [read(2)],
    });
  });

  it('does not go past an answer that has not come', () => {
    let went = false;
    function* watched(): Reading<null> {
      yield [read(1)];
      went = true;
      return null;
    }
    expect(runReading(watched, () => undefined).state).toBe('needs');
    expect(went).toBe(false);
  });

  it.each([0, 429, 500, 503, 599])('decides nothing on status %i', (status) => {
    const state = runReading(
      () => inTurn([[1]]),
      () => ({ status, body: null }),
    );
    expect(state).toEqual({ state: 'unavailable', reads: [read(1)] });
  });

  it.each([200, 204, 400, 401, 403, 404, 409])('goes on with status %i', (status) => {
    expect(isUnavailable({ status, body: null })).toBe(false);
    const state = runReading(
      () => readOne(read(1)),
      () => ({ status, body: null }),
    );
    expect(state).toEqual({ state: 'done', value: { status, body: null } });
  });

  it('without reads is done at once', () => {
    expect(
      runReading(
        () => inTurn([]),
        () => undefined,
      ),
    ).toEqual({ state: 'done', value: [] });
  });

  it('resumed without an answer breaks instead of guessing', () => {
    const reading = readOne(read(1));
    reading.next();
    expect(() => reading.next([])).toThrow('resumed without its answer');
  });
});

describe('the key of a read', () => {
  const base = read(1);
  const { request } = base;
  const variants: JiraRead[] = [
    base,
    { ...base, pick: ['name'] },
    { ...base, pick: ['id', 'name'] },
    { ...base, request: { ...request, operationId: 'getOther' } },
    { ...base, request: { ...request, method: 'POST' } },
    { ...base, request: { ...request, template: '/rest/api/3/other/{id}' } },
    { ...base, request: { ...request, path: { id: '2' } } },
    { ...base, request: { ...request, query: [['a', 'b']] } },
    { ...base, request: { ...request, query: [['a,b', '']] } },
    { ...base, request: { ...request, body: {} } },
    { ...base, request: { ...request, body: 'null' } },
  ];

  it('tells reads apart that differ in anything sent or kept', () => {
    expect(new Set(variants.map(readKey)).size).toBe(variants.length);
  });

  it('is the same for equal reads', () => {
    expect(readKey(structuredClone(base))).toBe(readKey(base));
  });
});
