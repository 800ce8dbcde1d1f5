/**
 * The site itself and its small lists: server info, issue types, resolutions, priorities.
 */
import { jiraTime, ok } from '../http/jira-answer.ts';
import { priorityBody } from '../render/render-issue.ts';
import { issueTypeBody } from '../render/render-project.ts';
import { resolutionBody } from '../render/render-status.ts';
import type { Operation } from './operation.ts';

const READ = ['read:jira-work'];

/** Operations on the site. */
export const siteOperations: Operation[] = [
  {
    operationId: 'getServerInfo',
    method: 'GET',
    path: '/rest/api/3/serverInfo',
    scopes: [],
    kind: 'read',
    run: (call) =>
      ok({
        baseUrl: call.world.siteUrl,
        displayUrl: call.world.siteUrl,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_300,
        buildDate: '2026-06-10T00:00:00.000+0000',
        serverTime: jiraTime(call.site.now),
        serverTimeZone: 'Etc/UTC',
        serverTitle: 'Jira',
      }),
  },
  {
    operationId: 'getLicense',
    method: 'GET',
    path: '/rest/api/3/instance/license',
    scopes: ['manage:jira-configuration'],
    kind: 'read',
    run: (call) =>
      ok({
        applications: call.world.applicationRoles.map((role) => ({
          id: role.key,
          plan: call.world.plan === 'free' ? 'FREE' : 'PAID',
        })),
      }),
  },
  {
    operationId: 'getIssueAllTypes',
    method: 'GET',
    path: '/rest/api/3/issuetype',
    scopes: READ,
    kind: 'read',
    run: (call) =>
      ok(Object.values(call.world.issueTypes).map((type) => issueTypeBody(call.site, type))),
  },
  {
    operationId: 'getResolutions',
    method: 'GET',
    path: '/rest/api/3/resolution',
    scopes: READ,
    kind: 'read',
    run: (call) => ok(call.world.resolutions.map((one) => resolutionBody(call.site, one.id))),
  },
  {
    operationId: 'getPriorities',
    method: 'GET',
    path: '/rest/api/3/priority',
    scopes: READ,
    kind: 'read',
    run: (call) => ok(call.world.priorities.map((one) => priorityBody(call.site, one.id))),
  },
];
