/** The only place of the service that makes ids and random values. */
import { randomBytes } from 'node:crypto';
import { ID_PREFIXES, type IdTypes } from '@kraken/shared';
import { uuidv7 } from 'uuidv7';
import type { Random } from '../../ports.ts';

/** Cryptographically strong randomness; ids are UUIDv7 and therefore sort by time. */
export const systemRandom: Random = {
  id: <K extends keyof IdTypes>(kind: K) =>
    `${ID_PREFIXES[kind]}${uuidv7().replaceAll('-', '')}` as IdTypes[K],
  token: (bytes) => randomBytes(bytes).toString('base64url'),
};
