/**
 * Who looks at a page and from where: the context a front-end module gets, read from Jira as that person. Throws when Jira
 * would not show the page to them.
 */
import { randomUUID } from 'node:crypto';
import { callJira } from './answer-call.ts';
import type { FrontEndCaller } from './host-types.ts';
import type { Platform } from './platform.ts';
import { listScopes } from './read-manifest.ts';

/** The licence, which only production has. */
export const licenseOf = (platform: Platform) =>
  platform.environment === 'PRODUCTION' ? { license: { isActive: true } } : {};

/** What `getContext` answers. */
export function buildContext(
  platform: Platform,
  moduleKey: string,
  accountId: string,
  extension: Record<string, unknown>,
): Record<string, unknown> {
  const { cloudId, siteUrl } = platform.options;
  return {
    accountId,
    cloudId,
    siteUrl,
    moduleKey,
    localId: `ari:cloud:ecosystem::extension/${platform.appUuid}/${platform.environmentId}/static/${moduleKey}/${randomUUID()}`,
    locale: 'en-US',
    timezone: 'UTC',
    environmentId: platform.environmentId,
    environmentType: platform.environment,
    theme: { colorMode: 'light' },
    permissions: {
      scopes: listScopes(platform.manifest),
      external: platform.manifest.permissions.external ?? {},
    },
    extension,
    ...licenseOf(platform),
  };
}

async function readJira(platform: Platform, accountId: string, path: string): Promise<unknown> {
  const response = await callJira(platform, `user:${accountId}`, path, {
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`Jira answered ${response.status} to ${accountId}`);
  return response.json();
}

/** The extension data of an issue panel; only for somebody who can see the issue. */
export async function readIssue(
  platform: Platform,
  caller: FrontEndCaller,
): Promise<Record<string, unknown>> {
  if (!caller.issueKey) throw new Error('an issue panel needs an issue');
  const path = `/rest/api/3/issue/${encodeURIComponent(caller.issueKey)}?fields=project,issuetype`;
  const issue = (await readJira(platform, caller.accountId, path)) as {
    id: string;
    key: string;
    fields: {
      project?: { id: string; key: string; projectTypeKey?: string };
      issuetype?: { id: string; name: string };
    };
  };
  const { project, issuetype } = issue.fields;
  return {
    issue: { id: issue.id, key: issue.key, type: issuetype?.name, typeId: issuetype?.id },
    project: { id: project?.id, key: project?.key, type: project?.projectTypeKey ?? 'software' },
    location: `${platform.options.siteUrl}/browse/${issue.key}`,
    isNewToIssue: false,
  };
}

/** Jira shows an app's admin page to its administrators only. */
export async function readAdmin(
  platform: Platform,
  caller: FrontEndCaller,
): Promise<Record<string, unknown>> {
  const answer = (await readJira(
    platform,
    caller.accountId,
    '/rest/api/3/mypermissions?permissions=ADMINISTER',
  )) as {
    permissions: { ADMINISTER?: { havePermission: boolean } };
  };
  if (!answer.permissions.ADMINISTER?.havePermission)
    throw new Error(`${caller.accountId} is no Jira administrator`);
  return { location: `${platform.options.siteUrl}/jira/settings/apps/kraken` };
}

/** The display name of an account, as the viewer may see it. */
export async function readUserName(
  platform: Platform,
  accountId: string,
  data: { accountId: string },
): Promise<string> {
  const path = `/rest/api/3/user?accountId=${encodeURIComponent(data.accountId)}`;
  const user = (await readJira(platform, accountId, path)) as { displayName?: string };
  return user.displayName ?? data.accountId;
}
