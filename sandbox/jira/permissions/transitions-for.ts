/** Which transitions somebody may take: the permission to move issues, and the condition of each. */
import { transitionsOf } from '../world/change-issue.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Transition, World } from '../world/world-types.ts';
import { holdsOnIssue } from './evaluate-permission.ts';

/** The transitions a person may take on an issue now. */
export function transitionsFor(
  world: World,
  accountId: string | undefined,
  issue: Issue,
): Transition[] {
  if (!holdsOnIssue(world, accountId, 'TRANSITION_ISSUES', issue)) return [];
  return transitionsOf(world, issue).filter(
    ({ onlyWith }) => onlyWith === undefined || holdsOnIssue(world, accountId, onlyWith, issue),
  );
}
