#!/usr/bin/env node
/**
 * Bundles the Forge app with Atlassian's own bundlers, offline.
 *   node tools/forge-bundle.cjs <folder of manifest.yml> <output folder> [--force]
 * Result: `<out>/functions/index.cjs` and `<out>/ui/<resource key>/...`. Type errors of the app fail it, as at a deployment.
 * A hash over everything that goes in is kept in `<out>/inputs.sha256`; the same inputs are not bundled twice.
 * Leaves out: uploading, and the runtime wrapper Atlassian's servers add (a stub stands in for it).
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const HASH_FILE = 'inputs.sha256';
const say = (line) => process.stdout.write(`${line}\n`);

/** The package lock that decides the versions: in the app's folder or above it. */
function findLock(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    const lock = path.join(at, 'package-lock.json');
    if (fs.existsSync(lock)) return lock;
    if (at === path.dirname(at)) return undefined;
  }
}

/** All files below a folder, sorted; a file stands for itself, a missing path for nothing. */
function filesOf(target) {
  if (!target || !fs.existsSync(target)) return [];
  if (fs.statSync(target).isFile()) return [target];
  return fs
    .readdirSync(target, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => filesOf(path.join(target, entry.name)))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
}

/** SHA-256 over names and contents of everything the bundlers read. */
function hashInputs(app, manifest) {
  const own = [
    'manifest.yml',
    'tsconfig.json',
    'package.json',
    'src',
    'forge-app/src',
    'shared/dist',
  ];
  const resources = (manifest.resources ?? []).map((resource) => path.dirname(resource.path));
  const targets = [...new Set([...own, ...resources])].map((name) => path.join(app, name));
  const hash = createHash('sha256');
  for (const file of [...targets, findLock(app), __filename].flatMap(filesOf)) {
    hash
      .update(`${path.relative(app, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Copies one bundler's output and names its files with their sizes. */
function copyOutput(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true });
  return fs
    .readdirSync(to)
    .map((name) => `${name} ${fs.statSync(path.join(to, name)).size}`)
    .join(', ');
}

/** `index.consume` -> module `index`, function `consume`. */
function toHandler({ handler }) {
  const dot = handler.lastIndexOf('.');
  return { module: handler.slice(0, dot), func: handler.slice(dot + 1) };
}

async function bundleFunctions({ bundlerTools, reader, config, logger, app, out, manifest }) {
  const { getNodeBundler, getEntryPoints, getWrapperProvider } = bundlerTools;
  const handlers = manifest.modules.function.map(toHandler);
  const bundler = getNodeBundler(logger, getWrapperProvider({ fileSystemReader: reader }), config);
  const entryPoints = getEntryPoints(handlers);
  const result = await bundler.bundle({
    appDirectory: app,
    entryPoints,
    handlers,
    i18nConfig: undefined,
  });
  say(`functions: ${copyOutput(result.outputDir, path.join(out, 'functions'))}`);
}

async function bundlePages({ bundlerTools, logger, out, manifest }) {
  const pages = (manifest.resources ?? []).filter((r) => r.entry || /\.[jt]sx?$/.test(r.path));
  const result = await new bundlerTools.NativeUIBundler(logger).bundleResources(
    pages,
    undefined,
    false,
  );
  for (const page of result.nativeUiBundlesDetails) {
    say(`ui/${page.key}: ${copyOutput(page.path, path.join(out, 'ui', page.key))}`);
  }
}

/** True while the process that wrote the lock lives. */
function isHeld(lock) {
  try {
    process.kill(Number(fs.readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs `work` while no other process bundles into the same folder; a lock of a dead process counts as none. */
async function holdingLock(out, work) {
  const lock = `${out}.lock`;
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isHeld(lock)) await new Promise((resolve) => setTimeout(resolve, 200));
      else fs.rmSync(lock, { force: true });
    }
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** Reads the manifest with Atlassian's reader and bundles what it names; reuses an output made from the same inputs. */
async function bundleApp(app, out, force) {
  process.env.FORGE_RUNTIME_PATH ??= path.join(__dirname, 'forge-stub-runtime');
  process.chdir(app);
  const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
  const reader = new FileSystemReader();
  const config = new ConfigFile(reader, new FileSystemWriter());
  const manifest = await config.readConfig();
  const hash = hashInputs(app, manifest);
  await holdingLock(out, async () => {
    const hashFile = path.join(out, HASH_FILE);
    if (!force && fs.existsSync(hashFile) && fs.readFileSync(hashFile, 'utf8').trim() === hash) {
      say(`bundle reused: ${out} was made from the same inputs`);
      return;
    }
    fs.rmSync(hashFile, { force: true });
    const logger = { info: say, warn: say, error: say, debug() {}, trace() {} };
    const bundlerTools = require('@forge/bundler');
    const task = { bundlerTools, reader, config, logger, app, out, manifest };
    await bundleFunctions(task);
    await bundlePages(task);
    fs.writeFileSync(hashFile, `${hash}\n`);
  });
}

async function main() {
  const [app = '.', out = 'build/forge'] = process.argv
    .slice(2)
    .filter((word) => !word.startsWith('--'))
    .map((p) => path.resolve(p));
  await bundleApp(path.resolve(app), path.resolve(out), process.argv.includes('--force'));
}

main().then(
  () => process.exit(0), // the bundlers leave handles open
  (error) => {
    process.stderr.write(`bundling failed: ${error.message}\n`);
    process.exit(1);
  },
);
