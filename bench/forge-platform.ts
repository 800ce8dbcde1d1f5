/** Atlassian's part of the ingest benchmark: signing keys, a JWKS server, tokens and prepared requests. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeliveryBody } from '@kraken/shared';

export const APP_ID = 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555';
export const INSTALLATION =
  'ari:cloud:ecosystem::installation/99999999-0000-4000-8000-000000000001';
/** The clock of service and tokens stands still, so that tokens made beforehand stay valid. */
export const FIXED_MS = Date.UTC(2026, 10, 24, 12, 0, 0);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Platform {
  jwksUrl: string;
  token(tokenId: string): string;
  close(): void;
}

/** Starts the JWKS server and gives a signer. */
export async function startPlatform(): Promise<Platform> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' }],
  };
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    token: (tokenId) => signToken(privateKey, tokenId),
    close: () => server.close(),
  };
}

function signToken(key: KeyObject, tokenId: string): string {
  const iat = FIXED_MS / 1_000;
  const claims = {
    app: {
      id: APP_ID,
      version: '1',
      installationId: INSTALLATION,
      environment: { type: 'DEVELOPMENT', id: 'x' },
      module: { type: 'core:function', key: 'consume-fn' },
    },
    iss: 'forge/invocation-token',
    aud: APP_ID,
    iat,
    nbf: iat,
    exp: iat + 25,
    jti: tokenId,
  };
  const input = `${encode({ alg: 'RS256', kid: 'bench' })}.${encode(claims)}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(key).toString('base64url')}`;
}

const WORDS =
  'the board shows old columns since the last change and nobody in the team can move cards into review '.split(
    ' ',
  );

/** A ticket of about 2 kB of text. */
export function benchDelivery(index: number): DeliveryBody {
  const text = Array.from({ length: 350 }, (_, at) => WORDS[(at * 7 + index) % WORDS.length]).join(
    ' ',
  );
  const issueId = String(100_000 + index);
  return {
    deliveryKey: `issue.created:${issueId}:1`,
    event: { type: 'issue.created', atMs: FIXED_MS, readAtMs: FIXED_MS, actorAccountId: 'dan' },
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
      summary: `Ticket ${index}`,
      description: text,
      reporterDisplayName: 'Dan',
      status: 'To Do',
      comments: [],
    },
  };
}

/** Complete HTTP/1.1 bytes of one delivery. */
export function benchRequest(platform: Platform, index: number): Buffer {
  const body = JSON.stringify(benchDelivery(index));
  return Buffer.from(
    `POST /forge/v1/deliveries HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer ${platform.token(`t${index}`)}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
