/** The Jira-like issue page as an element tree, read from Jira as the viewer: nothing the viewer could not see is in it. */
import { callJira } from './answer-call.ts';
import type { Platform } from './platform.ts';
import { drawAdf } from './render/draw-adf.ts';
import { el, type HostElement, type HostNode } from './render/host-element.ts';

interface JiraUser {
  accountId?: string;
  displayName?: string;
}
interface JiraIssue {
  key: string;
  fields: {
    summary: string;
    description?: unknown;
    status?: { name: string };
    reporter?: JiraUser | null;
    assignee?: JiraUser | null;
    issuetype?: { name: string };
    project?: { key: string; name?: string };
  };
}
interface JiraComment {
  id: string;
  author?: JiraUser;
  body?: unknown;
  created?: string;
  visibility?: { type?: string; value?: string };
  jsdPublic?: boolean;
}

async function readAs<T>(platform: Platform, accountId: string, path: string): Promise<T> {
  const init = { headers: { accept: 'application/json' } };
  const response = await callJira(platform, `user:${accountId}`, path, init);
  if (!response.ok) throw new Error(`Jira answered ${response.status}`);
  return (await response.json()) as T;
}

const nameOf = (user: JiraUser | null | undefined): string =>
  user?.displayName ?? user?.accountId ?? 'nobody';

function restrictionOf({ visibility, jsdPublic }: JiraComment): HostNode[] {
  if (visibility?.value)
    return [
      el('span', { class: 'lozenge a-removed' }, [`Restricted to ${visibility.value}`], {
        key: 'limit',
      }),
    ];
  if (jsdPublic === false)
    return [el('span', { class: 'lozenge a-moved' }, ['Internal note'], { key: 'limit' })];
  return [];
}

function drawComment(comment: JiraComment): HostElement {
  const when = comment.created
    ? [
        el('time', { class: 'subtle', datetime: comment.created }, [
          comment.created.slice(0, 16).replace('T', ' '),
        ]),
      ]
    : [];
  const head = el(
    'div',
    { class: 'inline wrap' },
    [el('strong', {}, [nameOf(comment.author)]), ...when, ...restrictionOf(comment)],
    { key: 'head' },
  );
  const body = el('div', { class: 'prose' }, drawAdf(comment.body), { key: 'body' });
  return el('li', { class: 'comment' }, [head, body], { key: comment.id });
}

/** Summary, state, people and description. */
function drawIssue({ key, fields }: JiraIssue): HostElement {
  const facts = [
    ['Status', fields.status?.name ?? 'unknown'],
    ['Reporter', nameOf(fields.reporter)],
    ['Assignee', nameOf(fields.assignee)],
    ['Type', fields.issuetype?.name ?? 'unknown'],
  ].flatMap(([term, value]) => [el('dt', {}, [term ?? '']), el('dd', {}, [value ?? ''])]);
  const described = drawAdf(fields.description);
  const empty = [el('p', { class: 'subtle' }, ['No description'])];
  return el('div', { class: 'issue' }, [
    el(
      'p',
      { class: 'subtle' },
      [`${fields.project?.name ?? fields.project?.key ?? 'Project'} / ${key}`],
      { key: 'trail' },
    ),
    el('h1', { class: 'summary' }, [fields.summary], { key: 'summary' }),
    el('dl', { class: 'facts' }, facts, { key: 'facts' }),
    el('h2', {}, ['Description'], { key: 'described' }),
    el('div', { class: 'prose' }, described.length > 0 ? described : empty, { key: 'description' }),
  ]);
}

/** The parts of the page that change: the issue and its comments. Throws when the viewer cannot see the issue. */
export async function readIssueView(
  platform: Platform,
  issueKey: string,
  accountId: string,
): Promise<{ issue: HostElement; comments: HostElement }> {
  const path = `/rest/api/3/issue/${encodeURIComponent(issueKey)}`;
  const issue = await readAs<JiraIssue>(platform, accountId, path);
  const { comments } = await readAs<{ comments: JiraComment[] }>(
    platform,
    accountId,
    `${path}/comment?maxResults=100`,
  );
  const list =
    comments.length > 0
      ? el('ul', { class: 'comments' }, comments.map(drawComment))
      : el('p', { class: 'subtle' }, ['No comments yet']);
  return { issue: drawIssue(issue), comments: el('div', {}, [list]) };
}
