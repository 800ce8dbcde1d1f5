/**
 * From a request to an answer: routing, scopes, the strict check, the operation, the check of the answer.
 * Faults, limits and records are around it, in `handle-request.ts`.
 */
import { type Answer, JiraRefusal, refusal, scopeRefusal } from './http/jira-answer.ts';
import type { Target } from './http/parse-target.ts';
import { demandLimits } from './limits/demand-limits.ts';
import type { TrafficChecker } from './openapi/check-traffic.ts';
import type { DocumentedOperation, Documents } from './openapi/load-documents.ts';
import { matchPath } from './openapi/match-path.ts';
import { OPERATIONS, type RoutedOperation } from './operations/all-operations.ts';
import type { Call, SiteContext } from './operations/operation.ts';
import type { JiraActor, JiraHttpRequest } from './site-types.ts';
import { adfProblem, isRecord } from './world/adf-text.ts';
import type { World } from './world/world-types.ts';

/** The documents of a site and who judges by them. */
export interface Rules {
  documents: Documents;
  checker: TrafficChecker;
}

/** Where a request goes: what the documents say, and what the stand-in has. */
export interface Route {
  documented: DocumentedOperation | undefined;
  operation: RoutedOperation | undefined;
  params: Record<string, string>;
}

/** Finds the operation of a request. */
export function route(rules: Rules | undefined, method: string, target: Target): Route {
  const own = matchPath(OPERATIONS, method, target.segments);
  const known =
    rules === undefined
      ? undefined
      : matchPath(rules.documents.operations, method, target.segments);
  return {
    documented: known?.found,
    operation: own?.found,
    params: own?.params ?? known?.params ?? {},
  };
}

/** What `answerRequest` needs of the site. */
export interface Desk {
  rules: Rules | undefined;
  site: SiteContext;
  scopes: readonly string[];
  failPartly: boolean;
  violation(text: string): void;
}

/**
 * Answers a routed request. Throws `JiraRefusal` when Jira would refuse, and an ordinary error when the
 * stand-in itself breaks the documents, which is a bug of the stand-in.
 */
export function answerRequest(
  desk: Desk,
  request: JiraHttpRequest,
  target: Target,
  found: Route,
): Answer {
  const { documented, operation } = found;
  const name = `${request.method} ${target.path}`;
  if (desk.rules !== undefined && documented === undefined) {
    desk.violation(`${name}: no such operation`);
    throw new JiraRefusal(404, { message: `No endpoint ${name}.`, status: 404 });
  }
  const accountId = signIn(desk.site.world, request.actor);
  demandScopes(desk, request.actor, found);
  demandOptIn(request, operation);
  const body = parseBody(request);
  checkRequest(desk, name, documented, found.params, target, body);
  if (operation === undefined) {
    desk.violation(`${name}: the stand-in does not have this operation`);
    throw new JiraRefusal(501, { message: `The stand-in has no ${name}.`, status: 501 });
  }
  const call: Call = {
    site: desk.site,
    world: desk.site.world,
    accountId,
    params: found.params,
    query: target.query,
    body,
    failPartly: desk.failPartly,
  };
  demandLimits(operation, call);
  const answer = operation.run(call);
  checkAnswer(desk, name, documented, answer);
  return answer;
}

/** The account that asks. A token of a user who is gone or inactive is worth nothing. */
function signIn(world: World, actor: JiraActor): string | undefined {
  if (actor.kind === 'anonymous') return undefined;
  const accountId = actor.kind === 'app' ? world.appAccountId : actor.accountId;
  if (world.users[accountId]?.active !== true) {
    throw new JiraRefusal(401, { code: 401, message: 'Unauthorized' });
  }
  return accountId;
}

function demandScopes(desk: Desk, actor: JiraActor, found: Route): void {
  if (actor.kind === 'anonymous') return;
  const own = found.operation?.scopes ?? [];
  const sets = found.documented?.scopeSets ?? (own.length === 0 ? [] : [[...own]]);
  const covered =
    sets.length === 0 ||
    sets.some((scopes) => scopes.every((scope) => desk.scopes.includes(scope)));
  if (!covered) throw scopeRefusal();
}

/** Jira Service Management refuses an experimental operation to whoever does not say that he knows it to be one. */
function demandOptIn(request: JiraHttpRequest, operation: RoutedOperation | undefined): void {
  if (operation?.isExperimental !== true) return;
  if (headerOf(request, 'x-experimentalapi')?.toLowerCase() === 'opt-in') return;
  throw new JiraRefusal(412, {
    errorMessage: 'This API is experimental. To use it, set the header X-ExperimentalApi: opt-in.',
    i18nErrorMessage: { i18nKey: 'sd.rest.experimental.api.not.opted.in', parameters: [] },
  });
}

function parseBody(request: JiraHttpRequest): unknown {
  if (request.body === undefined || request.body === '') return undefined;
  const type = headerOf(request, 'content-type') ?? '';
  if (!type.toLowerCase().startsWith('application/json')) {
    throw new JiraRefusal(415, { message: `Unsupported Media Type: ${type}`, 'status-code': 415 });
  }
  try {
    return JSON.parse(request.body);
  } catch {
    throw refusal(400, 'There was an error parsing JSON. Check that your request body is valid.');
  }
}

/** A header by name, whatever its case. */
export function headerOf(request: JiraHttpRequest, name: string): string | undefined {
  const found = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

function checkRequest(
  desk: Desk,
  name: string,
  documented: DocumentedOperation | undefined,
  params: Record<string, string>,
  target: Target,
  body: unknown,
): void {
  if (desk.rules === undefined || documented === undefined) return;
  const byName = renamed(documented, params, target);
  const problems = desk.rules.checker.requestProblems(documented, byName, target, body);
  if (problems.length === 0) return;
  for (const problem of problems) desk.violation(`${name}: ${problem}`);
  throw refusal(400, problems, fieldErrors(body));
}

/** Parameter names of the stand-in's template and the document's are equal; this is for those it lacks. */
function renamed(
  documented: DocumentedOperation,
  params: Record<string, string>,
  target: Target,
): Record<string, string> {
  return matchPath([documented], documented.method, target.segments)?.params ?? params;
}

function fieldErrors(body: unknown): Record<string, string> {
  const comment = isRecord(body) && 'body' in body ? body['body'] : undefined;
  return comment !== undefined && adfProblem(comment) !== undefined
    ? { comment: 'Comment body is not valid!' }
    : {};
}

function checkAnswer(
  desk: Desk,
  name: string,
  documented: DocumentedOperation | undefined,
  answer: Answer,
): void {
  if (desk.rules === undefined || documented === undefined) return;
  const sent: unknown = answer.body === undefined ? undefined : asSent(answer.body);
  const problems = desk.rules.checker.answerProblems(documented, answer.status, sent);
  if (problems.length > 0) {
    throw new Error(`the stand-in answers ${name} against the document: ${problems.join('; ')}`);
  }
}

/** The body as a client reads it: without keys whose value is undefined. */
function asSent(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body));
}

/** An answer without an operation, for requests that never reach one. */
export function unroutable(): Answer {
  return { status: 400, body: { message: 'Bad Request', status: 400 } };
}

/** What the gateway says about a site that is not this one. */
export function otherSite(): Answer {
  return { status: 404, body: { code: 404, message: 'Not Found' } };
}
