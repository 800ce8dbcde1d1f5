/** Looks at the system from outside, as people and Jira see it: comments as a person, writes of the app, approval links. */
import type { Effect } from '../jira/create-site.ts';
import type { DecisionDetail, Sandbox } from '../start-sandbox.ts';
import { expect } from './step.ts';

/** A comment as Jira shows it to one person. */
export interface SeenComment {
  id: string;
  text: string;
  /** Addresses of the links in it. */
  links: string[];
  isRestricted: boolean;
  isByKraken: boolean;
}

interface AdfNode {
  text?: string;
  content?: AdfNode[];
  marks?: Array<{ type: string; attrs?: { href?: string } }>;
}

interface CommentBody {
  id: string;
  author?: { accountId: string };
  body: AdfNode;
  visibility?: unknown;
}

const TRIES = 10;

/** The comments of an issue that `who` can see, oldest first, asked of Jira as that person. */
export async function commentsSeenBy(
  sandbox: Sandbox,
  who: string,
  issueKey: string,
): Promise<SeenComment[]> {
  const accountId = sandbox.personId(who);
  const url = `${sandbox.jiraUrl}/rest/api/3/issue/${issueKey}/comment?maxResults=100`;
  const headers = { accept: 'application/json', 'x-sandbox-actor': `user:${accountId}` };
  const answer = await getPatiently(url, headers);
  const { comments } = (await answer.json()) as { comments: CommentBody[] };
  return comments.map((comment) => ({
    id: comment.id,
    text: textOf(comment.body),
    links: linksOf(comment.body),
    isRestricted: comment.visibility !== undefined,
    isByKraken: comment.author?.accountId === sandbox.jira.appAccountId,
  }));
}

/** Jira may be made to misbehave towards this reader too; a person would press reload. */
async function getPatiently(url: string, headers: Record<string, string>): Promise<Response> {
  let seen = 'no answer';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(url, { headers }).catch(() => undefined);
    const isJson = answer?.headers.get('content-type')?.includes('json') ?? false;
    if (answer?.status === 200 && isJson) return answer;
    seen = String(answer?.status ?? seen);
    await answer?.body?.cancel();
  }
  throw new Error(`GET ${url} was answered ${seen}, ${TRIES} times`);
}

function textOf(node: AdfNode): string {
  const inner = (node.content ?? []).map(textOf).join('');
  return `${node.text ?? ''}${inner}`;
}

function linksOf(node: AdfNode): string[] {
  const own = (node.marks ?? []).flatMap(({ type, attrs }) =>
    type === 'link' && attrs?.href !== undefined ? [attrs.href] : [],
  );
  return [...own, ...(node.content ?? []).flatMap(linksOf)];
}

/** The approval link in the newest restricted comment that `who` can see. */
export async function approvalLinkSeenBy(
  sandbox: Sandbox,
  who: string,
  issueKey: string,
): Promise<string | undefined> {
  const comments = await commentsSeenBy(sandbox, who, issueKey);
  return comments
    .filter(({ isRestricted, isByKraken }) => isRestricted && isByKraken)
    .flatMap(({ links }) => links)
    .findLast((href) => href.startsWith(`${sandbox.service.url}/approve/`));
}

const isComment = ({ path }: Pick<Effect, 'path'>): boolean =>
  /\/issue\/[^/]+\/comment(\/|$)/.test(path);

/** Writes Jira accepted from the app, without comments. */
export function writesOfApp({ jira }: Sandbox): Effect[] {
  return jira.effects().filter((effect) => effect.actor.kind === 'app' && !isComment(effect));
}

/**
 * Comments Jira accepted from the app: new ones and edited ones. The same edit sent again because its answer was lost counts
 * once: it changes nothing. A new comment always counts.
 */
export function commentsOfApp({ jira }: Sandbox): Effect[] {
  const seen = new Set<string>();
  return jira.effects().filter((effect) => {
    if (effect.actor.kind !== 'app' || !isComment(effect)) return false;
    if (effect.method !== 'PUT') return true;
    const edit = `${effect.path} ${JSON.stringify(effect.body)}`;
    const isNew = !seen.has(edit);
    seen.add(edit);
    return isNew;
  });
}

/** The decision about a ticket; throws when Kraken has made none. */
export async function decisionOf(sandbox: Sandbox, issueKey: string): Promise<DecisionDetail> {
  const decision = await sandbox.decision(issueKey);
  expect(decision !== undefined, `Kraken made no decision about ${issueKey}`);
  return decision;
}

/** Everything a link could change, as one text: effects, the log's head, the decision's state. */
export async function fingerprint(sandbox: Sandbox, issueKey: string): Promise<string> {
  const ana = await sandbox.signedIn('ana@example.com');
  const head = await ana.json<{ seq: number; hash: string }>('/api/audit/head');
  const { state, approval } = await decisionOf(sandbox, issueKey);
  const effects = sandbox.jira.effects().length;
  return JSON.stringify({ head, state, approval, effects });
}
