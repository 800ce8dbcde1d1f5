/** Typed settings of a deployment out of the environment; refuses to guess. */
import { resolve } from 'node:path';
import { ServiceError } from '../errors.ts';
import type { Env, Variable } from './read-env.ts';
import { readMasterKey, readModelKey, type SecretBytes, type SecretText } from './secrets.ts';

export interface Config {
  publicUrl: URL;
  host: string;
  port: number;
  dataDir: string;
  masterKey: SecretBytes;
  forge: { appId: string; jwksUrl: string; environments: string[] };
  /** Undefined: the playbook reads alone. */
  model: ModelConfig | undefined;
  trustedProxies: string[];
  logLevel: string;
}

export interface ModelConfig {
  apiKey: SecretText;
  /** Undefined: the default of the adapter. */
  modelId: string | undefined;
  baseUrl: string;
  /** Per tenant. */
  callsPerMinute: number;
  /** Per tenant and day (UTC), millionths of a US dollar. */
  dailyMicroUsd: number;
}

const ATLASSIAN_JWKS = 'https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json';
const ANTHROPIC_API = 'https://api.anthropic.com';
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

function refuse(sentence: string): never {
  throw new ServiceError('internal', sentence);
}

/** True for the machine's own addresses, where plain http is allowed. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

function readPublicUrl(env: Env): URL {
  const url = URL.parse(env.PUBLIC_URL ?? '');
  if (!url)
    return refuse(
      'PUBLIC_URL is missing; set it to the address people open, e.g. https://kraken.example.com',
    );
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return refuse('PUBLIC_URL must start with https:// (http is for loopback only)');
  }
  return url;
}

function readPort(env: Env): number {
  const port = Number(env.PORT ?? '3000');
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? port
    : refuse('PORT must be a number from 0 to 65535');
}

function readForge(env: Env): Config['forge'] {
  const appId = env.FORGE_APP_ID ?? '';
  if (!/^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/.test(appId)) {
    return refuse(
      'FORGE_APP_ID is missing or malformed; copy app.id of manifest.yml (ari:cloud:ecosystem::app/…)',
    );
  }
  const environments = (env.FORGE_ENVIRONMENTS ?? 'PRODUCTION')
    .split(',')
    .map((name) => name.trim());
  const jwksUrl = env.FORGE_JWKS_URL ?? ATLASSIAN_JWKS;
  const parsed = URL.parse(jwksUrl);
  if (!parsed || (parsed.protocol !== 'https:' && !isLoopback(parsed))) {
    return refuse('FORGE_JWKS_URL must be an https address');
  }
  return { appId, jwksUrl, environments };
}

function readNumber(
  name: Variable,
  env: Env,
  bounds: { least: number; most: number; usual: number },
) {
  const value = Number(env[name] ?? bounds.usual);
  return value >= bounds.least && value <= bounds.most
    ? value
    : refuse(`${name} must be a number from ${bounds.least} to ${bounds.most}`);
}

function readModel(env: Env): ModelConfig | undefined {
  const apiKey = readModelKey(env);
  if (apiKey === undefined) return undefined;
  const baseUrl = env.ANTHROPIC_BASE_URL ?? ANTHROPIC_API;
  const parsed = URL.parse(baseUrl);
  if (!parsed || (parsed.protocol !== 'https:' && !isLoopback(parsed))) {
    return refuse('ANTHROPIC_BASE_URL must be an https address');
  }
  const modelId = env.ANTHROPIC_MODEL;
  if (modelId !== undefined && !/^[a-z0-9][a-z0-9.@:_-]{2,99}$/.test(modelId)) {
    return refuse('ANTHROPIC_MODEL must be the id of a model, such as claude-sonnet-5-5');
  }
  const dollars = readNumber('ANTHROPIC_DAILY_USD', env, { least: 1, most: 100_000, usual: 10 });
  const bounds = { least: 1, most: 10_000, usual: 30 };
  return {
    apiKey,
    modelId,
    baseUrl,
    callsPerMinute: Math.floor(readNumber('ANTHROPIC_CALLS_PER_MINUTE', env, bounds)),
    dailyMicroUsd: Math.floor(dollars * 1_000_000),
  };
}

/** Builds the settings. Throws a ServiceError with one sentence that says what to do. */
export function readConfig(env: Env): Config {
  const logLevel = env.LOG_LEVEL ?? 'info';
  if (!LEVELS.includes(logLevel)) return refuse(`LOG_LEVEL must be one of ${LEVELS.join(', ')}`);
  return {
    publicUrl: readPublicUrl(env),
    host: env.HOST ?? '127.0.0.1',
    port: readPort(env),
    dataDir: resolve(env.DATA_DIR ?? './.data'),
    masterKey: readMasterKey(env),
    forge: readForge(env),
    model: readModel(env),
    trustedProxies: (env.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean),
    logLevel,
  };
}
