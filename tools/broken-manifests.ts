/**
 * Ways to break the repository's manifest, as data. Every one must be rejected by `forge-check.cjs`; `atlassianAlone` says
 * what Atlassian's own validators and linters make of it, and so which of our own checks carry weight.
 */

/** One module of the manifest. */
export interface ManifestModule {
  key: string;
  [property: string]: unknown;
}

/** The parsed manifest, as far as the mutations touch it. */
export interface ManifestTree {
  app: { id: string; runtime: { name: string; memoryMB?: number } };
  modules: Record<string, ManifestModule[]>;
  remotes: ManifestModule[];
  resources: { key: string; path: string }[];
  permissions: { scopes: string[]; external?: unknown; content?: unknown };
}

/** One mutation: of the parsed tree, or of the YAML text where the tree cannot express it. */
export type BrokenManifest = {
  readonly name: string;
  readonly atlassianAlone: 'accepts' | 'rejects';
} & (
  | { readonly edit: (manifest: ManifestTree) => void }
  | { readonly editText: (yaml: string) => string }
);

const accepts = (name: string, edit: (manifest: ManifestTree) => void): BrokenManifest => ({
  name,
  atlassianAlone: 'accepts',
  edit,
});
const rejects = (name: string, edit: (manifest: ManifestTree) => void): BrokenManifest => ({
  name,
  atlassianAlone: 'rejects',
  edit,
});

/** The first module of a type that the condition holds for; throws if the manifest has none, so no mutation is empty. */
function moduleOf(
  manifest: ManifestTree,
  type: string,
  fits: (module: ManifestModule) => boolean = () => true,
): ManifestModule {
  const found = manifest.modules[type]?.find(fits);
  if (!found) throw new Error(`the manifest has no fitting module of type ${type}`);
  return found;
}

const jiraTrigger = (manifest: ManifestTree): ManifestModule =>
  moduleOf(manifest, 'trigger', (t) => JSON.stringify(t['events']).includes('avi:jira:'));
const lifecycleTrigger = (manifest: ManifestTree): ManifestModule =>
  moduleOf(manifest, 'trigger', (t) => JSON.stringify(t['events']).includes('avi:forge:installed'));
const functionOf = (manifest: ManifestTree, type: string): ManifestModule => {
  const user = type === 'trigger' ? jiraTrigger(manifest) : moduleOf(manifest, type);
  return moduleOf(manifest, 'function', (f) => f.key === user['function']);
};
const remoteOf = (manifest: ManifestTree): ManifestModule => {
  const [remote] = manifest.remotes;
  if (!remote) throw new Error('the manifest has no remote');
  return remote;
};
const dropScope = (manifest: ManifestTree, scope: string): void => {
  const kept = manifest.permissions.scopes.filter((s) => s !== scope);
  if (kept.length === manifest.permissions.scopes.length) throw new Error(`no scope ${scope}`);
  manifest.permissions.scopes = kept;
};
const firstEvent = (trigger: ManifestModule): string => (trigger['events'] as string[])[0] ?? '';
const renameFirstEvent = (manifest: ManifestTree, change: (event: string) => string): void => {
  const trigger = jiraTrigger(manifest);
  const [head, ...rest] = trigger['events'] as string[];
  trigger['events'] = [change(head ?? ''), ...rest];
};
/** Events in object form carry their own filter; Atlassian's scope check does not see them. */
const toObjectEvents = (manifest: ManifestTree): void => {
  const trigger = jiraTrigger(manifest);
  trigger['events'] = (trigger['events'] as string[]).map((eventType) => ({
    eventType,
    filter: { ignoreSelf: true },
  }));
};
const addModule = (manifest: ManifestTree, type: string, ...added: ManifestModule[]): void => {
  manifest.modules[type] = [...(manifest.modules[type] ?? []), ...added];
};
const extraTimer = (manifest: ManifestTree, key: string, interval: string): void =>
  addModule(manifest, 'scheduledTrigger', {
    key,
    function: moduleOf(manifest, 'scheduledTrigger')['function'],
    interval,
  });
