/**
 * `issue_type_scheme.add_type` and `.remove_type`: which issue types the scheme of a project offers. All projects of the
 * scheme change with it.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition, words } from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { issueTypesRead } from '../look-up/find-issue-type.ts';
import { schemeTypesRead } from '../look-up/find-type-schemes.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { type Args, describe, type Found, findBoth } from './find-scheme-type.ts';
import type { SchemeTypeTarget } from './sentences.ts';

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_type_scheme.add_type'>> {
  const both = yield* findBoth(args, context);
  if (!both.ok) return both;
  const { project, type, scheme, typeIds } = both.value;
  if (typeIds.includes(type.id))
    return already(`${project.key} already offers ${quoted(type.name)}.`);
  const finding = yield* describe(both.value, !scheme.isDefault, context);
  return found(finding);
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_type_scheme.remove_type'>> {
  const both = yield* findBoth(args, context);
  if (!both.ok) return both;
  const { project, type, scheme, typeIds } = both.value;
  if (!typeIds.includes(type.id))
    return already(`${project.key} does not offer ${quoted(type.name)}.`);
  if (scheme.isDefault) {
    return unsupported(
      `${project.key} uses the default issue type scheme, from which Jira removes nothing. Give it a scheme of its own first.`,
    );
  }
  const ids = scheme.projects.map(({ id }) => id).join(', ');
  const count = countRead(`project IN (${ids}) AND issuetype = ${type.id}`);
  const [[counted], isLast] = yield* readTogether(readAll([count]), isLastStandard(both.value));
  const issues = countIn(counted);
  if (issues !== undefined && issues > 0) {
    return unsupported(
      `${countOf(issues, 'issue')} of the projects of ${quoted(scheme.name)} ${issues === 1 ? 'has' : 'have'} the type ${quoted(type.name)}. Move them to another type first.`,
    );
  }
  if (isLast)
    return unsupported(
      `${quoted(type.name)} is the last standard issue type of ${quoted(scheme.name)}.`,
    );
  const finding = yield* describe(both.value, scheme.defaultTypeId !== type.id, context);
  const isKnown = issues !== undefined;
  return found({
    ...finding,
    facts: { ...finding.facts, ...(!isKnown && { counts: null }) },
    preconditions: [...finding.preconditions, precondition('Issues of the type', count, counted)],
    radius: [
      isKnown ? 'No issue there has the type' : 'Kraken could not count the issues of the type',
      ...finding.radius,
    ],
  });
}

function* isLastStandard({ type, typeIds }: Found): Reading<boolean> {
  const [answer] = yield* readAll([issueTypesRead()]);
  return !itemsAt(answer.body).some((each) => {
    const id = idAt(each, 'id') ?? '';
    return id !== type.id && typeIds.includes(id) && !isTrueAt(each, 'subtask');
  });
}

const READS = [
  'getProject',
  'searchProjects',
  'getIssueAllTypes',
  'getIssueType',
  'getIssueTypeSchemeForProjects',
  'getIssueTypeSchemesMapping',
  'getBulkPermissions',
] as const;

const SCHEMA = z.strictObject({ project: words, issueType: words });

const memberOf = ({ type }: SchemeTypeTarget) => ({
  list: 'values[].issueTypeId',
  value: type.id,
});

function opposite(type: string, { project, type: issueType, canGoBack }: SchemeTypeTarget) {
  return canGoBack
    ? [{ type, args: { project: project.key, issueType: namedId(issueType.id) } }]
    : null;
}

/** Catalogue entry of `issue_type_scheme.add_type`. */
export const addTypeToScheme = defineAction('issue_type_scheme.add_type', {
  area: 'issue_types',
  title: 'Offer an issue type in a project',
  defaultClass: 'auto-execute',
  alwaysWaits: { on: 'every connection', because: 'a person decides about schemes' },
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone as long as no issue has the type',
  },
  blastRadius: 'projects that share the issue type scheme',
  connections: ['forge', 'oauth'],
  writes: operations('addIssueTypesToIssueTypeScheme'),
  reads: operations(...READS),
  schema: SCHEMA,
  resolve: resolveAdd,
  compile: ({ scheme, type }) => [
    requestOf('addIssueTypesToIssueTypeScheme', {
      path: { issueTypeSchemeId: scheme.id },
      body: { issueTypeIds: [type.id] },
    }),
  ],
  check: (target) => membershipCheck(schemeTypesRead(target.scheme.id), memberOf(target), true),
  inverse: (target) => opposite('issue_type_scheme.remove_type', target),
});

/** Catalogue entry of `issue_type_scheme.remove_type`. */
export const removeTypeFromScheme = defineAction('issue_type_scheme.remove_type', {
  area: 'issue_types',
  title: 'Stop offering an issue type in a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'Nobody can create issues of the type there any more.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone; the type then comes last in the list',
  },
  blastRadius: 'issues of the type (none is left); projects that share the issue type scheme',
  connections: ['forge', 'oauth'],
  writes: operations('removeIssueTypeFromIssueTypeScheme'),
  reads: operations(...READS, 'countIssues'),
  schema: SCHEMA,
  resolve: resolveRemove,
  compile: ({ scheme, type }) => [
    requestOf('removeIssueTypeFromIssueTypeScheme', {
      path: { issueTypeSchemeId: scheme.id, issueTypeId: type.id },
    }),
  ],
  check: (target) => membershipCheck(schemeTypesRead(target.scheme.id), memberOf(target), false),
  inverse: (target) => opposite('issue_type_scheme.add_type', target),
});
