/**
 * Finds the template a path belongs to. A literal segment beats a parameter, as in every router.
 */

/** Something with a method and a template split at slashes. */
export interface Routed {
  method: string;
  segments: readonly string[];
}

/** The best match and the decoded values of its path parameters. */
export function matchPath<T extends Routed>(
  candidates: readonly T[],
  method: string,
  segments: readonly string[],
): { found: T; params: Record<string, string> } | undefined {
  let best: { found: T; params: Record<string, string>; literals: number } | undefined;
  for (const candidate of candidates) {
    if (candidate.method !== method || candidate.segments.length !== segments.length) continue;
    const params = matchSegments(candidate.segments, segments);
    if (params === undefined) continue;
    const literals = segments.length - Object.keys(params).length;
    if (best === undefined || literals > best.literals)
      best = { found: candidate, params, literals };
  }
  return best;
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{') && part.endsWith('}')) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
