/**
 * What an action costs once Jira has answered: compile and classify, resolve on stored answers, and the memory of a plan
 * for 1,000 issues. Jira's answers come from the stand-in; its own time is not measured.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  ALL_OPERATIONS,
  classifyAction,
  findAction,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type PolicyInput,
  pickFields,
  type ResolvedAction,
  readKey,
  renderRequest,
  runReading,
} from '@kraken/shared';
import type { ActionCase } from '../sandbox/action-cases/action-case.ts';
import { ACTION_CASES } from '../sandbox/action-cases/all-cases.ts';
import { contextOn, entryOf, runOn } from '../sandbox/action-cases/on-site.ts';
import { type TestSite, testSite } from '../sandbox/jira/testing/test-site.ts';
import { INPUT } from './classify.ts';
import { median, printRow, type Row } from './row.ts';

const ROUNDS = 5;
/** Resolving takes long for some actions; fewer calls keep the whole figure under half a minute. */
const CALLS = { compile: 500, resolve: 20 } as const;
/** Time between two reads, so that a walk over the site stays within Jira's limits. */
const PACE_MS = 1_000;
const BULK = 1_000;
const PLANS = 20;
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

type Answers = Map<string, JiraReadResult>;

interface Resolved {
  action: ResolvedAction;
  /** Resolves again on the stored answers. */
  again(): void;
  answersText: string;
}

/** Prints `actions/compile-classify`, `actions/resolve-warm` and `actions/bulk-plan-memory`. */
export async function benchActions(): Promise<Row[]> {
  const resolved: Resolved[] = [];
  for (const each of ACTION_CASES) resolved.push(await resolveCase(each));
  return [compileAndClassify(resolved), resolveWarm(resolved), await bulkMemory()];
}

async function resolveCase({ type, args, prepare }: ActionCase): Promise<Resolved> {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  return resolveOnSite(site, type, args);
}

async function resolveOnSite(site: TestSite, type: string, args: Json): Promise<Resolved> {
  const entry = entryOf(type);
  const context = contextOn(site);
  const parsed = entry.schema.parse(args);
  const known: Answers = new Map();
  const outcome = await runOn(
    async (wanted) => {
      const answer = await readPlainly(site, wanted);
      known.set(readKey(wanted), answer);
      return answer;
    },
    () => entry.resolve(parsed, context),
  );
  if (outcome.outcome !== 'resolved') throw new Error(`${type}: ${outcome.outcome}`);
  const again = () =>
    runReading(
      () => entry.resolve(parsed, context),
      (key) => known.get(key),
    );
  return { action: outcome.action, again, answersText: JSON.stringify([...known.values()]) };
}

async function readPlainly(site: TestSite, { request, pick }: JiraRead): Promise<JiraReadResult> {
  const rendered = renderRequest(request);
  if (!rendered.ok) throw new Error(`${request.operationId}: ${rendered.error.reason}`);
  const { method, path, body } = rendered.value;
  site.advance(PACE_MS);
  const answer = await site.ask(
    method,
    path,
    body === undefined ? undefined : JSON.parse(body),
    undefined,
    rendered.value.headers,
  );
  return {
    status: answer.status,
    body: answer.status === 200 ? pickFields(answer.body as Json, pick) : null,
  };
}

/** Microseconds a call, the median over the actions. */
function p50<T>(things: readonly T[], calls: number, work: (thing: T) => void): number {
  return median(
    things.map((thing) => {
      const started = performance.now();
      for (let call = 0; call < calls; call += 1) work(thing);
      return ((performance.now() - started) * 1_000) / calls;
    }),
  );
}

function rounds<T>(
  things: readonly T[],
  calls: number,
  own: (thing: T) => void,
  base: (thing: T) => void,
) {
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    mine.push(p50(things, calls, own));
    theirs.push(p50(things, calls, base));
  }
  return { mine, theirs };
}

function compileAndClassify(resolved: readonly Resolved[]): Row {
  const things = resolved.map(({ action }) => {
    const input: PolicyInput = {
      ...INPUT,
      action: { ...INPUT.action, type: action.type },
      facts: action.facts,
    };
    return { action, input, text: JSON.stringify([action.target, input]) };
  });
  const { mine, theirs } = rounds(
    things,
    CALLS.compile,
    ({ action, input }) => {
      findAction(action.type)?.compile(action.target);
      classifyAction(input, findAction);
    },
    ({ text }) => void JSON.parse(text),
  );
  const baseline = 'JSON.parse of target and input';
  return printRow({ name: 'actions/compile-classify', unit: 'us p50', baseline }, mine, theirs);
}

function resolveWarm(resolved: readonly Resolved[]): Row {
  const { mine, theirs } = rounds(
    resolved,
    CALLS.resolve,
    ({ again }) => again(),
    ({ answersText }) => void JSON.parse(answersText),
  );
  const baseline = 'JSON.parse of the stored answers';
  return printRow({ name: 'actions/resolve-warm', unit: 'us p50', baseline }, mine, theirs);
}

/** Bytes a plan for 1,000 issues holds while it is decided about, against the text it is stored as. */
async function bulkMemory(): Promise<Row> {
  const site = testSite({ scopes: SCOPES });
  site.site.edit((world) => {
    const model = Object.values(world.issues).find(({ key }) => key === 'ABC-12');
    if (model === undefined) throw new Error('the site has no ABC-12');
    for (const issue of Object.values(world.issues)) {
      if (issue.projectId === model.projectId) delete world.issues[issue.id];
    }
    for (let at = 1; at <= BULK; at += 1) {
      const id = String(900_000 + at);
      world.issues[id] = { ...structuredClone(model), id, key: `ABC-${at}` };
    }
  });
  const args = { project: 'ABC', toStatus: 'Done' };
  const { action } = await resolveOnSite(site, 'issue.bulk_transition', args);
  const text = JSON.stringify(action);
  const held: number[] = [];
  const stored: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    held.push(heldBytes(() => JSON.parse(text)) / 1_024);
    stored.push(text.length / 1_024);
  }
  const baseline = 'KiB of its JSON text';
  return printRow({ name: 'actions/bulk-plan-memory', unit: 'KiB', baseline }, held, stored);
}

setFlagsFromString('--expose_gc');
const collect: () => void = runInNewContext('gc');

function heldBytes(make: () => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: PLANS }, make);
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  if (kept.length !== PLANS) throw new Error('the plans are gone');
  return grown / PLANS;
}
