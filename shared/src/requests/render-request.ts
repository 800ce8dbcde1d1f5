/**
 * The only place where a path or query value is escaped. Both executors send the string made here, byte for byte.
 * A value that does not fit its parameter's own pattern is an error and nothing is sent: no encoding trick
 * (`../`, `?`, `#`, `%2f`, other scripts) can reach another resource.
 */
import type { Json } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import { isExperimental, OPT_IN } from './experimental.ts';
import { bodyForPeople, fillBody } from './fill-body.ts';
import type { JiraRequest } from './jira-request.ts';

const PROJECT_KEY = /^[A-Z][A-Z0-9_]{1,9}$/;
const NUMBER = /^\d{1,20}$/;
const ISSUE_KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/;
const FIELD_ID = /^(customfield_\d{1,20}|[a-z]{1,40})$/;
const PROPERTY_KEY = /^[a-z][a-z0-9.-]{0,60}$/;
const TASK_ID = /^[0-9a-zA-Z-]{1,64}$/;
const CUSTOM_FIELD_ID = /^customfield_\d{1,20}$/;
/** System fields a screen may hold; no word of another resource is among them. */
const SCREEN_FIELD =
  /^(?:assignee|attachment|components|description|duedate|environment|fixVersions|issuelinks|issuetype|labels|parent|priority|reporter|resolution|security|summary|timetracking|versions)$/;
/** Key of an advanced site setting. */
const SETTING_KEY = /^jira(?:\.[a-z]{1,30}){1,6}$/;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const either =
  (...patterns: RegExp[]) =>
  (value: string): boolean =>
    patterns.some((pattern) => pattern.test(value));

/** What each path parameter of the operations we use may look like (JIRA.md, section 1). */
const PATH_PATTERNS: Record<string, (value: string) => boolean> = {
  projectIdOrKey: either(PROJECT_KEY, NUMBER),
  projectKeyOrId: either(PROJECT_KEY, NUMBER),
  issueIdOrKey: either(ISSUE_KEY, NUMBER),
  fieldId: either(FIELD_ID),
  propertyKey: either(PROPERTY_KEY),
  taskId: either(TASK_ID),
  id: either(NUMBER, CUSTOM_FIELD_ID, SCREEN_FIELD, SETTING_KEY),
  boardId: either(NUMBER),
  sprintId: either(NUMBER),
  schemeId: either(NUMBER),
  contextId: either(NUMBER),
  commentId: either(NUMBER),
  permissionId: either(NUMBER),
  projectId: either(NUMBER),
  optionId: either(NUMBER),
  screenId: either(NUMBER),
  tabId: either(NUMBER),
  statusId: either(NUMBER),
  issueTypeSchemeId: either(NUMBER),
  issueTypeId: either(NUMBER),
  filterId: either(NUMBER),
  moveIssuesTo: either(NUMBER),
  linkId: either(NUMBER),
  notificationSchemeId: either(NUMBER),
  notificationId: either(NUMBER),
  levelId: either(NUMBER),
  issueSecuritySchemeId: either(NUMBER),
  memberId: either(NUMBER),
  serviceDeskId: either(NUMBER),
  organizationId: either(NUMBER),
  requestTypeId: either(NUMBER),
  approvalId: either(NUMBER),
  workflowId: either(UUID),
  entityId: either(UUID),
};

export type RenderError =
  | { reason: 'bad-parameter'; parameter: string }
  | { reason: 'missing-parameter'; parameter: string }
  | { reason: 'unknown-parameter'; parameter: string };

/**
 * A request ready to be sent: path with query string, and the JSON text of the body. `headers` are sent beside the usual
 * ones; most requests have none.
 */
export interface RenderedRequest {
  method: JiraRequest['method'];
  path: string;
  body: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Renders a request.
 * @param captured values captured from earlier answers of the same action.
 * Errors: `bad-parameter` (a value does not fit its pattern), `missing-parameter` (template names one without value,
 * or the captured value is not there), `unknown-parameter` (no pattern known, or a value the template does not name).
 */
export function renderRequest(
  request: JiraRequest,
  captured: Readonly<Record<string, string>> = {},
): Result<RenderedRequest, RenderError> {
  const names = [...request.template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  const stray = Object.keys(request.path).find((name) => !names.includes(name));
  if (stray !== undefined) return err({ reason: 'unknown-parameter', parameter: stray });
  let path = request.template;
  for (const name of names) {
    const value = renderParameter(name, request.path[name], captured);
    if (!value.ok) return value;
    path = path.replace(`{${name}}`, () => value.value);
  }
  const body = request.body === undefined ? undefined : fillBody(request.body, captured);
  if (body?.ok === false) return err({ reason: 'missing-parameter', parameter: body.error });
  return ok({
    method: request.method,
    path: path + renderQuery(request.query),
    body: body === undefined ? undefined : JSON.stringify(body.value),
    ...(isExperimental(request.operationId) && { headers: OPT_IN }),
  });
}

function renderParameter(
  name: string,
  given: JiraRequest['path'][string] | undefined,
  captured: Readonly<Record<string, string>>,
): Result<string, RenderError> {
  const value = typeof given === 'object' ? ownValue(captured, given.captured) : given;
  if (value === undefined) return err({ reason: 'missing-parameter', parameter: name });
  const fits = Object.hasOwn(PATH_PATTERNS, name) ? PATH_PATTERNS[name] : undefined;
  if (fits === undefined) return err({ reason: 'unknown-parameter', parameter: name });
  if (!fits(value)) return err({ reason: 'bad-parameter', parameter: name });
  return ok(encodeURIComponent(value));
}

function ownValue(captured: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(captured, name) ? captured[name] : undefined;
}

function renderQuery(query: JiraRequest['query']): string {
  if (query.length === 0) return '';
  return `?${query.map(([key, value]) => `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`;
}

/** Short form for people and logs of tests: `POST /rest/api/3/project/ABC/role/10002`. */
export function requestLine(request: JiraRequest): string {
  const path = request.template.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = request.path[name];
    if (value === undefined) return whole;
    return typeof value === 'string' ? value : `‹${value.captured}›`;
  });
  const query = request.query.map(([key, value]) => `${key}=${value}`).join('&');
  return `${request.method} ${path}${query === '' ? '' : `?${query}`}`;
}

/** Text of a body for display, indented; undefined where the request has none. */
export function bodyText(body: Json | undefined): string | undefined {
  return body === undefined ? undefined : bodyForPeople(body);
}
