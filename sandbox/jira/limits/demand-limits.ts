/** Refuses a request that goes beyond a documented limit, before its operation runs. */
import { JiraRefusal, refusal } from '../http/jira-answer.ts';
import type { Call, Operation } from '../operations/operation.ts';
import { queryList } from '../operations/operation.ts';
import { isRecord } from '../world/adf-text.ts';
import { LIMITS, type Limit } from './limit-table.ts';

/** Throws 400 in the shape of the operation's interface. */
export function demandLimits({ operationId, path }: Operation, call: Call): void {
  for (const limit of LIMITS) {
    if (limit.operationId !== operationId || sizeAt(limit, call) <= limit.most) continue;
    throw limitRefusal(path, limit);
  }
}

/** What the refusal says. */
export function limitText({ at, most, unit }: Limit): string {
  return `${at} must not exceed ${most} ${unit}.`;
}

function limitRefusal(path: string, limit: Limit): JiraRefusal {
  const text = limitText(limit);
  if (path.startsWith('/rest/servicedeskapi')) {
    return new JiraRefusal(400, {
      errorMessage: text,
      i18nErrorMessage: { i18nKey: 'sd.rest.error', parameters: [] },
    });
  }
  if (path.startsWith('/rest/api/3/bulk')) {
    return new JiraRefusal(400, { errors: [{ message: text }] });
  }
  const field = /^body\.(\w+)$/.exec(limit.at)?.[1];
  return field === undefined || limit.unit === 'items'
    ? refusal(400, text)
    : refusal(400, [], { [field]: text });
}

/** The largest text, or the number of items in all lists, at the place of the limit. */
function sizeAt({ at, unit }: Limit, call: Call): number {
  const [part, ...steps] = at.split('.');
  if (part === 'query') return queryList(call, steps[0] ?? '').length;
  if (part === 'path') return (call.params[steps[0] ?? ''] ?? '').length;
  const values = steps.reduce(
    (found, step) => found.flatMap((value) => below(value, step)),
    [call.body],
  );
  if (steps.length === 0) return lengthOf(JSON.stringify(call.body), 'characters');
  if (unit !== 'items') return Math.max(0, ...values.map((value) => lengthOf(value, unit)));
  return values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
}

/** `name[]` leads to each element of the list, `*` to each value of the object. */
function below(value: unknown, step: string): unknown[] {
  if (step === '*') return isRecord(value) ? Object.values(value) : [];
  const key = step.replace('[]', '');
  const found = isRecord(value) ? value[key] : undefined;
  if (!step.endsWith('[]')) return found === undefined ? [] : [found];
  return Array.isArray(found) ? found : [];
}

function lengthOf(value: unknown, unit: 'characters' | 'bytes'): number {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length;
}
