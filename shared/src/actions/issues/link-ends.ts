/** The two ends of a link. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { type Issue, issueIn, issueKeyIn, issueRead } from '../look-up/find-issue.ts';
import {
  linksIn,
  linksRead,
  type OwnLink,
  type Relation,
  sameIssue,
} from '../look-up/find-link.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import type { LinkTarget } from './targets.ts';

/** Two issues, and the links the first one has. */
export interface Ends {
  issue: Issue;
  other: Issue;
  links: OwnLink[];
  linkAnswer: JiraReadResult;
}

/** Finds the two issues. */
export function* findEnds(
  args: { issue: string; other: string },
  context: ResolveContext,
): Reading<Result<Ends, Obstacle>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const otherKey = issueKeyIn(args.other, context);
  if (!otherKey.ok) return otherKey;
  const [linkAnswer, otherAnswer] = yield* readAll([
    linksRead(key.value),
    issueRead(otherKey.value, [], []),
  ]);
  const issue = issueIn(args.issue, linkAnswer);
  if (!issue.ok) return issue;
  const other = issueIn(args.other, otherAnswer);
  if (!other.ok) return other;
  if (issue.value.id === other.value.id) return sameIssue(issue.value.key);
  const links = linksIn(linkAnswer);
  return ok({ issue: issue.value, other: other.value, links, linkAnswer });
}

const ref = ({ id, key }: Issue): { id: string; key: string } => ({ id, key });

/** The link with its ends in the order of the outward words. */
export function targetOf({ issue, other }: Ends, { type, end }: Relation): LinkTarget {
  const [from, to] = end === 'outward' ? [issue, other] : [other, issue];
  const { id, outward, inward } = type;
  return { from: ref(from), to: ref(to), type: { id, outward, isSymmetric: inward === outward } };
}
