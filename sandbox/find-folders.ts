/** Where the sandbox finds what it is made of: the repository, the app's bundle and Atlassian's documents. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

/** The repository's root, where `manifest.yml` lies. */
export const ROOT = resolve(import.meta.dirname, '..');

/** Where `tools/forge-bundle.cjs` puts the app. */
export const BUNDLE = join(ROOT, 'build', 'forge');

/** Folder of Atlassian's OpenAPI documents, which are not part of this repository; undefined when they are not at hand. */
export function findDocuments(): string | undefined {
  const data = process.env['KRAKEN_TEST_DATA'] ?? join(ROOT, '..', 'shared', 'data');
  const folder = join(data, 'jira-openapi');
  return existsSync(folder) ? folder : undefined;
}
