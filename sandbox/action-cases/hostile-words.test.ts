/** Whatever words replace or follow an argument, reading stays valid, and what is compiled stays inside its template. */
import { ALL_OPERATIONS, type Json, renderRequest } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { entryOf, resolveOn } from './act-on-site.ts';
import { NOTIFICATION_CASES } from './notifications-security.ts';
import { SITE_CASES } from './site.ts';
import { VERSION_CASES } from './versions-components.ts';

const HOSTILE = [
  '/../../project/OLD',
  '%2e%2e%2f',
  '?enableUndo=false',
  '#',
  '\r\nX: y',
  '\u0000',
  '\u202e',
  '\ud800',
  ') OR project = OLD',
  '" OR "" = "',
  'id:../1',
  'id:10000?x=1',
  '[~accountid:../../x]',
  '{projectIdOrKey}',
  '__proto__',
  '<script>alert(1)</script>',
  '٣',
  'x'.repeat(255),
];

/** Every copy of the arguments in which one text is another one. */
function variants(args: Json): Json[] {
  if (typeof args === 'string') {
    return HOSTILE.flatMap((words) => [words, (args + words).slice(0, 255)]);
  }
  if (Array.isArray(args)) {
    return args.flatMap((item, index) =>
      variants(item).map((other) => args.map((one, at) => (at === index ? other : one))),
    );
  }
  if (typeof args !== 'object' || args === null) return [];
  return Object.entries(args).flatMap(([key, item]) =>
    variants(item).map((other) => ({ ...args, [key]: other })),
  );
}

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const CASES = [...VERSION_CASES, ...NOTIFICATION_CASES, ...SITE_CASES];

