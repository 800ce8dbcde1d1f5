/** Starts the parts of a sandbox and joins them: Jira's events to the platform, its calls to the service, the service to the model. */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { machineNow, moveAppClock } from './app-clock.ts';
import { captureAppLines } from './capture-app-lines.ts';
import { type Claude, createClaude } from './claude/create-claude.ts';
import { serveClaude } from './claude/serve-claude.ts';
import { BUNDLE, findDocuments, ROOT } from './find-folders.ts';
import { createForgeHost, type ForgeHost, type JiraEvent } from './forge-host/create-host.ts';
import { createJiraSite, type FaultSettings, type JiraSite } from './jira/create-site.ts';
import { runService, type ServiceRunner } from './run-service.ts';
import type { SandboxOptions } from './sandbox-types.ts';
import { delayScaleOf } from './usual-faults.ts';

const REMOTE = 'approval-service';
const SEEDS = 2 ** 31;

/** The scopes the app's manifest asks for. */
function readScopes(): string[] {
  const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')) as {
    permissions: { scopes: string[] };
  };
  return manifest.permissions.scopes;
}

/** Parts that are running, and how to stop them. */
export interface Parts {
  jira: JiraSite;
  jiraUrl: string;
  claude: Claude;
  claudeUrl: string;
  host: ForgeHost;
  service: ServiceRunner;
  events: readonly JiraEvent[];
  appLines: readonly string[];
  dataDir: string;
  seed: number;
  clock: SystemClock;
  /** What goes wrong now. */
  faults: FaultSettings;
  closing: Array<() => Promise<void> | void>;
}

/** The machine's clock plus an offset all parts share. */
export interface SystemClock {
  nowMs(): number;
  offsetMs(): number;
  move(ms: number): number;
}

function createClock(base: () => number, startOffsetMs: number): SystemClock {
  let offset = startOffsetMs;
  return {
    nowMs: () => base() + offset,
    offsetMs: () => offset,
    move: (ms) => {
      offset += ms;
      return offset;
    },
  };
}

/** What the parts are told in common. */
interface Common {
  options: SandboxOptions;
  seed: number;
  clock: SystemClock;
  closing: Parts['closing'];
}

/** Starts all parts; `closing` gets what stops them, in the order of their start. */
export async function startParts(
  options: SandboxOptions,
  closing: Parts['closing'],
): Promise<Parts> {
  const seed = options.seed ?? randomInt(SEEDS);
  const clock = createClock(options.baseClock ?? machineNow, options.clockOffsetMs ?? 0);
  const common = { options, seed, clock, closing };
  const later: { host?: ForgeHost } = {};
  const events: JiraEvent[] = [];
  const { jira, jiraUrl } = await startJira(common, (event) => {
    events.push(event);
    later.host?.deliver(event);
  });
  const { host, appLines } = await startHost(common, jira, jiraUrl);
  later.host = host;
  const { claude, claudeUrl } = await startClaude(common);
  const { service, dataDir } = await startService(common, { host, claude, claudeUrl });
  host.setRemote(REMOTE, service.url);
  return {
    jira,
    jiraUrl,
    claude,
    claudeUrl,
    host,
    service,
    events,
    appLines,
    dataDir,
    seed,
    clock,
    faults: {},
    closing,
  };
}

async function startJira(
  { options, seed, clock, closing }: Common,
  onEvent: (event: JiraEvent) => void,
): Promise<Pick<Parts, 'jira' | 'jiraUrl'>> {
  const { documentsFolder } = options;
  const jira = createJiraSite({
    clock: () => Math.floor(clock.nowMs()),
    seed,
    scopes: readScopes(),
    documentsFolder: documentsFolder === null ? undefined : (documentsFolder ?? findDocuments()),
    notice: options.notice ?? (() => undefined),
    onEvent: (event) => onEvent(event as unknown as JiraEvent),
  });
  closing.push(() => jira.close());
  return { jira, jiraUrl: (await jira.listen()).url };
}

async function startClaude({
  seed,
  clock,
  closing,
}: Common): Promise<Pick<Parts, 'claude' | 'claudeUrl'>> {
  const apiKey = `sk-ant-sandbox-${randomBytes(24).toString('base64url')}`;
  const claude = createClaude({ apiKey, seed, nowMs: () => Math.floor(clock.nowMs()) });
  const server = await serveClaude(claude);
  closing.push(() => server.close());
  return { claude, claudeUrl: server.url };
}

async function startHost(
  { options, seed, clock, closing }: Common,
  jira: JiraSite,
  jiraUrl: string,
): Promise<Pick<Parts, 'host' | 'appLines'>> {
  const host = await createForgeHost({
    appFolder: ROOT,
    bundleFolder: options.bundleFolder ?? BUNDLE,
    jiraUrl,
    cloudId: jira.cloudId,
    siteUrl: jira.siteUrl,
    remotes: {},
    clock: () => Math.floor(clock.nowMs()),
    seed,
    isPanelPinned: (moduleId, issueKey) => isPinned(jira, moduleId, issueKey),
    delayScale: delayScaleOf(options),
  });
  closing.push(() => host.close());
  const installationUuid = host.installationId.split('/').at(-1) ?? '';
  const appLines: string[] = [];
  closing.push(moveAppClock(installationUuid, clock.offsetMs));
  closing.push(captureAppLines(installationUuid, (line) => appLines.push(line)));
  return { host, appLines };
}

function isPinned(jira: JiraSite, moduleId: string, issueKey: string): boolean {
  const { issues, projects } = jira.state();
  const project = projects[issues[issueKey]?.project ?? ''];
  return project?.pinnedModules.includes(moduleId) ?? false;
}

async function startService(
  { options, clock, closing }: Common,
  { host, claude, claudeUrl }: Pick<Parts, 'host' | 'claude' | 'claudeUrl'>,
): Promise<Pick<Parts, 'service' | 'dataDir'>> {
  const dataDir = options.dataDir ?? temporaryFolder(closing);
  const service = await runService({
    settings: {
      dataDir,
      masterKey: randomBytes(32).toString('base64'),
      appId: host.appId,
      jwksUrl: host.jwksUrl,
      environments: ['DEVELOPMENT'],
      logLevel: 'info',
      webTriggerOrigin: new URL(host.url).origin,
      model: { apiKey: claude.apiKey, baseUrl: claudeUrl, timeoutMs: options.modelTimeoutMs },
    },
    port: options.port,
    clockOffsetMs: clock.offsetMs,
    restartOnCrash: options.restartOnCrash ?? true,
    crashes: options.crashes,
  });
  closing.push(() => service.close());
  return { service, dataDir };
}

function temporaryFolder(closing: Parts['closing']): string {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-sandbox-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** Stops everything, last started first. */
export async function closeAll(closing: Parts['closing']): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}
