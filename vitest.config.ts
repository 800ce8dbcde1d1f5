/** Test projects: one per package, all reading our packages from source. Browser tests have their own command. */
import { defineConfig } from 'vitest/config';

const conditions = ['@kraken/source', 'module', 'node', 'development|production'];
const source = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};
const shared = {
  execArgv: ['--conditions=@kraken/source'],
  testTimeout: 180_000,
  hookTimeout: 120_000,
};

const project = (name: string, include: string[], isolate = true) => ({
  ...source,
  test: {
    ...shared,
    name,
    include,
    isolate,
    exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
  },
});

/** These packages keep nothing between calls outside what a test makes itself, so their modules are loaded once a worker. */
const LOADED_ONCE = false;

export default defineConfig({
  test: {
    maxWorkers: 3, // the sandbox tests wait for their own processes: more workers than cores
    projects: [
      project('shared', ['shared/src/**/*.test.ts'], LOADED_ONCE),
      project(
        'service',
        ['approval-service/src/**/*.test.ts', 'approval-service/tests/**/*.test.ts'],
        LOADED_ONCE,
      ),
      project('forge-app', ['forge-app/src/**/*.test.ts', 'forge-app/src/**/*.test.tsx']),
      project('sandbox', [
        'sandbox/**/*.test.ts',
        'eval/**/*.test.ts',
        'tools/**/*.test.ts',
        'bench/**/*.test.ts',
      ]),
      {
        ...source,
        test: {
          ...shared,
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: ['**/node_modules/**'],
        },
      },
    ],
  },
});
