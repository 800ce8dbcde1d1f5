/**
 * What changes from outside Kraken may touch.
 */
import type { SiteContext } from './operations/operation.ts';

/** What changes need of the site. */
export interface Outside {
  readonly site: SiteContext;
  setGlobalContextRemoval(value: 'allowed' | 'refused'): void;
}
