/**
 * What Atlassian's validators let through and Kraken must not: misspelt properties, events that never fire, scopes of
 * operations whose path is built at run time, and the project's own rules (no Jira credential for the service, static web
 * triggers only, no open egress). Pure functions over the parsed manifest; Atlassian's tables are handed in.
 */
const LIFECYCLE = [
  'avi:forge:installed:app',
  'avi:forge:upgraded:app',
  'avi:forge:uninstalled:app',
];
const RUNTIMES = ['nodejs22.x', 'nodejs24.x'];
const MEMORY_MB = { least: 128, most: 1024 };
const SCHEDULED_MOST = 5;
const READING_VERBS = ['GET', 'CREATE'];

/** A list, whatever stands in the manifest. */
const listOf = (value) => (Array.isArray(value) ? value : []);
const modulesOf = (manifest, type) => listOf(manifest.modules?.[type]);
const scopesOf = (manifest) => {
  const scopes = manifest.permissions?.scopes ?? [];
  return Array.isArray(scopes) ? scopes : Object.keys(scopes);
};
const error = (where, message) => ({ level: 'error', by: 'kraken', where, message });

/** Collects every property name a JSON schema node allows, through references and alternatives. */
function collectProperties(schema, node, into) {
  if (!node || typeof node !== 'object') return into;
  if (node.$ref)
    collectProperties(schema, schema.definitions[node.$ref.replace('#/definitions/', '')], into);
  for (const key of Object.keys(node.properties ?? {})) into.add(key);
  for (const list of [node.oneOf, node.anyOf, node.allOf])
    for (const part of list ?? []) collectProperties(schema, part, into);
  for (const part of [node.then, node.else]) collectProperties(schema, part, into);
  return into;
}

/** Several module schemas do not forbid unknown properties, so a misspelt one passes at Atlassian. */
function checkProperties(manifest, { schema }) {
  return Object.keys(manifest.modules ?? {}).flatMap((type) => {
    const items = schema.definitions.ModuleSchema.properties[type]?.items;
    const known = collectProperties(schema, items, new Set());
    if (known.size === 0) return [];
    const strange = (module) => Object.keys(module).filter((key) => !known.has(key));
    return modulesOf(manifest, type).flatMap((module) =>
      strange(module).map((key) => error(`${type} ${module.key}`, `unknown property ${key}`)),
    );
  });
}

/** The schema takes any event name (a wrong one never fires), and events in object form skip the scope check. */
async function checkEvents(manifest, tables) {
  const pairs = modulesOf(manifest, 'trigger').flatMap((trigger) =>
    listOf(trigger.events).map((event) => ({ trigger, event })),
  );
  const found = await Promise.all(pairs.map((pair) => checkEvent(pair, manifest, tables)));
  return found.flat();
}

async function checkEvent({ trigger, event }, manifest, { requiredScopesOf }) {
  const name = nameOf(event);
  if (LIFECYCLE.includes(name)) return [];
  const where = `trigger ${trigger.key}`;
  const { known, missing } = await requiredScopesOf(name, scopesOf(manifest));
  const problems = missing.map((scope) => error(where, `event ${name} needs scope ${scope}`));
  if (!known) problems.push(error(where, `unknown event ${name}: it would never fire`));
  if (!ignoresSelf(trigger, event)) {
    problems.push(
      error(where, `event ${name} must have ignoreSelf: Kraken would answer its own comments`),
    );
  }
  return problems;
}

const nameOf = (event) => (typeof event === 'string' ? event : event?.eventType);
const ignoresSelf = (trigger, event) =>
  (typeof event === 'object' ? event?.filter : trigger.filter)?.ignoreSelf === true;

/** Runtime, memory and timers: limits from the documentation that the schema does not know. */
function checkLimits(manifest) {
  const problems = [];
  const runtime = manifest.app?.runtime ?? {};
  if (!RUNTIMES.includes(runtime.name))
    problems.push(error('app.runtime', `use ${RUNTIMES.join(' or ')}`));
  const memories = [
    ['app.runtime', runtime.memoryMB],
    ...modulesOf(manifest, 'function').map((f) => [`function ${f.key}`, f.runtime?.memoryMB]),
  ];
  for (const [where, mb] of memories) {
    if (mb !== undefined && !(mb >= MEMORY_MB.least && mb <= MEMORY_MB.most))
      problems.push(error(where, `memoryMB must be ${MEMORY_MB.least} to ${MEMORY_MB.most}`));
  }
  const timers = modulesOf(manifest, 'scheduledTrigger');
  if (timers.length > SCHEDULED_MOST)
    problems.push(error('scheduledTrigger', `at most ${SCHEDULED_MOST} per app`));
  if (timers.filter((t) => t.interval === 'fiveMinute').length > 1)
    problems.push(error('scheduledTrigger', 'at most one with interval fiveMinute'));
  const queues = modulesOf(manifest, 'consumer').map((c) => c.queue);
  if (new Set(queues).size !== queues.length)
    problems.push(error('consumer', 'two consumers read the same queue'));
  return problems;
}

