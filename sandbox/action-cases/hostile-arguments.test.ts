/**
 * Whatever words a ticket holds, and whatever ids Jira answers, no request leaves the template of its operation. Each
 * action is resolved on the stand-in once; after that its readings are replayed on the recorded answers, with words of
 * the wish, or ids of the answers, replaced by hostile ones.
 */
import process from 'node:process';
import {
  ALL_OPERATIONS,
  isJsonObject,
  isUnavailable,
  type JiraRead,
  type JiraReadResult,
  type JiraRequest,
  type Json,
  type Resolution,
  readKey,
  renderRequest,
  runReading,
} from '@kraken/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { readOn } from './app-on-site.ts';
import { HOSTILE } from './hostile-words.ts';
import { contextOn, entryOf } from './on-site.ts';

/** `npm run check` takes 100,000. */
const CASES = Number(process.env['KRAKEN_HOSTILE'] ?? 20_000);
const SEED = 20_261_124;
const RUNS = Math.ceil(CASES / ACTION_CASES.length);
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const MAX_ROUNDS = 60;

interface Recording {
  site: TestSite;
  /** Reads of the case's own words; they are checked once. */
  requests: JiraRequest[];
  byKey: Map<string, JiraReadResult>;
  byOperation: Map<string, JiraReadResult>;
}

async function record({ type, args, prepare }: ActionCase): Promise<Recording> {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  const entry = entryOf(type);
  const recording: Recording = {
    site,
    requests: [],
    byKey: new Map(),
    byOperation: new Map(),
  };
  for (;;) {
    const state = runReading(
      () => entry.resolve(entry.schema.parse(args), contextOn(site)),
      (key) => recording.byKey.get(key),
    );
    if (state.state !== 'needs') return recording;
    for (const read of state.reads) {
      const answer = await readOn(site, read);
      recording.requests.push(read.request);
      recording.byKey.set(readKey(read), answer);
      if (answer.status === 200) recording.byOperation.set(read.request.operationId, answer);
    }
  }
}

/** The recorded answer to this read, or what the operation answered to another one; 404 where it was never asked. */
function answerTo({ byKey, byOperation }: Recording, read: JiraRead): JiraReadResult {
  const other = byOperation.get(read.request.operationId);
  return byKey.get(readKey(read)) ?? other ?? { status: 404, body: null };
}

const isNew = ({ byKey }: Recording, read: JiraRead): boolean => !byKey.has(readKey(read));

function replay(
  recording: Recording,
  type: string,
  args: Json,
  spoil: (answer: JiraReadResult) => JiraReadResult,
): { outcome: Resolution | undefined; requests: JiraRequest[] } {
  const reading = entryOf(type).resolve(args, contextOn(recording.site));
  const requests: JiraRequest[] = [];
  let step = reading.next();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (step.done) return { outcome: step.value, requests };
    const reads = step.value;
    requests.push(...reads.filter((read) => isNew(recording, read)).map(({ request }) => request));
    const answers = reads.map((read) => spoil(answerTo(recording, read)));
    if (answers.some(isUnavailable)) return { outcome: undefined, requests };
    step = reading.next(answers);
  }
  throw new Error('a reading does not end');
}

/** Values of the right form for what earlier requests capture. */
function capturedFor(requests: readonly JiraRequest[]): Record<string, string> {
  const names = requests.flatMap(({ capture }) => Object.keys(capture ?? {}));
  const captured = Object.fromEntries(names.map((name) => [name, '1']));
  for (const [parameter, value] of requests.flatMap(({ path }) => Object.entries(path))) {
    if (typeof value !== 'string') captured[value.captured] = CAPTURED_AS[parameter] ?? '1';
  }
  return captured;
}

/** Parameters that are no numbers. */
const CAPTURED_AS: Readonly<Record<string, string>> = {
  fieldId: 'customfield_1',
  workflowId: '00000000-0000-4000-8000-000000000000',
  entityId: '00000000-0000-4000-8000-000000000000',
};

const PATTERNS = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  const known = PATTERNS.get(template);
  if (known !== undefined) return known;
  const parts = template
    .split('/')
    .map((part) =>
      part.startsWith('{') ? '(?!\\.{1,2}(?:/|$))[0-9A-Za-z_.-]+' : part.replaceAll('.', '\\.'),
    );
  const made = new RegExp(`^${parts.join('/')}$`);
  PATTERNS.set(template, made);
  return made;
}

