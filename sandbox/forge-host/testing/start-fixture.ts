/** The fixture app, bundled once and hosted between a recording Jira and a recording service. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  createForgeHost,
  type ForgeHost,
  type ForgeHostOptions,
  type HostTimers,
} from '../create-host.ts';
import { type Answerer, type RecordServer, startRecordServer } from './record-server.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const APP = path.join(import.meta.dirname, 'app');
const BUNDLE = path.join(ROOT, 'build/forge-host-fixture');

/** Host, Jira and service of one test. */
export interface Fixture {
  readonly host: ForgeHost;
  readonly jira: RecordServer;
  readonly service: RecordServer;
  /** Bodies the app told the service on `/told`. */
  told(): unknown[];
  stop(): Promise<void>;
}

/** Bundles the fixture with the real bundlers, unless its inputs have not changed. */
export function bundleFixture(): void {
  execFileSync(process.execPath, [path.join(ROOT, 'tools/forge-bundle.cjs'), APP, BUNDLE], {
    stdio: 'pipe',
  });
}

/** A small Jira: who am I, one issue, everybody called ana is an administrator. */
export const answerAsJira: Answerer = ({ path: url, headers }) => {
  const actor = String(headers['x-sandbox-actor'] ?? 'nobody');
  const [pathname = ''] = url.split('?');
  if (pathname.endsWith('/slow')) return undefined;
  if (pathname.endsWith('/myself')) return { status: 200, body: { actor } };
  if (pathname.endsWith('/mypermissions'))
    return {
      status: 200,
      body: { permissions: { ADMINISTER: { havePermission: actor === 'user:ana' } } },
    };
  if (pathname.endsWith('/user')) return { status: 200, body: { displayName: 'Ana Lima' } };
  if (pathname.endsWith('/users/search'))
    return { status: 200, body: [{ accountId: 'ana', displayName: 'Ana Lima' }] };
  if (pathname.endsWith('/comment')) return { status: 200, body: { comments: COMMENTS } };
  if (/\/issue\/(KRK-1|10001)$/.test(pathname) && actor !== 'user:stranger')
    return { status: 200, body: ISSUE };
  return { status: 404, body: {} };
};

const adf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const COMMENTS = [
  {
    id: '1',
    author: { displayName: 'Ben' },
    body: adf('<script>alert(1)</script>'),
    created: '2026-11-24T10:00:00.000Z',
  },
  {
    id: '2',
    author: { displayName: 'Kraken' },
    body: adf('for administrators'),
    created: '2026-11-24T10:01:00.000Z',
    visibility: { type: 'group', value: 'jira-administrators' },
  },
];
const ISSUE = {
  id: '10001',
  key: 'KRK-1',
  fields: {
    summary: 'Add <Dana> to ABC',
    description: adf('Please'),
    status: { name: 'To Do' },
    reporter: { displayName: 'Dana' },
    project: { id: '1', key: 'KRK', name: 'Kraken' },
    issuetype: { id: '2', name: 'Task' },
  },
};

/** Timers that fire when told: `fire(ms)` runs everything waiting for at least that long. */
export interface ManualTimers extends HostTimers {
  fire(leastMs: number): void;
}

/** Long waits (timeouts) are held until `fire`; short ones (polling) run at once. */
export function createManualTimers(): ManualTimers {
  const held = new Set<{ ms: number; run: () => void }>();
  return {
    after: (ms, run) => {
      if (ms < 1000) {
        const handle = setTimeout(run, 0);
        return () => clearTimeout(handle);
      }
      const entry = { ms, run };
      held.add(entry);
      return () => held.delete(entry);
    },
    fire: (leastMs) => {
      for (const entry of [...held].filter((e) => e.ms >= leastMs)) {
        held.delete(entry);
        entry.run();
      }
    },
  };
}

/** Starts a fixture; not installed yet. */
export async function startFixture(
  options: Partial<ForgeHostOptions> = {},
  answerAsService: Answerer = () => ({ status: 200, body: { ok: true } }),
): Promise<Fixture> {
  const jira = await startRecordServer(answerAsJira);
  const service = await startRecordServer(answerAsService);
  const host = await createForgeHost({
    appFolder: APP,
    bundleFolder: BUNDLE,
    jiraUrl: jira.url,
    cloudId: '4c822e2f-510f-48b9-b8d0-8419d0932949',
    siteUrl: 'https://example.atlassian.net',
    remotes: { service: service.url },
    clock: () => Date.now(),
    delayScale: 0,
    ...options,
  });
  const stop = async (): Promise<void> => {
    await host.close();
    await Promise.all([jira.close(), service.close()]);
  };
  return { host, jira, service, told: () => service.bodiesOf('/told'), stop };
}
