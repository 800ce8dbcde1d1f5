/** Values of Jira's answers that later requests, reading back and the report need: ids of what was made. */
import {
  CAPTURED_NAME,
  fieldAt,
  isJsonObject,
  type JiraRequest,
  type Json,
  MAX_CAPTURED,
  MAX_CAPTURED_LENGTH,
} from '@kraken/shared';
import type { JiraAnswer } from '../ports';

/** What the request asks to keep. A value that is missing fails the request that needs it, not this one. */
export function valuesOf(request: JiraRequest, answer: JiraAnswer): Record<string, string> {
  const body = withTaskId(answer);
  const values: Record<string, string> = {};
  for (const [name, path] of Object.entries(request.capture ?? {})) {
    const value = fieldAt(body, path);
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.length <= MAX_CAPTURED_LENGTH) values[name] = text;
  }
  return values;
}

/** What a report carries of them: never so much that the service would refuse the report. */
export function reportedValues(captured: Readonly<Record<string, string>>): {
  captured?: Record<string, string>;
} {
  const fitting = Object.entries(captured).filter(([name]) => CAPTURED_NAME.test(name));
  if (fitting.length === 0) return {};
  return { captured: Object.fromEntries(fitting.slice(0, MAX_CAPTURED)) };
}

/** A 303 names its task in `Location`; the body may be missing. */
function withTaskId(answer: JiraAnswer): Json {
  const taskId = /\/task\/([0-9A-Za-z-]+)$/.exec(answer.location ?? '')?.[1];
  if (answer.status !== 303 || taskId === undefined) return answer.body;
  return { id: taskId, taskId, ...(isJsonObject(answer.body) ? answer.body : {}) };
}
