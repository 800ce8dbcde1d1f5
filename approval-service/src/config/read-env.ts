/** Reads the environment by name, once. `X_FILE` gives the value of `X` from a file. Nothing else reads it. */
import { readFileSync } from 'node:fs';
import { ServiceError } from '../errors.ts';

/** Every variable of `npm start`, as in HTTP.md and `.env.example`. */
export const VARIABLES = [
  'PUBLIC_URL',
  'HOST',
  'PORT',
  'DATA_DIR',
  'MASTER_KEY',
  'FORGE_APP_ID',
  'FORGE_JWKS_URL',
  'FORGE_ENVIRONMENTS',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_MODEL',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_DAILY_USD',
  'ANTHROPIC_CALLS_PER_MINUTE',
  'TRUSTED_PROXIES',
  'LOG_LEVEL',
] as const;

export type Variable = (typeof VARIABLES)[number];
export type Env = Partial<Record<Variable, string>>;

/** Variables that may come from a file instead. */
export const SECRET_VARIABLES: readonly Variable[] = ['MASTER_KEY', 'ANTHROPIC_API_KEY'];

/** Picks our variables out of an environment; empty means absent. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const env: Env = {};
  for (const name of VARIABLES) {
    const value =
      source[name] ?? (SECRET_VARIABLES.includes(name) ? fromFile(name, source) : undefined);
    if (value !== undefined && value !== '') env[name] = value;
  }
  return env;
}

function fromFile(
  name: Variable,
  source: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const file = source[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new ServiceError('internal', `${name}_FILE names a file that cannot be read`, { cause });
  }
}