describe.each(CASES.map((each) => [`${each.type} "${each.sentence}"`, each] as const))(
  '%s',
  (_, each) => {
    test('no words lead out of a template, or to a read that is no valid one', async () => {
      const site = testSite({ scopes: SCOPES, limits: { pointsPerHour: false, burst: false } });
      if (each.prepare !== undefined) site.site.edit((world) => each.prepare?.(world, site));
      const entry = entryOf(each.type);
      const asked = variants(each.args).filter((args) => entry.schema.safeParse(args).success);
      for (const args of asked) {
        const outcome = await resolveOn(site, each.type, args);
        if (outcome.outcome !== 'resolved') continue;
        const { target } = outcome.action;
        const rendered = entry.compile(target).map((one) => renderRequest(one, { taskId: '1' }));
        expect(
          rendered.map(({ ok }) => ok),
          JSON.stringify(args),
        ).not.toContain(false);
        expect(entry.describe(target)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
      expect(site.site.violations()).toEqual([]);
      expect(site.site.effects()).toEqual([]);
    });
  },
);
/**
 * Whatever words stand in the arguments of a case, and whatever ids Jira answers, nothing is sent that leaves the template
 * of its operation: every text of the arguments is replaced by hostile ones, or gets one at its end, and the action is resolved on the stand-in, which
 * judges each read by Atlassian's documents. What still resolves is compiled and rendered, and the query made of it
 * holds nothing but ids, keys and fixed words.
 */
import {
  isJsonObject,
  type JiraRequest,
  type Json,
  type ResolvedAction,
  renderRequest,
} from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { entryOf, resolveOn, stepOf } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';

const HOSTILE = [
  '../../project/OLD',
  '%2e%2e%2fproject%2fOLD',
  'ABC?overrideEditableFlag=true#',
  'ABC-1\r\nX-Header: 1',
  ') OR project = OLD OR (key = ABC-1',
  '" OR summary ~ "a',
  '{issueIdOrKey}',
  '__proto__',
  'id:../1',
  'id:1 OR 1=1',
  '[~accountid:../x]',
  '\u0000\u202e\ud800',
  'x'.repeat(255),
];

/** What a query made by us may hold. */
const SAFE_JQL = /^[A-Za-z0-9 =!,()_":-]*$/;

/** Every way to put a hostile text in the place of, or behind, one text of the arguments. */
function spoilt(args: Json, hostile: string): Json[] {
  if (typeof args === 'string') return [hostile, `${args}${hostile}`.slice(0, 255)];
  if (Array.isArray(args)) {
    return args.flatMap((item, index) => spoilt(item, hostile).map((bad) => args.with(index, bad)));
  }
  if (!isJsonObject(args)) return [];
  return Object.entries(args).flatMap(([key, item]) =>
    spoilt(item, hostile).map((bad) => ({ ...args, [key]: bad })),
  );
}

/** Why a request is not an address of its template; undefined when it is. */
function strayOf(request: JiraRequest, isHonest = true): string | undefined {
  const captured = Object.fromEntries(
    Object.values(request.path).flatMap((value) =>
      typeof value === 'string' ? [] : [[value.captured, '1']],
    ),
  );
  const rendered = renderRequest(request, captured);
  // A request that cannot be rendered is not sent: right for a spoilt id, wrong for an honest one.
  if (!rendered.ok)
    return isHonest ? `${request.operationId}: ${rendered.error.reason}` : undefined;
  const [route = ''] = rendered.value.path.split('?', 1);
  const parts = route.split('/');
  const isSame = request.template
    .split('/')
    .every((part, index) =>
      part.startsWith('{') ? /^[0-9A-Za-z_:.-]+$/.test(parts[index] ?? '') : part === parts[index],
    );
  if (!isSame || parts.length !== request.template.split('/').length) return `path ${route}`;
  const jql = isJsonObject(request.body) ? request.body['jql'] : undefined;
  return typeof jql === 'string' && !SAFE_JQL.test(jql) ? `query ${jql}` : undefined;
}

function straysOf(action: ResolvedAction, isHonest: boolean): string[] {
  const { requests, checks, preconditions } = stepOf(action);
  const reads = [...checks, ...preconditions.map(({ read }) => read)];
  return [...requests, ...reads.map((read) => read.request)].flatMap(
    (request) => strayOf(request, isHonest) ?? [],
  );
}

async function judge(site: TestSite, type: string, args: Json): Promise<void> {
  if (!entryOf(type).schema.safeParse(args).success) return;
  // Out of reach of the limits on requests per second and hour.
  site.advance(60_000);
  const outcome = await resolveOn(site, type, args);
  if (outcome.outcome !== 'resolved') return;
  expect(straysOf(outcome.action, true), JSON.stringify(args)).toEqual([]);
}

/** Queries that hold something that is no id, key or fixed word. */
function foulQueries(site: TestSite): string[] {
  return site.site.requests().flatMap(({ body }) => {
    const jql = isJsonObject((body ?? null) as Json) ? (body as { jql?: unknown }).jql : undefined;
    return typeof jql === 'string' && !SAFE_JQL.test(jql) ? [jql] : [];
  });
}

const named = ACTION_CASES.map((each): [string, ActionCase] => [
  `${each.type} "${each.sentence}"`,
  each,
]);

describe.each(named)('%s', (_, { type, args, prepare }) => {
  function siteFor(): TestSite {
    const site = testSite();
    site.site.edit((world) => prepare?.(world, site));
    return site;
  }

  test('no words lead to a request outside its template', async () => {
    const site = siteFor();
    for (const hostile of HOSTILE) {
      for (const bad of spoilt(args, hostile)) await judge(site, type, bad);
    }
    expect(site.site.violations()).toEqual([]);
    expect(site.site.effects()).toEqual([]);
    expect(foulQueries(site)).toEqual([]);
  }, 30_000);

  test('no id out of an answer leads to a request outside its template', async () => {
    for (const hostile of HOSTILE) {
      const site = siteFor();
      const outcome = await resolveOn(spoiltSite(site, hostile), type, args).catch(unavailable);
      const strays = outcome?.outcome === 'resolved' ? straysOf(outcome.action, false) : [];
      expect(strays).toEqual([]);
      expect(foulQueries(site)).toEqual([]);
      expect(site.site.effects()).toEqual([]);
    }
  }, 30_000);
});

/** Puts a hostile text in place of every id and key of an answer. */
function spoil(value: Json, text: string): Json {
  if (Array.isArray(value)) return value.map((item) => spoil(item, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      /^(?:id|key|accountId|groupId|fieldId)$/.test(key) && typeof item !== 'object'
        ? text
        : spoil(item, text),
    ]),
  );
}

function spoiltSite(site: TestSite, text: string): TestSite {
  return {
    ...site,
    async ask(...request) {
      const answer = await site.ask(...request);
      return { ...answer, body: spoil(answer.body, text) };
    },
  };
}

/** A read that cannot be rendered is no answer, and without answers nothing is decided. */
function unavailable(error: unknown): undefined {
  if (error instanceof Error && error.message.includes('unavailable')) return undefined;
  throw error;
}