const extraAction = (manifest: ManifestTree, actionVerb: string): void => {
  addModule(manifest, 'function', { key: 'extra-action-fn', handler: 'index.sweep' });
  const handler = functionOf(manifest, 'scheduledTrigger')['handler'];
  moduleOf(manifest, 'function', (f) => f.key === 'extra-action-fn')['handler'] = handler;
  const inputs = {
    issueKey: { title: 'Issue', type: 'string', required: true, description: 'Key' },
  };
  addModule(manifest, 'action', {
    key: 'extra-action',
    name: 'Extra',
    description: 'Something for an agent to call',
    function: 'extra-action-fn',
    actionVerb,
    inputs,
  });
};

const RUNTIME: BrokenManifest[] = [
  rejects('runtime nodejs18.x', (m) => {
    m.app.runtime.name = 'nodejs18.x';
  }),
  accepts('runtime nodejs20.x, past its end of life', (m) => {
    m.app.runtime.name = 'nodejs20.x';
  }),
  accepts('9000 MB of memory', (m) => {
    m.app.runtime.memoryMB = 9000;
  }),
  rejects('64 MB of memory for one function', (m) => {
    functionOf(m, 'consumer')['runtime'] = { memoryMB: 64 };
  }),
  rejects('malformed app id', (m) => {
    m.app.id = 'ari:cloud:x/1';
  }),
  {
    name: 'broken YAML',
    atlassianAlone: 'rejects',
    editText: (yaml) => yaml.replace(/^modules:/m, 'modules'),
  },
  { name: 'empty file', atlassianAlone: 'rejects', editText: () => '' },
];

const EVENTS: BrokenManifest[] = [
  accepts('misspelt event', (m) => renameFirstEvent(m, (e) => `${e}s`)),
  accepts('wrong event prefix', (m) => renameFirstEvent(m, (e) => e.replace('avi:', 'abi:'))),
  accepts('events in object form without their scope', (m) => {
    toObjectEvents(m);
    delete jiraTrigger(m)['filter'];
    dropScope(m, 'read:jira-work');
  }),
  rejects('events in object form beside a filter of the module', toObjectEvents),
  accepts('Jira events without ignoreSelf', (m) => {
    delete jiraTrigger(m)['filter'];
  }),
  rejects('ignoreSelf on lifecycle events', (m) => {
    lifecycleTrigger(m)['filter'] = { ignoreSelf: true };
  }),
  accepts('no trigger for the installation', (m) => {
    m.modules['trigger'] = (m.modules['trigger'] ?? []).filter((t) =>
      firstEvent(t).includes('avi:jira:'),
    );
  }),
];

const SCOPES: BrokenManifest[] = [
  accepts('write scope missing', (m) => dropScope(m, 'write:jira-work')),
  rejects('read scope missing', (m) => dropScope(m, 'read:jira-work')),
  accepts('storage:app missing', (m) => dropScope(m, 'storage:app')),
  rejects('unknown scope', (m) => m.permissions.scopes.push('write:jira-wrok')),
  accepts('a Jira scope nothing needs', (m) => m.permissions.scopes.push('manage:jira-webhook')),
  accepts('scope for the Jira token of the app', (m) =>
    m.permissions.scopes.push('read:app-system-token'),
  ),
];

const REFERENCES: BrokenManifest[] = [
  accepts('handler that is not exported', (m) => {
    functionOf(m, 'consumer')['handler'] = 'index.doesNotExist';
  }),
  rejects('handler in a file that is missing', (m) => {
    functionOf(m, 'consumer')['handler'] = 'missing.consume';
  }),
  rejects('handler outside src', (m) => {
    functionOf(m, 'consumer')['handler'] = '../forge-app/src/index.consume';
  }),
  rejects('dangling function key', (m) => {
    moduleOf(m, 'consumer')['function'] = 'nobody-fn';
  }),
  rejects('dangling resource key', (m) => {
    moduleOf(m, 'jira:issuePanel')['resource'] = 'nowhere';
  }),
  rejects('resource file missing', (m) => {
    for (const resource of m.resources) resource.path = `${resource.path}.missing.tsx`;
  }),
  rejects('dangling remote in the egress list', (m) => {
    m.permissions.external = { fetch: { backend: [{ remote: 'nobody' }] } };
  }),
  rejects('duplicate module key', (m) => {
    moduleOf(m, 'jira:adminPage').key = moduleOf(m, 'jira:issuePanel').key;
  }),
  rejects('function key over 23 characters', (m) => {
    const key = 'a-function-key-that-is-too-long';
    functionOf(m, 'consumer').key = key;
    moduleOf(m, 'consumer')['function'] = key;
  }),
];

