/** The action types that may run by themselves, for the switches of the administration page. Function code only. */
import { CATALOGUE } from '@kraken/shared';
import type { AutomaticType } from './admin-contract';

/** In catalogue order. */
export function listAutomaticTypes(): AutomaticType[] {
  return CATALOGUE.filter(
    ({ defaultClass, connections, alwaysWaits }) =>
      defaultClass === 'auto-execute' && connections.includes('forge') && alwaysWaits === undefined,
  ).map(({ type, title }) => ({ type, title }));
}
