/**
 * Finds a comment of Kraken's own by the reference in its `kraken` property: how the app learns whether a comment whose
 * answer was lost is there.
 */
import { isJsonObject, type JiraRequest, type Json, renderRequest } from '@kraken/shared';
import { GET_COMMENTS } from '../jira/own-operations';
import { isLostRead, type Sender, sendRead } from '../jira/send-patiently';

const PAGE = 100;
const PROPERTY = 'kraken';

/** `unsure`: the comments could not be read, or there are too many to be sure. */
export type CommentSearch =
  | { state: 'found'; commentId: string }
  | { state: 'absent' }
  | { state: 'unsure' };

/** Reference in the body of a comment request; undefined when it carries none, so that nobody could find it. */
export function commentRef(request: JiraRequest | undefined): string | undefined {
  const body = request?.body;
  return isJsonObject(body) ? refOf(body['properties']) : undefined;
}

/** Looks among the newest 100 comments of the issue, which is enough when fewer were written since `sinceMs`. */
export async function findComment(
  sender: Sender,
  issueId: string,
  ref: string,
  sinceMs: number,
): Promise<CommentSearch> {
  const rendered = renderRequest({
    ...GET_COMMENTS,
    path: { issueIdOrKey: issueId },
    query: [
      ['orderBy', '-created'],
      ['maxResults', String(PAGE)],
      ['expand', 'properties'],
    ],
  });
  if (!rendered.ok) return { state: 'unsure' };
  const answer = await sendRead(sender, rendered.value);
  const list = isJsonObject(answer.body) ? answer.body['comments'] : undefined;
  if (isLostRead(answer) || answer.status !== 200 || !Array.isArray(list)) {
    return { state: 'unsure' };
  }
  const comments = list.filter((item) => isJsonObject(item));
  const match = comments.find((comment) => refOf(comment['properties']) === ref);
  if (match !== undefined) return { state: 'found', commentId: String(match['id']) };
  const oldest = comments.at(-1)?.['created'];
  const reachesBack = comments.length < PAGE || Date.parse(String(oldest)) < sinceMs;
  return reachesBack ? { state: 'absent' } : { state: 'unsure' };
}

function refOf(properties: Json | undefined): string | undefined {
  if (!Array.isArray(properties)) return undefined;
  for (const property of properties) {
    if (!isJsonObject(property) || property['key'] !== PROPERTY) continue;
    const value = property['value'];
    const ref = isJsonObject(value ?? null) ? (value as { [key: string]: Json })['ref'] : undefined;
    if (typeof ref === 'string') return ref;
  }
  return undefined;
}
