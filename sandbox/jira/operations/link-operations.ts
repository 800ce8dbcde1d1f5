/**
 * Links between issues. Making the same one twice is silently accepted. The document says 201, a real site was seen to
 * answer 200, both with an empty body; here it is as documented.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { linkTypeBody } from '../render/render-issue-extras.ts';
import type { Issue } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { demandOnIssue, issueIfVisible, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';

/** Operations on links. */
export const linkOperations: Operation[] = [
  {
    operationId: 'getIssueLinkTypes',
    method: 'GET',
    path: '/rest/api/3/issueLinkType',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: (call) =>
      ok({ issueLinkTypes: call.world.linkTypes.map((type) => linkTypeBody(call.site, type)) }),
  },
  {
    operationId: 'linkIssues',
    method: 'POST',
    path: '/rest/api/3/issueLink',
    scopes: ['write:jira-work'],
    kind: 'write',
    run: linkIssues,
  },
  {
    operationId: 'deleteIssueLink',
    method: 'DELETE',
    path: '/rest/api/3/issueLink/{linkId}',
    scopes: ['write:jira-work'],
    kind: 'write',
    run: deleteLink,
  },
];

const named = z.object({ id: z.string().optional(), key: z.string().optional() });
const linkBody = z.object({
  type: z.object({ id: z.string().optional(), name: z.string().optional() }),
  inwardIssue: named,
  outwardIssue: named,
});

function endOf(call: Call, given: z.infer<typeof named>): Issue {
  const issue = issueIfVisible(call.world, call.accountId, given.id ?? given.key ?? '');
  if (issue === undefined) {
    throw refusal(404, 'Issue does not exist or you do not have permission to see it.');
  }
  return issue;
}

function linkIssues(call: Call): Answer {
  const { type: wanted, inwardIssue, outwardIssue } = readBody(linkBody, call.body);
  const type = call.world.linkTypes.find(
    ({ id, name }) => id === wanted.id || (wanted.id === undefined && name === wanted.name),
  );
  if (type === undefined) {
    throw refusal(404, `No issue link type with name '${wanted.name ?? wanted.id ?? ''}' found.`);
  }
  const from = endOf(call, inwardIssue);
  const to = endOf(call, outwardIssue);
  if (from.id === to.id) throw refusal(400, 'An issue cannot be linked to itself.');
  demandOnIssue(call, from, 'LINK_ISSUES', 401, `No Link Issue Permission for issue ${from.key}`);
  const isThere = call.world.links.some(
    (link) => link.typeId === type.id && link.from === from.id && link.to === to.id,
  );
  if (!isThere) {
    const id = String(nextNumber(call.world, 'link'));
    call.world.links.push({ id, typeId: type.id, from: from.id, to: to.id });
  }
  return { status: 201 };
}

function deleteLink(call: Call): Answer {
  const { world, accountId } = call;
  const id = call.params['linkId'] ?? '';
  const link = world.links.find((one) => one.id === id);
  const ends = link === undefined ? [] : [world.issues[link.from], world.issues[link.to]];
  const seen = ends.filter(
    (issue) => issue !== undefined && issueIfVisible(world, accountId, issue.id) !== undefined,
  );
  const mayLink = seen.some(
    (issue) => issue !== undefined && holdsOnIssue(world, accountId, 'LINK_ISSUES', issue),
  );
  if (link === undefined || seen.length < 2 || !mayLink) {
    throw refusal(404, `No issue link with id '${id}' exists.`);
  }
  world.links = world.links.filter((one) => one !== link);
  return noContent();
}
