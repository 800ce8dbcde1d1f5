/**
 * Jira's rate limits by the injected clock: bursts per endpoint, writes per issue, points per hour.
 * Leaves out the customers' limit of service desks.
 */
import type { Answer } from '../http/jira-answer.ts';
import type { JiraSiteOptions } from '../site-types.ts';
import { limitAnswer } from './fault-answers.ts';

/** What one request costs and touches. */
export interface RateTarget {
  method: string;
  endpoint: string;
  /** Id of the issue that the request writes to. */
  writesIssue: string | undefined;
}

/** Counts requests; answers 429 when a limit is passed. */
export interface RateLimits {
  check(target: RateTarget): Answer | undefined;
  /** Adds what an answered request cost. */
  spend(points: number): void;
}

const BURST_PER_SECOND: Record<string, number> = { GET: 100, POST: 100, PUT: 50, DELETE: 50 };
const PER_ISSUE = [
  { windowMs: 2_000, writes: 20 },
  { windowMs: 30_000, writes: 100 },
];

/** The limits of one site. */
export function rateLimits(
  clock: () => number,
  limits: NonNullable<JiraSiteOptions['limits']>,
): RateLimits {
  const bursts = new Map<string, number[]>();
  const issues = new Map<string, number[]>();
  const quota = { hour: 0, points: 0 };
  const pointsPerHour = limits.pointsPerHour ?? 65_000;
  return {
    check(target) {
      const now = clock();
      const refused =
        (limits.burst === false ? undefined : checkBurst(bursts, target, now)) ??
        (limits.perIssue === false ? undefined : checkIssue(issues, target.writesIssue, now));
      if (refused !== undefined) return refused;
      turnHour(quota, now);
      if (pointsPerHour === false || quota.points < pointsPerHour) return undefined;
      const left = 3_600_000 - (now % 3_600_000);
      return limitAnswer('jira-quota-global-based', left, pointsPerHour, now);
    },
    spend(points) {
      turnHour(quota, clock());
      quota.points += points;
    },
  };
}

function turnHour(quota: { hour: number; points: number }, now: number): void {
  const hour = Math.floor(now / 3_600_000);
  if (quota.hour === hour) return;
  quota.hour = hour;
  quota.points = 0;
}

function checkBurst(
  bursts: Map<string, number[]>,
  target: RateTarget,
  now: number,
): Answer | undefined {
  const limit = BURST_PER_SECOND[target.method] ?? 50;
  const recent = count(bursts, `${target.method} ${target.endpoint}`, now, 1_000);
  return recent > limit ? limitAnswer('jira-burst-based', 1_000, limit, now) : undefined;
}

/** Adds a request to a window and counts those still in it, itself included. */
function count(map: Map<string, number[]>, key: string, now: number, windowMs: number): number {
  const recent = (map.get(key) ?? []).filter((at) => at > now - windowMs);
  recent.push(now);
  map.set(key, recent);
  return recent.length;
}

function checkIssue(
  issues: Map<string, number[]>,
  issueId: string | undefined,
  now: number,
): Answer | undefined {
  if (issueId === undefined) return undefined;
  const longest = 30_000;
  const recent = (issues.get(issueId) ?? []).filter((at) => at > now - longest);
  for (const { windowMs, writes } of PER_ISSUE) {
    if (recent.filter((at) => at > now - windowMs).length >= writes) {
      issues.set(issueId, recent);
      return limitAnswer('jira-per-issue-on-write', windowMs, writes, now);
    }
  }
  recent.push(now);
  issues.set(issueId, recent);
  return undefined;
}

const DEAR = /\/(user|users|group|groups|role|permissionscheme|permissions|mypermissions|myself)\b/;

/** What a request costs: one, plus one per object read, or two per user, group, role or permission. */
export function pointsOf(path: string, isWrite: boolean, body: unknown): number {
  if (isWrite) return 1;
  return 1 + countObjects(body) * (DEAR.test(path) ? 2 : 1);
}

function countObjects(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 0;
  const lists = Object.values(body).filter((value) => Array.isArray(value));
  return lists.length === 0 ? 1 : lists.reduce((sum: number, list) => sum + list.length, 0);
}
