/** Puts captured values into a request, so that it can be sent on its own, after the requests that captured them. */
import type { JiraRequest } from './jira-request.ts';

/** Values that are not known stay named; such a request cannot be rendered. */
export function fillCaptured(
  request: JiraRequest,
  captured: Readonly<Record<string, string>>,
): JiraRequest {
  const path = Object.entries(request.path).map(([name, value]): [string, typeof value] => {
    const isKnown = typeof value === 'object' && Object.hasOwn(captured, value.captured);
    return [name, isKnown ? (captured[value.captured] ?? value) : value];
  });
  return { ...request, path: Object.fromEntries(path) };
}