/** Modules without which a promise of the project cannot hold. */
function checkPresence(manifest) {
  const problems = [];
  const events = modulesOf(manifest, 'trigger').flatMap((t) => listOf(t.events).map(nameOf));
  if (!events.includes('avi:forge:installed:app'))
    problems.push(
      error(
        'trigger',
        'nothing listens to avi:forge:installed:app: the web trigger would never be registered',
      ),
    );
  if (modulesOf(manifest, 'preUninstall').length === 0)
    problems.push(error('preUninstall', 'missing: the rows of an installation would outlive it'));
  if (!modulesOf(manifest, 'scheduledTrigger').some((t) => t.interval === 'fiveMinute'))
    problems.push(
      error('scheduledTrigger', 'no five-minute sweep: undelivered work orders would never run'),
    );
  return problems;
}

/** Web triggers stay static and are verified in the app; Rovo may read and propose, never execute. */
function checkDoors(manifest) {
  const problems = [];
  for (const door of modulesOf(manifest, 'webtrigger')) {
    if (door.response?.type !== 'static')
      problems.push(
        error(
          `webtrigger ${door.key}`,
          'the response must be static: a first dynamic trigger is a major version',
        ),
      );
    if (door.request !== undefined)
      problems.push(
        error(`webtrigger ${door.key}`, 'leave request out: callers are verified in the app'),
      );
  }
  for (const action of modulesOf(manifest, 'action')) {
    if (!READING_VERBS.includes(action.actionVerb))
      problems.push(
        error(
          `action ${action.key}`,
          `verb ${action.actionVerb}: Rovo may read and propose, never execute`,
        ),
      );
  }
  return problems;
}

/** No Jira credential of a Forge tenant ever reaches the service. */
function checkCredentials(manifest) {
  const holders = [...listOf(manifest.remotes), ...modulesOf(manifest, 'endpoint')];
  const tokens = holders.flatMap((holder) =>
    ['appSystemToken', 'appUserToken']
      .filter((token) => holder.auth?.[token]?.enabled)
      .map((token) =>
        error(`${holder.key}.auth`, `${token} would hand a Jira credential to the service`),
      ),
  );
  const scopes = scopesOf(manifest)
    .filter((scope) => /^read:app-(system|user)-token$/.test(scope))
    .map((scope) =>
      error('permissions.scopes', `${scope} would hand a Jira credential to the service`),
    );
  return [...tokens, ...scopes];
}

/** Nothing but the named remotes is reachable, and what the sources use is asked for. */
function checkExposure(manifest, { sources }) {
  const problems = listOf(manifest.remotes).flatMap((remote) => checkRemote(remote, sources));
  for (const address of openAddresses(manifest.permissions?.external)) {
    problems.push(error('permissions.external', `${address} opens the app to every host`));
  }
  if (/unsafe/.test(JSON.stringify(manifest.permissions?.content ?? {}))) {
    problems.push(error('permissions.content', 'no unsafe scripts or styles'));
  }
  if (/from ['"]@forge\/kvs['"]/.test(sources) && !scopesOf(manifest).includes('storage:app')) {
    problems.push(error('permissions.scopes', '@forge/kvs is used but storage:app is missing'));
  }
  return problems;
}

function checkRemote(remote, sources) {
  const problems = [];
  const urls =
    typeof remote.baseUrl === 'string' ? [remote.baseUrl] : Object.values(remote.baseUrl ?? {});
  for (const url of urls)
    if (!/^https:\/\//.test(String(url)))
      problems.push(error(`remote ${remote.key}`, 'baseUrl must be https'));
  const calls = /invokeRemote\b[^;]*from ['"]@forge\/api['"]/.test(sources);
  if (calls && !listOf(remote.operations).includes('compute'))
    problems.push(
      error(`remote ${remote.key}`, 'invokeRemote from a function needs operation compute'),
    );
  return problems;
}

/** Every address under permissions.external that means "anywhere". */
function openAddresses(external) {
  if (typeof external === 'string')
    return external === '*' || /^https?:\/\/\*\.?[a-z]*$/.test(external) ? [external] : [];
  return Object.values(external ?? {}).flatMap(openAddresses);
}

/** Work orders build their paths at run time, so the linter is blind to them: compare the scopes with the operations we send. */
function checkScopes(manifest, { operations }) {
  if (!operations)
    return [
      {
        level: 'warning',
        by: 'kraken',
        where: 'permissions.scopes',
        message: 'no list of operations given (--operations): scopes were not compared',
      },
    ];
  const scopes = scopesOf(manifest);
  const needed = new Set(operations.flatMap((operation) => operation.scopes));
  const missing = operations.flatMap(({ method, path, scopes: wanted }) =>
    wanted
      .filter((scope) => !scopes.includes(scope))
      .map((scope) => error('permissions.scopes', `${method} ${path} needs ${scope}`)),
  );
  const spare = scopes
    .filter((scope) => /jira/.test(scope) && !needed.has(scope))
    .map((scope) => error('permissions.scopes', `${scope} is asked for but no operation needs it`));
  return [...missing, ...spare];
}

/**
 * Runs all own checks.
 * `tables`: `schema` (Atlassian's manifest schema), `requiredScopesOf(event, scopes)`, `sources` (text of all sources),
 * `operations` (`{method, path, scopes[]}[]` or undefined). Returns problems `{level, by, where, message}`.
 */
async function runOwnChecks(manifest, tables) {
  const pure = [
    checkProperties,
    checkLimits,
    checkPresence,
    checkDoors,
    checkCredentials,
    checkExposure,
    checkScopes,
  ];
  return [
    ...(await checkEvents(manifest, tables)),
    ...pure.flatMap((check) => check(manifest, tables)),
  ];
}

module.exports = { runOwnChecks, scopesOf };
