#!/usr/bin/env node
/**
 * The manifest gate, without login and without network: Atlassian's own validators and linters, plus the checks they lack.
 *   node tools/forge-check.cjs <folder of manifest.yml> [--operations <file>] [--manifests <folder>] [--json]
 * `--operations`: JSON list of `{method, path, scopes[]}`, every Jira operation the app may send. `--manifests`: check every
 * `*.yml` of that folder in place of the app's own manifest, in one process. Exit code 0 or 1.
 * Leaves out: what only Atlassian's servers check at a deployment.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { runOwnChecks } = require('./forge-own-checks.cjs');

const SOURCE_FOLDERS = ['./src', './forge-app/src'];
const say = (line) => process.stdout.write(`${line}\n`);
const once = (make) => {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Atlassian's libraries and the compiled schema: slow to load (5 s), so once per process. */
const atlassian = once(() => {
  const { ProcessorBuilder, ValidationTypes, validateTriggerScopes } = require('@forge/manifest');
  const { lint, getClientSideLintersOnly, parseSourceFile } = require('@forge/lint');
  const { FileSystemReader } = require('@forge/cli-shared');
  const schemaFile = path.join(
    path.dirname(require.resolve('@forge/manifest')),
    'schema/manifest-schema.json',
  );
  return {
    validator: ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build(),
    schema: JSON.parse(fs.readFileSync(schemaFile, 'utf8')),
    reader: new FileSystemReader(),
    validateTriggerScopes,
    lint,
    getClientSideLintersOnly,
    parse: cacheParsing(parseSourceFile),
  };
});

/** The same source is parsed once, however many manifests are checked against it. */
function cacheParsing(parseSourceFile) {
  const parsed = new Map();
  return (file, parser) => {
    const name = path.resolve(file);
    if (!parsed.has(name)) parsed.set(name, parseSourceFile(file, parser));
    return parsed.get(name);
  };
}

/** The OpenAPI text the permission linter wants, made from the operations the app sends. */
function toSwagger(operations) {
  const paths = {};
  for (const { method, path: template, scopes } of operations) {
    const at = template.split('?')[0];
    paths[at] ??= {};
    paths[at][method.toLowerCase()] = {
      'x-atlassian-oauth2-scopes': [{ scheme: 'OAuth2', state: 'Current', scopes }],
    };
  }
  return JSON.stringify({ paths });
}

/** Points the linter at local files: it downloads six OpenAPI texts unless every one of these is set. */
function setSwagger(operations) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'forge-swagger-'));
  const [jira, empty] = ['jira.json', 'empty.json'].map((name) => path.join(folder, name));
  fs.writeFileSync(jira, toSwagger(operations ?? []));
  fs.writeFileSync(empty, '{"paths":{}}');
  const names = ['JSM', 'JSW', 'CONF', 'CONF_V2', 'BB'].map((name) => [
    `LOCAL_${name}_SWAGGER`,
    empty,
  ]);
  Object.assign(process.env, {
    USE_LOCAL_SWAGGER: '1',
    LOCAL_JIRA_SWAGGER: jira,
    ...Object.fromEntries(names),
  });
  return () => fs.rmSync(folder, { recursive: true, force: true });
}

const problem = (level, where, message) => ({ level, by: 'atlassian', where, message });

/**
 * Schema and cross-reference validation; a crash of the validator is an error like any other. The text may come from
 * another file, the references in it are always followed from the app's folder.
 */
async function validate(manifestFile) {
  const [fileValidator, yamlValidator, ...others] = atlassian().validator.validators;
  const found = [];
  let state = manifestFile;
  const run = async (validator) => {
    const result = await validator.validate(state);
    found.push(...(result.errors ?? []));
    state = result.manifestObject ?? state;
  };
  try {
    await run(fileValidator);
    await run(yamlValidator);
    if (typeof state === 'object') state = { ...state, filePath: 'manifest.yml' };
    for (const validator of others) await run(validator);
  } catch (e) {
    found.push({ level: 'error', message: `validator crashed: ${e.message}` });
  }
  const problems = found.map((e) =>
    problem(e.level, `manifest.yml:${e.line ?? 0}:${e.column ?? 0}`, e.message),
  );
  return { problems, manifest: state?.yamlContent };
}

/** Atlassian's scope check of events; it only sees events written as plain strings. */
async function validateTriggers(manifest, scopes) {
  const problems = [];
  for (const trigger of manifest.modules?.trigger ?? []) {
    for (const event of trigger.events ?? []) {
      const { missingScopes } = await atlassian().validateTriggerScopes(event, scopes);
      for (const scope of missingScopes)
        problems.push(
          problem('error', `trigger ${trigger.key}`, `event ${event} needs scope ${scope}`),
        );
    }
  }
  return problems;
}

