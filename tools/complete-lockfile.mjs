/**
 * Adds to package-lock.json the platform packages that npm left out because it could not fetch them on this machine;
 * without them `npm ci` fails elsewhere. Run after every change of the lock. Adds version, os, cpu and libc only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const FILE = 'package-lock.json';
const SYSTEMS = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};
const PROCESSORS = 'arm arm64 armv7l ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(
  ' ',
);

/** Where a dependency of the package at `place` may stand, nearest first. */
function candidates(place, name) {
  const places = [`${place}/node_modules/${name}`];
  let at = place;
  while (at.includes('node_modules/')) {
    at = at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '');
    places.push(`${at === '' ? '' : `${at}/`}node_modules/${name}`);
  }
  return places;
}

/** What the name of a platform package says of its platform. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = words.map((word) => SYSTEMS[word]).find(Boolean);
  const processor = words.find((word) => PROCESSORS.includes(word));
  const isMusl = words.some((word) => word.endsWith('musl'));
  const isGnu = words.some((word) => word.startsWith('gnu'));
  return {
    ...(processor ? { cpu: [processor] } : {}),
    ...(isMusl ? { libc: ['musl'] } : {}),
    ...(isGnu ? { libc: ['glibc'] } : {}),
    ...(system ? { os: [system] } : {}),
  };
}

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
let added = 0;
for (const [place, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (candidates(place, name).some((one) => lock.packages[one])) continue;
    const platform = platformOf(name);
    if (!platform.os && !platform.cpu) continue;
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platform,
    };
    added += 1;
  }
}
const ordered = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  FILE,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(ordered) }, null, 2)}\n`,
);
process.stdout.write(`${added} packages added\n`);
