/**
 * What an issue can be created or edited with, and issues fetched by number without search.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { holdsInProject, holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { issueFields, issueFrame } from '../render/render-issue.ts';
import { fieldMetadata, settableFields } from '../render/render-metadata.ts';
import { issueTypeBody } from '../render/render-project.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Project } from '../world/world-types.ts';
import { issueIfVisible, readBody, visibleIssue, visibleProject } from './guards.ts';
import { chosenProperties } from './issue-operations.ts';
import { type Call, type Operation, pageOf } from './operation.ts';

const READ = ['read:jira-work'];
const CREATE = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes';

/** Operations that tell what can be set, and `bulkfetch`. */
export const metadataOperations: Operation[] = [
  {
    operationId: 'getEditIssueMeta',
    method: 'GET',
    path: '/rest/api/3/issue/{issueIdOrKey}/editmeta',
    scopes: READ,
    kind: 'read',
    run: editMetadata,
  },
  {
    operationId: 'getCreateIssueMetaIssueTypes',
    method: 'GET',
    path: CREATE,
    scopes: READ,
    kind: 'read',
    run: createTypes,
  },
  {
    operationId: 'getCreateIssueMetaIssueTypeId',
    method: 'GET',
    path: `${CREATE}/{issueTypeId}`,
    scopes: READ,
    kind: 'read',
    run: createFields,
  },
  {
    operationId: 'bulkFetchIssues',
    method: 'POST',
    path: '/rest/api/3/issue/bulkfetch',
    scopes: READ,
    kind: 'read',
    run: fetchIssues,
  },
];

/** Who may not edit gets no fields, not a refusal. */
function editMetadata(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const project = projectOf(call.world, issue);
  const mayEdit =
    issue.archived === undefined && holdsOnIssue(call.world, call.accountId, 'EDIT_ISSUES', issue);
  const fields = mayEdit
    ? settableFields(call.site, call.accountId, project, issue.typeId, issue).map((field) => [
        field.id,
        fieldMetadata(call.site, field, project, issue.typeId),
      ])
    : [];
  return ok({ fields: Object.fromEntries(fields) });
}

function creatable(call: Call): Project {
  const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
  if (!holdsInProject(call.world, call.accountId, 'CREATE_ISSUES', project)) {
    throw refusal(400, 'You do not have permission to create issues in this project.');
  }
  return project;
}

function createTypes(call: Call): Answer {
  const project = creatable(call);
  const types = project.issueTypeIds.flatMap((id) => call.world.issueTypes[id] ?? []);
  const { startAt, maxResults, total, values } = pageOf(call, types, 50, 200);
  const issueTypes = values.map((type) => issueTypeBody(call.site, type));
  return ok({ startAt, maxResults, total, issueTypes });
}

function createFields(call: Call): Answer {
  const project = creatable(call);
  const typeId = call.params['issueTypeId'] ?? '';
  const type = call.world.issueTypes[typeId];
  if (type === undefined || !project.issueTypeIds.includes(typeId)) {
    throw refusal(400, 'The issue type is not valid for this project.');
  }
  const fields = settableFields(call.site, call.accountId, project, typeId);
  const { startAt, maxResults, total, values } = pageOf(call, fields, 50, 200);
  const found = values.map((field) => ({
    ...fieldMetadata(call.site, field, project, typeId),
    fieldId: field.id,
  }));
  return ok({ startAt, maxResults, total, fields: found });
}

const fetchBody = z.object({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).optional(),
  properties: z.array(z.string()).optional(),
});

/** What is missing or invisible is simply not in the answer. */
function fetchIssues(call: Call): Answer {
  const { issueIdsOrKeys, fields = [], properties } = readBody(fetchBody, call.body);
  if (issueIdsOrKeys.length === 0) throw refusal(400, 'At least one issue must be given.');
  const found = new Map(
    issueIdsOrKeys.flatMap((words) => {
      const issue = issueIfVisible(call.world, call.accountId, words);
      return issue === undefined ? [] : [[issue.id, issue]];
    }),
  );
  const issues = [...found.values()]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((issue) => ({
      ...issueFrame(call.site, issue),
      fields: issueFields(call.site, issue, fields, '*navigable', call.accountId),
      ...(properties === undefined ? {} : { properties: chosenProperties(issue, properties) }),
    }));
  return ok({ issues, issueErrors: [] });
}