/** The client-side linters. Those that only repeat the schema validation recompile the 1.2 MB schema and are left out. */
async function lintSources(files, manifest) {
  const { lint, getClientSideLintersOnly, parse } = atlassian();
  const problems = [];
  const logger = {
    info: (m) => m && problems.push(problem('warning', 'lint', m)),
    warn: say,
    error: say,
    debug() {},
    trace() {},
  };
  const flags = { getDeprecatedRuntimes: async () => [] }; // a list Atlassian's tools fetch from a server
  const linters = (await getClientSideLintersOnly(manifest, 'development', logger, flags)).filter(
    (l) => !/ManifestLinter$/.test(l.constructor.name),
  );
  const results = await lint(files, manifest, 'development', logger, flags, {
    linters,
    parseFunction: parse,
  }).catch((e) => {
    problems.push(problem('error', 'lint', e.message));
    return [];
  });
  for (const result of results) {
    for (const [list, level] of [
      ['errors', 'error'],
      ['warnings', 'warning'],
      ['approvals', 'error'],
    ]) {
      for (const e of result[list] ?? [])
        problems.push(problem(level, `${result.file}:${e.line}:${e.column}`, e.message));
    }
  }
  return problems;
}

/** Errors that Atlassian's linter calls warnings although the deployed app could not run. */
const sharpen = (p) =>
  /Cannot find exported function/.test(p.message) && p.level !== 'error'
    ? { ...p, level: 'error', by: 'kraken' }
    : p;

const unique = (problems) => [
  ...new Map(problems.map((p) => [`${p.level} ${p.message}`, p])).values(),
];
const hasError = (problems, by) =>
  problems.some((p) => p.level === 'error' && (!by || p.by === by));

async function requiredScopesOf(event, scopes) {
  const { validateTriggerScopes } = atlassian();
  const known = (await validateTriggerScopes(event, [])).requiredScopes !== null;
  return { known, missing: (await validateTriggerScopes(event, scopes)).missingScopes };
}

/** Everything about one manifest, with the working directory already in the app's folder. */
async function checkManifest(manifestFile, sources, operations) {
  const { problems, manifest } = await validate(manifestFile);
  if (!manifest || typeof manifest !== 'object') {
    if (!hasError(problems)) problems.push(problem('error', 'manifest.yml', 'no manifest in it'));
    return problems;
  }
  const scopes = manifest.permissions?.scopes ?? [];
  if (!hasError(problems)) problems.push(...(await validateTriggers(manifest, scopes)));
  const text = sources.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const own = await runOwnChecks(manifest, {
    schema: atlassian().schema,
    requiredScopesOf,
    sources: text,
    operations,
  }).catch((e) => [
    {
      level: 'error',
      by: 'kraken',
      where: 'manifest.yml',
      message: `cannot be read: ${e.message}`,
    },
  ]);
  if (!hasError(problems)) problems.push(...(await lintSources(sources, manifest)));
  return [...problems, ...own].map(sharpen);
}

/**
 * Checks the app in `folder`. Options: `operations` (`{method, path, scopes[]}[]`), `manifestFiles` (checked in place of
 * `manifest.yml`, against the same sources). One result per manifest:
 * `{ manifestFile, ok, atlassian: 'accepts' | 'rejects', problems: {level, by, where, message}[] }`.
 * Never exits the process; changes its working directory while it runs.
 */
async function checkFolder(folder, { operations, manifestFiles } = {}) {
  const before = process.cwd();
  const removeSwagger = setSwagger(operations);
  process.chdir(folder);
  try {
    const { reader } = atlassian();
    const found = await Promise.all(
      SOURCE_FOLDERS.map((f) => reader.recursiveReadDir(f, ['node_modules', '.git'])),
    );
    const sources = found.flat().filter((file) => !/\.test\.tsx?$/.test(file));
    const results = [];
    for (const manifestFile of manifestFiles ?? ['manifest.yml']) {
      const problems = await checkManifest(manifestFile, sources, operations);
      const verdict = hasError(problems, 'atlassian') ? 'rejects' : 'accepts';
      const ok = !hasError(problems);
      results.push({ manifestFile, ok, atlassian: verdict, problems: unique(problems) });
    }
    return results;
  } finally {
    process.chdir(before);
    removeSwagger();
  }
}

/** The words after an option's name, or undefined. */
function optionOf(words, name) {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

function printReadable(results) {
  for (const { manifestFile, ok, problems } of results) {
    for (const p of problems) say(`${p.level.padEnd(7)} ${p.where} ${p.message}`);
    say(
      ok
        ? `OK: ${manifestFile}`
        : `FAIL: ${manifestFile}, ${problems.filter((p) => p.level === 'error').length} error(s)`,
    );
  }
}

async function main(words) {
  const folder = words.find((word) => !word.startsWith('--')) ?? '.';
  const operationsFile = optionOf(words, '--operations');
  const manifests = optionOf(words, '--manifests');
  const operations = operationsFile
    ? JSON.parse(fs.readFileSync(operationsFile, 'utf8'))
    : undefined;
  const manifestFiles =
    manifests &&
    fs
      .readdirSync(manifests)
      .filter((f) => f.endsWith('.yml'))
      .sort()
      .map((f) => path.resolve(manifests, f));
  const results = await checkFolder(path.resolve(folder), {
    operations,
    ...(manifestFiles ? { manifestFiles } : {}),
  });
  if (words.includes('--json')) say(JSON.stringify(results));
  else printReadable(results);
  return results.every((result) => result.ok) ? 0 : 1;
}

module.exports = { checkFolder };

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (e) => {
      process.stderr.write(`the gate itself failed: ${e.stack}\n`);
      process.exit(1);
    },
  );
}
