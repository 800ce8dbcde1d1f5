/** Grants of a scheme that is made: what is sent, and whether the scheme holds exactly these. */
import type { Json } from '../../json.ts';
import type { Grant } from '../look-up/permission-scheme.ts';
import type { CopyTarget } from './sentences.ts';

type Line = CopyTarget['grants'][number];

/** Grants as Jira takes them in a new scheme. */
export function grantBodies(grants: readonly Line[]): Json[] {
  return grants.map(({ permission, type, value }) => ({
    permission,
    holder: { type, ...(value !== null && { value }) },
  }));
}

/** Grants of a scheme as lines of a new one. */
export function grantLines(grants: readonly Grant[]): Line[] {
  return grants.map(({ permission, type, value }) => ({
    permission,
    type,
    value: value === '' ? null : value,
  }));
}

/** True when these are the same grants, in whatever order. */
export function isSameGrants(now: readonly Grant[], wanted: readonly Line[]): boolean {
  const keys = (lines: readonly Line[]): string =>
    JSON.stringify(lines.map(({ permission, type, value }) => [permission, type, value]).sort());
  return keys(grantLines(now)) === keys(wanted);
}
