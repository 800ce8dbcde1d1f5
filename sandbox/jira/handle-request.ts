/**
 * Around each answer: records, limits and faults. Every request is recorded before anything happens;
 * an accepted write is recorded as an effect even when its answer gets lost on the way.
 */
import {
  answerRequest,
  type Desk,
  otherSite,
  type Route,
  route,
  unroutable,
} from './answer-request.ts';
import { faultAnswer, gatewayError, htmlAnswer } from './faults/fault-answers.ts';
import { ConnectionCut, type FaultKind } from './faults/fault-types.ts';
import { pointsOf } from './faults/rate-limits.ts';
import { type Answer, JiraRefusal, refusal, scopeRefusal } from './http/jira-answer.ts';
import { parseTarget, type Target } from './http/parse-target.ts';
import { freePlanRefusal } from './operations/role-operations.ts';
import type { SiteCore } from './site-core.ts';
import type { Effect, JiraHttpRequest, JiraHttpResponse, SeenRequest } from './site-types.ts';
import { findIssue } from './world/find-in-world.ts';

/** Answers one request to a site. Rejects with `ConnectionCut` when a fault cuts the connection. */
export async function handleRequest(
  core: SiteCore,
  request: JiraHttpRequest,
): Promise<JiraHttpResponse> {
  core.finishDueTasks();
  const method = request.method.toUpperCase();
  const seen = recordRequest(core, { ...request, method });
  const target = parseTarget(request.path, core.world.cloudId);
  if (target === undefined) {
    core.violations.push(`${method} ${request.path}: no acceptable request target`);
    return respond(seen, unroutable());
  }
  if (target.segments[0] === 'ex') return respond(seen, otherSite());
  const found = route(core.rules, method, target);
  seen.operationId = found.operation?.operationId ?? found.documented?.operationId;
  const fault = core.faults.next({
    method,
    path: request.path,
    operationId: seen.operationId,
    isWrite: isWrite(found, method),
  });
  seen.fault = fault;
  if (fault === 'cut-before') throw new ConnectionCut();
  const early = earlyAnswer(core, fault, seen, found, method, target);
  if (early !== undefined) return respond(seen, early);
  const answer = answerOf(core, { ...request, method }, target, found, fault, seen);
  return afterEffect(core, fault, seen, answer);
}

function recordRequest(core: SiteCore, request: JiraHttpRequest): SeenRequest {
  const seen: SeenRequest = {
    seq: core.nextSeq(),
    at: core.clock(),
    actor: request.actor,
    method: request.method,
    path: request.path,
    body: readableBody(request.body),
    status: 0,
    operationId: undefined,
    fault: undefined,
  };
  core.requests.push(seen);
  return seen;
}

function readableBody(body: string | undefined): unknown {
  if (body === undefined || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function isWrite(found: Route, method: string): boolean {
  return found.operation === undefined ? method !== 'GET' : found.operation.kind === 'write';
}

/** The answer of a limit or of a fault without effect. */
function earlyAnswer(
  core: SiteCore,
  fault: FaultKind | undefined,
  seen: SeenRequest,
  found: Route,
  method: string,
  target: Target,
): Answer | undefined {
  const faulty = fault === undefined ? undefined : effectlessFault(fault, seen, core.clock());
  if (faulty !== undefined) return faulty;
  const issueWords = found.params['issueIdOrKey'];
  const writes = found.operation?.kind === 'write' && issueWords !== undefined;
  return core.limits.check({
    method,
    endpoint: found.operation?.path ?? target.path,
    writesIssue: writes ? findIssue(core.world, issueWords)?.id : undefined,
  });
}

function effectlessFault(kind: FaultKind, seen: SeenRequest, now: number): Answer | undefined {
  if (kind === 'scope-lost') return fromRefusal(scopeRefusal());
  if (kind === 'right-lost') {
    return fromRefusal(refusal(403, 'You do not have permission to perform this operation.'));
  }
  if (kind === 'free-plan') {
    const error = freePlanRefusal({ key: seen.path.split('/')[5] ?? '' });
    return error instanceof JiraRefusal ? fromRefusal(error) : undefined;
  }
  if (kind === 'html-200') {
    return htmlAnswer(
      200,
      '<!DOCTYPE html><html><head><title>Log in - Atlassian</title></head></html>',
    );
  }
  return faultAnswer(kind, seen.seq, now);
}

function fromRefusal(error: JiraRefusal): Answer {
  return { status: error.status, body: error.body };
}

function answerOf(
  core: SiteCore,
  request: JiraHttpRequest,
  target: Target,
  found: Route,
  fault: FaultKind | undefined,
  seen: SeenRequest,
): Answer {
  const writes = isWrite(found, request.method);
  if (writes) core.keepHistory();
  const desk: Desk = {
    rules: core.rules,
    site: core.context(fault === 'stale-read' && !writes),
    scopes: core.scopes,
    failPartly: fault === 'bulk-partial',
    violation: (text) => core.violations.push(text),
  };
  try {
    const answer = answerRequest(desk, request, target, found);
    core.limits.spend(pointsOf(target.path, writes, answer.body));
    if (writes && found.operation !== undefined && answer.status < 400) {
      core.effects.push(effectOf(seen, answer, found.operation.operationId));
    }
    return answer;
  } catch (error) {
    if (error instanceof JiraRefusal) return fromRefusal(error);
    throw error;
  }
}

function effectOf(seen: SeenRequest, answer: Answer, operationId: string): Effect {
  const { seq, at, actor, method, path, body } = seen;
  return { seq, at, actor, method, path, body, status: answer.status, operationId };
}

async function afterEffect(
  core: SiteCore,
  fault: FaultKind | undefined,
  seen: SeenRequest,
  answer: Answer,
): Promise<JiraHttpResponse> {
  if (fault === 'cut-after-effect') throw new ConnectionCut();
  if (fault === '502-after-effect') return respond(seen, gatewayError(502));
  if (fault === 'hang-after-effect') await core.pause(core.hangMs);
  if (fault === 'slow') await core.pause(core.slowMs);
  return respond(seen, answer);
}

function respond(seen: SeenRequest, answer: Answer): JiraHttpResponse {
  seen.status = answer.status;
  const headers: Record<string, string> = {
    'cache-control': 'no-cache, no-store, no-transform',
    date: new Date(seen.at).toUTCString(),
    vary: 'Accept-Encoding',
    'x-arequestid': String(seen.seq),
    ...(answer.body === undefined ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
    ...answer.headers,
  };
  const isText = headers['content-type']?.startsWith('text/') === true;
  const body =
    answer.body === undefined ? '' : isText ? String(answer.body) : JSON.stringify(answer.body);
  return { status: answer.status, headers, body };
}
