/** Plants words that nobody else writes in the fields of a site around a ticket, as its administrators and other people would. */
import type { Sandbox } from '../sandbox-types.ts';

/** Where words were planted: each place with its own word. */
export type Canaries = ReadonlyMap<string, string>;

interface Planting {
  sandbox: Sandbox;
  /** The ticket that is read. */
  issueKey: string;
}

/** A request of an administrator; `{name}` in its body is replaced by a word of its own. */
interface Planted {
  method: 'POST' | 'PUT';
  path: string;
  body: object;
}

const adf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const requestsFor = (issueKey: string, projectId: string): Planted[] => {
  const issue = `/rest/api/3/issue/${issueKey}`;
  return [
    { method: 'PUT', path: issue, body: { fields: { labels: ['{label}'] } } },
    { method: 'PUT', path: `${issue}/properties/note`, body: { text: '{issue property}' } },
    {
      method: 'POST',
      path: `${issue}/worklog`,
      body: { timeSpentSeconds: 60, comment: adf('{worklog}') },
    },
    {
      method: 'POST',
      path: '/rest/api/3/component',
      body: { project: 'HELP', name: '{component}', description: '{component description}' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/version',
      body: {
        projectId: Number(projectId),
        name: '{version}',
        description: '{version description}',
      },
    },
    {
      method: 'PUT',
      path: '/rest/api/3/project/HELP',
      body: { description: '{project description}' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/role',
      body: { name: '{role}', description: '{role description}' },
    },
    { method: 'POST', path: '/rest/api/3/group', body: { name: '{group}' } },
    {
      method: 'POST',
      path: '/rest/api/3/filter',
      body: { name: '{filter}', description: '{filter description}', jql: 'project = HELP' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/dashboard',
      body: { name: '{dashboard}', sharePermissions: [], editPermissions: [] },
    },
    {
      method: 'POST',
      path: '/rest/api/3/field',
      body: {
        name: '{field}',
        description: '{field description}',
        type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield',
      },
    },
    {
      method: 'POST',
      path: '/rest/api/3/issuetype',
      body: { name: '{issue type}', description: '{issue type description}' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/projectCategory',
      body: { name: '{category}', description: '{category description}' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/screens',
      body: { name: '{screen}', description: '{screen description}' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/issueLinkType',
      body: { name: '{link type}', inward: '{link inward}', outward: '{link outward}' },
    },
    {
      method: 'PUT',
      path: '/rest/api/3/announcementBanner',
      body: { message: '{banner}', isEnabled: true, visibility: 'private' },
    },
    {
      method: 'POST',
      path: '/rest/api/3/permissionscheme',
      body: { name: '{permission scheme}', description: '{scheme description}' },
    },
  ];
};

/** Plants everything; throws with the first request Jira refuses, as a word that stands nowhere proves nothing. */
export async function plantCanaries({ sandbox, issueKey }: Planting): Promise<Canaries> {
  const planted = new Map<string, string>();
  const word = (place: string): string => {
    const made = `heron${planted.size}-${place.replaceAll(' ', '-')}`;
    planted.set(place, made);
    return made;
  };
  changeWorld({ sandbox, issueKey }, word);
  const { projects } = sandbox.jira.state() as { projects: Record<string, { id: string }> };
  for (const { method, path, body } of requestsFor(issueKey, projects['HELP']?.id ?? '')) {
    const text = JSON.stringify(body).replaceAll(/\{([a-z ]+)\}/g, (_all, place: string) =>
      word(place),
    );
    const answer = await fetch(`${sandbox.jiraUrl}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-sandbox-actor': `user:${sandbox.personId('Ana Admin')}`,
      },
      body: text,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return planted;
}

function changeWorld({ sandbox, issueKey }: Planting, word: (place: string) => string): void {
  const { jira } = sandbox;
  const by = sandbox.personId('Ana Admin');
  jira.change({
    kind: 'add-user',
    name: word('assignee'),
    email: `${word('e-mail')}@corp.example`,
  });
  const assignee = jira.state().users.at(-1)?.accountId ?? '';
  jira.change({ kind: 'add-role-actor', project: 'HELP', role: 'Developers', user: assignee });
  jira.change({ kind: 'assign-issue', issue: issueKey, by, assignee });
  jira.change({ kind: 'rename-project', project: 'HELP', name: word('project name') });
  jira.change({ kind: 'create-field', name: word('second field'), type: 'textfield' });
  sandbox.file({
    project: 'HELP',
    summary: word('neighbour summary'),
    description: word('neighbour description'),
    reporter: by,
  });
}
