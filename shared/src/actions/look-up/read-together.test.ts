import { expect, test } from 'vitest';
import type { JiraRead } from '../../requests/jira-request.ts';
import { type Reading, readOne } from '../../requests/reading.ts';
import { readOf } from '../operations.ts';
import { readAll, readOptional, readTogether } from './read-together.ts';

const read = (id: string): JiraRead =>
  readOf('getSprint', { path: { sprintId: id }, pick: ['id'] });

/** Runs a reading with answers that repeat what was asked; returns the batches too. */
function run<T>(reading: Reading<T>): { value: T; batches: string[] } {
  const batches: string[] = [];
  let step = reading.next();
  while (!step.done) {
    const ids = step.value.map(({ request }) => String(request.path['sprintId']));
    batches.push(ids.join());
    step = reading.next(ids.map((id) => ({ status: 200, body: id })));
  }
  return { value: step.value, batches };
}

function* chain(...ids: string[]): Reading<string> {
  const got: string[] = [];
  for (const id of ids) got.push(String((yield* readOne(read(id))).body));
  return got.join('>');
}

test('readings side by side share their rounds, and each gets its own answers', () => {
  const { value, batches } = run(readTogether(chain('1', '2'), chain('3'), chain('4', '5', '6')));
  expect(value).toEqual(['1>2', '3', '4>5>6']);
  expect(batches).toEqual(['1,3,4', '2,5', '6']);
});

test('a reading that needs nothing costs no round', () => {
  expect(run(readTogether(readOptional(undefined, chain), readAll([])))).toEqual({
    value: [undefined, []],
    batches: [],
  });
});

test('a batch is answered in order', () => {
  const { value, batches } = run(readAll([read('8'), read('9')]));
  expect(value.map(({ body }) => body)).toEqual(['8', '9']);
  expect(batches).toEqual(['8,9']);
});

test('a reading resumed with too few answers stops instead of mixing them up', () => {
  const reading = readAll([read('8'), read('9')]);
  reading.next();
  expect(() => reading.next([{ status: 200, body: null }])).toThrow('without its answers');
});