/** JQL made by us holds ids, keys and fixed words only. */
const SAFE_JQL = /^[A-Za-z0-9 =!,()[\]<>_":-]*$/;
const SEARCHES = new Set(['searchAndReconsileIssuesUsingJqlPost', 'countIssues']);

/** What is wrong with a request; undefined when nothing is. */
function faultOf(
  request: JiraRequest,
  captured: Record<string, string>,
  isHonest: boolean,
): string | undefined {
  const rendered = renderRequest(request, captured);
  if (!rendered.ok) {
    return isHonest ? `${rendered.error.reason} ${rendered.error.parameter}` : undefined;
  }
  const { path } = rendered.value;
  const [route = '', search] = path.split('?', 2);
  if (!patternOf(request.template).test(route)) return `path ${path}`;
  const pairs = [...new URLSearchParams(search ?? '').entries()];
  const sent = request.query.map(([key, value]) => [key, value.toWellFormed()]);
  if (JSON.stringify(pairs) !== JSON.stringify(sent)) return `query ${path}`;
  const jql = isJsonObject(request.body) ? request.body['jql'] : undefined;
  const isSearch = SEARCHES.has(request.operationId);
  return isSearch && typeof jql === 'string' && !SAFE_JQL.test(jql) ? `jql ${jql}` : undefined;
}

interface Tally {
  cases: number;
  resolved: number;
}

function runCase(
  recording: Recording,
  type: string,
  args: Json,
  tally: Tally,
  spoil?: (answer: JiraReadResult) => JiraReadResult,
): void {
  const entry = entryOf(type);
  tally.cases += 1;
  const parsed = entry.schema.safeParse(args);
  if (!parsed.success) return;
  const { outcome, requests } = replay(recording, type, parsed.data, spoil ?? ((one) => one));
  if (outcome?.outcome === 'resolved') {
    tally.resolved += 1;
    const { target, preconditions } = outcome.action;
    requests.push(...entry.compile(target));
    requests.push(...entry.check(target).reads.map(({ request }) => request));
    const pinned = preconditions.filter(({ read }) => isNew(recording, read));
    requests.push(...pinned.map(({ read }) => read.request));
  }
  expectInside(type, requests, spoil === undefined);
}

/** Every request is one the action declares, and stays in its template. */
function expectInside(type: string, requests: readonly JiraRequest[], isHonest: boolean): void {
  const { reads, writes } = entryOf(type);
  const declared = new Set([...reads, ...writes].map(({ operationId }) => operationId));
  const captured = capturedFor(requests);
  for (const request of requests) {
    const fault = declared.has(request.operationId)
      ? faultOf(request, captured, isHonest)
      : 'undeclared';
    if (fault !== undefined) throw new Error(`${fault}: ${JSON.stringify(request)}`);
  }
}

/** Every word the cases use for an argument of this name, so that arguments of other actions meet this one. */
const WORDS = new Map<string, string[]>();
for (const { args } of ACTION_CASES) collect(args, 'words');

function collect(value: Json, key: string): void {
  if (typeof value === 'string') WORDS.set(key, [...(WORDS.get(key) ?? []), value]);
  else if (Array.isArray(value)) for (const item of value) collect(item, key);
  else if (isJsonObject(value))
    for (const [name, item] of Object.entries(value)) collect(item, name);
}

const hostile = fc.constantFrom(...HOSTILE);

/** A wish with its words kept, lengthened by something hostile, or replaced. */
function spoiltWish(value: Json, key = 'words'): fc.Arbitrary<Json> {
  if (typeof value === 'string') {
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(value) },
      { weight: 1, arbitrary: hostile.map((text) => value + text) },
      { weight: 1, arbitrary: hostile.map((text) => text + value) },
      { weight: 1, arbitrary: fc.constantFrom(...(WORDS.get(key) ?? [value])) },
      {
        weight: 1,
        arbitrary: fc.array(hostile, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }) },
    );
  }
  if (Array.isArray(value)) return fc.tuple(...value.map((item) => spoiltWish(item, key)));
  if (!isJsonObject(value)) return fc.constant(value);
  return fc.record(
    Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoiltWish(item, name)])),
  );
}

const ID_KEY = /(?:^|[a-z])(?:id|key|accountId|groupId|value|Id|Key)$/;

/** Puts a hostile text in place of every id and key of an answer. */
function spoilIds(value: Json, text: string): Json {
  if (Array.isArray(value)) return value.map((item) => spoilIds(item, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      ID_KEY.test(key) && typeof item !== 'object' ? text : spoilIds(item, text),
    ]),
  );
}

describe.each(ACTION_CASES.map((each): [string, ActionCase] => [each.sentence, each]))(
  '%s',
  (_, each) => {
    test('no words, and no id out of an answer, lead to a request outside its template', async () => {
      const recording = await record(each);
      expectInside(each.type, recording.requests, true);
      const honest = { cases: 0, resolved: 0 };
      const wishes = fc.oneof(
        { weight: 1, arbitrary: fc.constant(each.args) },
        { weight: 4, arbitrary: spoiltWish(each.args) },
      );
      const spoilt = Math.ceil(RUNS / 10);
      fc.assert(
        fc.property(wishes, (wish) => runCase(recording, each.type, wish, honest)),
        { numRuns: RUNS - spoilt, seed: SEED, includeErrorInReport: true },
      );
      expect(honest.cases).toBe(RUNS - spoilt);
      // The property says something only if wishes are understood as well as refused.
      expect(honest.resolved).toBeGreaterThan(20);
      const other = { cases: 0, resolved: 0 };
      fc.assert(
        fc.property(wishes, hostile, (wish, text) =>
          runCase(recording, each.type, wish, other, ({ status, body }) => ({
            status,
            body: spoilIds(body, text),
          })),
        ),
        { numRuns: spoilt, seed: SEED, includeErrorInReport: true },
      );
      expect(other.cases).toBe(spoilt);
    });
  },
);
