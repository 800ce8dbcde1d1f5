/**
 * `issue.link` and `issue.unlink`: one issue says something about another one. Jira accepts the same link twice without a
 * word, and gives a link no name: it is found by its kind and its two ends.
 */
import { z } from 'zod';
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import { issueRead, issueTarget, projectOfIssue } from '../look-up/find-issue.ts';
import {
  findRelation,
  isLink,
  linksIn,
  linksRead,
  linkTypesRead,
  type Relation,
} from '../look-up/find-link.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask } from '../look-up/obstacle.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { type Ends, findEnds, targetOf } from './link-ends.ts';
import type { LinkTarget } from './targets.ts';

function findingOf(ends: Ends, relation: Relation, context: ResolveContext, isMade: boolean) {
  const { issue, other } = ends;
  const target = targetOf(ends, relation);
  const projectIds = [...new Set([issue.projectId, other.projectId])];
  const label = `${target.from.key} ${target.type.outward} ${target.to.key}`;
  return {
    target,
    facts: factsOf(context, {
      targets: [
        issueTarget(issue),
        issueTarget(other),
        projectOfIssue(issue),
        ...(projectIds.length > 1 ? [projectOfIssue(other)] : []),
      ],
      projectIds,
      counts: { issues: 2, projects: projectIds.length },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [{ label, before: isMade ? 'no link' : 'linked', after: isMade ? 'linked' : 'no link' }],
    radius: [],
  };
}

function* resolveLink(
  args: { issue: string; relation: string; other: string },
  context: ResolveContext,
): Reading<Outcome<'issue.link'>> {
  const ends = yield* findEnds(args, context);
  if (!ends.ok) return ends;
  const relation = yield* findRelation(args.relation);
  if (!relation.ok) return relation;
  const { issue, other, links } = ends.value;
  if (links.some((link) => isLink(link, relation.value, other.id))) {
    const phrase = relation.value.type[relation.value.end];
    return already(`${issue.key} already ${phrase} ${other.key}.`);
  }
  const { type } = relation.value;
  const reads = [
    linkTypesRead(),
    issueRead(issue.key, [], []),
    issueRead(other.key, [], []),
  ] as const;
  const [types, one, two] = yield* readAll(reads);
  const holds = (list: string, value: string): Precondition => ({
    ...precondition(`Link type ${quoted(type.name)}`, linkTypesRead(), types),
    holds: memberHolds({ list: `issueLinkTypes[].${list}`, value }, true),
  });
  return found({
    ...findingOf(ends.value, relation.value, context, true),
    preconditions: [
      holds('id', type.id),
      holds('outward', type.outward),
      precondition(`Issue ${issue.key}`, reads[1], one),
      precondition(`Issue ${other.key}`, reads[2], two),
    ],
  });
}

function* resolveUnlink(
  args: { issue: string; relation?: string; other: string },
  context: ResolveContext,
): Reading<Outcome<'issue.unlink'>> {
  const ends = yield* findEnds(args, context);
  if (!ends.ok) return ends;
  const relation = yield* readOptional(args.relation, findRelation);
  if (relation !== undefined && !relation.ok) return relation;
  const { issue, other, links, linkAnswer } = ends.value;
  const fits = links.filter((link) =>
    relation === undefined ? link.otherId === other.id : isLink(link, relation.value, other.id),
  );
  const [only, second] = fits;
  if (only === undefined) return already(`${issue.key} and ${other.key} are not linked so.`);
  if (second !== undefined) {
    const choices = fits.map(({ type, end }) => type[end]);
    return ask('kind of link', args.relation ?? '', [...new Set(choices)]);
  }
  const finding = findingOf(ends.value, only, context, false);
  return found({
    ...finding,
    target: { ...finding.target, linkId: only.id },
    preconditions: [
      {
        ...precondition(`Links of ${issue.key}`, linksRead(issue.key), linkAnswer),
        holds: memberHolds({ list: 'fields.issuelinks[].id', value: only.id }, true),
      },
    ],
  });
}

function linkCheck({ from, to, type }: LinkTarget, isMade: boolean): EffectCheck {
  const read: JiraRead = linksRead(from.key);
  const relation: Relation = {
    type: { id: type.id, name: '', outward: 'a', inward: type.isSymmetric ? 'a' : 'b' },
    end: 'outward',
  };
  return {
    reads: [read],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const count = linksIn(answer).filter((link) => isLink(link, relation, to.id)).length;
      if (count > 1) return 'differs';
      return (count === 1) === isMade ? 'done' : 'not-done';
    },
  };
}

const COMMON = {
  area: 'issue_ops',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'LINK_ISSUES',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'two issues',
  connections: ['forge', 'oauth'],
  reads: operations('getIssue', 'getIssueLinkTypes'),
} as const;

/** How the link is named for the action that takes this one back. */
const wordsOf = ({ from, to, type }: LinkTarget) => ({
  issue: from.key,
  relation: namedId(type.id),
  other: to.key,
});

/** Catalogue entry of `issue.link`. */
export const linkIssues = defineAction('issue.link', {
  ...COMMON,
  title: 'Link two issues',
  writes: operations('linkIssues'),
  schema: z.strictObject({ issue: words, relation: words, other: words }),
  resolve: resolveLink,
  // In a request the "inward" issue is the one that reads the outward words: A blocks B is inward A, outward B.
  compile: ({ from, to, type }) => [
    requestOf('linkIssues', {
      body: {
        type: { id: type.id },
        inwardIssue: { key: from.key },
        outwardIssue: { key: to.key },
      },
    }),
  ],
  check: (target) => linkCheck(target, true),
  inverse: (target) => [{ type: 'issue.unlink', args: wordsOf(target) }],
});

/** Catalogue entry of `issue.unlink`. */
export const unlinkIssues = defineAction('issue.unlink', {
  ...COMMON,
  title: 'Remove the link between two issues',
  writes: operations('deleteIssueLink'),
  schema: z.strictObject({ issue: words, relation: optionalWords, other: words }),
  resolve: resolveUnlink,
  compile: ({ linkId }) => [requestOf('deleteIssueLink', { path: { linkId } })],
  check: (target) => linkCheck(target, false),
  inverse: (target) => [{ type: 'issue.link', args: wordsOf(target) }],
});
