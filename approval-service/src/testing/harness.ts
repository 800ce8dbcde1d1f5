/**
 * The service for tests: real SQLite, real Hono, real tokens; only the outside (Jira's answers, the app) is played
 * by the test. Deterministic ids and clock.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeliveryBody } from '@kraken/shared';
import * as jose from 'jose';
import { compose, type Overrides, type Service } from '../compose.ts';
import type { Config } from '../config/config.ts';
import { SecretBytes } from '../config/secrets.ts';
import type { Log } from '../ports.ts';

export const APP_ID = 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555';
export const INSTALLATION =
  'ari:cloud:ecosystem::installation/99999999-0000-4000-8000-000000000001';
export const OTHER_INSTALLATION =
  'ari:cloud:ecosystem::installation/99999999-0000-4000-8000-000000000002';

/** A clock that moves when told. */
export interface TestClock {
  nowMs(): number;
  advance(ms: number): void;
}

export interface Harness {
  service: Service;
  clock: TestClock;
  folder: string;
  lines: string[];
  /** Signs an invocation token; overrides replace claims. */
  mintToken(overrides?: TokenOverrides): Promise<string>;
  /** Sends a request as the Forge app. */
  asApp(
    method: string,
    path: string,
    body?: unknown,
    overrides?: TokenOverrides,
  ): Promise<Response>;
  close(): Promise<void>;
}

export interface TokenOverrides {
  installationId?: string;
  appId?: string;
  audience?: string;
  issuer?: string;
  environment?: string;
  issuedAt?: number;
  expiresAt?: number | null;
  tokenId?: string;
  key?: jose.CryptoKey | Uint8Array;
  algorithm?: string;
  claims?: Record<string, unknown>;
}

const START_MS = Date.UTC(2026, 10, 24, 12, 0, 0);

function createClock(): TestClock {
  let now = START_MS;
  return {
    nowMs: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** One pair for all services of a test file: making it takes longer than most tests. */
let keyPair: Promise<jose.GenerateKeyPairResult> | undefined;

async function serveKeys(): Promise<{ server: Server; url: string; privateKey: jose.CryptoKey }> {
  keyPair ??= jose.generateKeyPair('RS256');
  const { privateKey, publicKey } = await keyPair;
  const jwks = {
    keys: [{ ...(await jose.exportJWK(publicKey)), kid: 'test-1', alg: 'RS256', use: 'sig' }],
  };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    privateKey,
  };
}

/** Starts a service with its own database and token keys. The worker runs only when the test starts it. */
export async function startHarness(overrides: Overrides = {}): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-service-'));
  const keys = await serveKeys();
  const clock = createClock();
  const lines: string[] = [];
  const log: Log = {
    info: (event, fields) => void lines.push(JSON.stringify({ event, ...fields })),
    warn: (event, fields) => void lines.push(JSON.stringify({ event, ...fields })),
    error: (event, error, fields) =>
      void lines.push(JSON.stringify({ event, ...fields, error: String(error) })),
  };
  const config: Config = {
    publicUrl: new URL('http://127.0.0.1:3000'),
    host: '127.0.0.1',
    port: 0,
    dataDir: join(folder, 'data'),
    masterKey: new SecretBytes(
      new Uint8Array(Array.from({ length: 32 }, (_, index) => index * 7 + 3)),
    ),
    forge: { appId: APP_ID, jwksUrl: keys.url, environments: ['DEVELOPMENT'] },
    model: undefined,
    trustedProxies: ['unknown'], // requests of app.request() have no socket; tests name their own address
    logLevel: 'info',
  };
  const service = await compose(config, {
    clock,
    log,
    isWebTriggerHost: ({ hostname }) => hostname === 'trigger.example.com',
    ...overrides,
  });
  let tokens = 0;
  const mintToken = (given: TokenOverrides = {}): Promise<string> => {
    tokens += 1;
    return signToken(given, {
      privateKey: keys.privateKey,
      nowMs: clock.nowMs(),
      tokenId: `token-${tokens}`,
    });
  };
  return {
    service,
    clock,
    folder,
    lines,
    mintToken,
    asApp: async (method, path, body, given) =>
      service.app.request(path, {
        method,
        headers: {
          authorization: `Bearer ${await mintToken(given)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await service.close();
      keys.server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signToken(
  given: TokenOverrides,
  defaults: { privateKey: jose.CryptoKey; nowMs: number; tokenId: string },
): Promise<string> {
  const iat = given.issuedAt ?? Math.floor(defaults.nowMs / 1_000);
  const jwt = new jose.SignJWT({
    app: {
      id: given.appId ?? APP_ID,
      version: '1',
      installationId: given.installationId ?? INSTALLATION,
      environment: {
        type: given.environment ?? 'DEVELOPMENT',
        id: 'ari:cloud:ecosystem::environment/x/y',
      },
      module: { type: 'core:function', key: 'consume-fn' },
    },
    ...given.claims,
  })
    .setProtectedHeader({ alg: given.algorithm ?? 'RS256', kid: 'test-1' })
    .setIssuer(given.issuer ?? 'forge/invocation-token')
    .setAudience(given.audience ?? APP_ID)
    .setIssuedAt(iat)
    .setNotBefore(iat)
    .setJti(given.tokenId ?? defaults.tokenId);
  if (given.expiresAt !== null) jwt.setExpirationTime(given.expiresAt ?? iat + 25);
  return jwt.sign(given.key ?? defaults.privateKey);
}

/** Registers the installation as the app does after being installed. */
export async function register(harness: Harness, installationId = INSTALLATION): Promise<void> {
  const answer = await harness.asApp(
    'POST',
    '/forge/v1/lifecycle',
    {
      event: 'installed',
      cloudId: '4c822e2f-510f-48b9-b8d0-8419d0932949',
      siteUrl: 'https://example.atlassian.net',
      appAccountId: 'app-account',
      webTrigger: {
        url: 'https://trigger.example.com/x',
        key: Buffer.alloc(32, 9).toString('base64'),
      },
    },
    { installationId },
  );
  if (answer.status !== 200)
    throw new Error(`lifecycle answered ${answer.status}: ${await answer.text()}`);
}

/** A delivery with sensible routing; `text` becomes the summary. */
export function delivery(
  text: string,
  over: { key?: string; issueId?: string; atMs?: number; readAtMs?: number } = {},
): DeliveryBody {
  const issueId = over.issueId ?? '10001';
  return {
    deliveryKey: over.key ?? `issue.created:${issueId}:1`,
    event: {
      type: 'issue.created',
      atMs: over.atMs ?? START_MS,
      readAtMs: over.readAtMs ?? START_MS,
      actorAccountId: 'dan',
    },
    routing: {
      issueId,
      issueKey: `HELP-${issueId}`,
      projectId: '10000',
      projectKey: 'HELP',
      isServiceDesk: false,
      reporterAccountId: 'dan',
      creatorAccountId: 'dan',
      summaryAuthorAccountId: 'dan',
      descriptionAuthorAccountId: 'dan',
      commentAuthors: {},
    },
    snapshot: {
      summary: text,
      description: '',
      reporterDisplayName: 'Dan',
      status: 'To Do',
      comments: [],
    },
  };
}