const LIMITS: BrokenManifest[] = [
  rejects('interval minute', (m) => {
    moduleOf(m, 'scheduledTrigger')['interval'] = 'minute';
  }),
  accepts('second five-minute timer', (m) => extraTimer(m, 'sweep-two', 'fiveMinute')),
  accepts('six timers', (m) => {
    for (const n of [2, 3, 4, 5, 6]) extraTimer(m, `timer-${n}`, 'hour');
  }),
  accepts('no five-minute sweep', (m) => {
    moduleOf(m, 'scheduledTrigger')['interval'] = 'hour';
  }),
  rejects('timeout of 901 seconds', (m) => {
    functionOf(m, 'consumer')['timeoutSeconds'] = 901;
  }),
  rejects('timeout on the function of a trigger', (m) => {
    functionOf(m, 'trigger')['timeoutSeconds'] = 60;
  }),
  rejects('timeout on the function of the web trigger', (m) => {
    functionOf(m, 'webtrigger')['timeoutSeconds'] = 30;
  }),
  accepts('two consumers on one queue', (m) =>
    addModule(m, 'consumer', { ...moduleOf(m, 'consumer'), key: 'second-consumer' }),
  ),
  accepts('nothing runs before an uninstallation', (m) => {
    delete m.modules['preUninstall'];
  }),
];

const SHAPES: BrokenManifest[] = [
  rejects('issue panel without icon', (m) => {
    delete moduleOf(m, 'jira:issuePanel')['icon'];
  }),
  rejects('unknown module type', (m) => {
    m.modules['jira:issuePanle'] = m.modules['jira:issuePanel'] ?? [];
    delete m.modules['jira:issuePanel'];
  }),
  accepts('misspelt property of the admin page', (m) => {
    moduleOf(m, 'jira:adminPage')['useAsConfigg'] = true;
  }),
  accepts('misspelt property of the web trigger', (m) => {
    moduleOf(m, 'webtrigger')['urlFormatt'] = 'v2';
  }),
  rejects('static web trigger without outputs', (m) => {
    moduleOf(m, 'webtrigger')['response'] = { type: 'static' };
  }),
  accepts('dynamic web trigger', (m) => {
    moduleOf(m, 'webtrigger')['response'] = { type: 'dynamic' };
  }),
  rejects('hmacSharedSecret, a word this CLI does not know', (m) => {
    moduleOf(m, 'webtrigger')['request'] = { authentication: 'hmacSharedSecret' };
  }),
  accepts('platform authentication of the web trigger', (m) => {
    moduleOf(m, 'webtrigger')['request'] = { authentication: 'hmac' };
  }),
  accepts('an action of Rovo that deletes', (m) => extraAction(m, 'DELETE')),
];

const EXPOSURE: BrokenManifest[] = [
  rejects('baseUrl over http', (m) => {
    remoteOf(m)['baseUrl'] = 'http://kraken.example.com';
  }),
  accepts('Jira token of the app for the service', (m) => {
    remoteOf(m)['auth'] = { appSystemToken: { enabled: true }, appUserToken: { enabled: false } };
  }),
  accepts('Jira token of the user for the service', (m) => {
    remoteOf(m)['auth'] = { appSystemToken: { enabled: false }, appUserToken: { enabled: true } };
  }),
  rejects('storage operation without inScopeEUD', (m) => {
    remoteOf(m)['operations'] = ['storage', 'compute'];
    delete remoteOf(m)['storage'];
  }),
  accepts('remote without the operation compute', (m) => {
    remoteOf(m)['operations'] = ['storage'];
  }),
  accepts('egress to everywhere', (m) => {
    m.permissions.external = { fetch: { backend: ['*'] } };
  }),
  accepts('unsafe inline scripts', (m) => {
    m.permissions.content = { scripts: ['unsafe-inline'] };
  }),
];

/** All mutations; each must be rejected by the gate. */
export const BROKEN_MANIFESTS: readonly BrokenManifest[] = [
  ...RUNTIME,
  ...EVENTS,
  ...SCOPES,
  ...REFERENCES,
  ...LIMITS,
  ...SHAPES,
  ...EXPOSURE,
];
