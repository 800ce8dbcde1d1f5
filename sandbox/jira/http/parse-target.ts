/**
 * Takes a request target apart: the path without the gateway's prefix, and the query as lists per key.
 * Refuses what a proxy would refuse: dot segments, also encoded ones, and broken escapes.
 */

/** Path and query of a request. `segments` are decoded. */
export interface Target {
  path: string;
  segments: string[];
  query: Map<string, string[]>;
}

/** The parts of `path`, or undefined when it is no acceptable request target. */
export function parseTarget(path: string, cloudId: string): Target | undefined {
  const [rawPath = '', ...rest] = path.split('?');
  const prefix = `/ex/jira/${cloudId}`;
  const local = rawPath.startsWith(`${prefix}/`) ? rawPath.slice(prefix.length) : rawPath;
  if (!local.startsWith('/') || path.includes('#')) return undefined;
  const segments = decodeSegments(local.slice(1));
  if (segments === undefined) return undefined;
  const query = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(rest.join('?'))) {
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  return { path: local, segments, query };
}

function decodeSegments(path: string): string[] | undefined {
  const segments: string[] = [];
  for (const part of path.split('/')) {
    const decoded = decodePart(part);
    if (decoded === undefined || decoded === '' || FORBIDDEN.test(decoded)) {
      return undefined;
    }
    segments.push(decoded);
  }
  return segments;
}

// Gateways refuse encoded slashes, backslashes and control characters before Jira sees them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const FORBIDDEN = /^\.{1,2}$|[/\\\u0000-\u001f]/;

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
