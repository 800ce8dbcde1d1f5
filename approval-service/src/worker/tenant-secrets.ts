/** What of a site must not leave even where somebody pasted it into a ticket. */
import { keyContext } from '../execute/issue-order.ts';
import type { Instance, Keys } from '../ports.ts';

/** The key that signs orders of the installation, as text; masked before a ticket is sent to the model. */
export function tenantSecrets({ sealer }: Keys, instance: Instance): string[] {
  return [sealer.unseal(instance.keySealed, keyContext(instance))];
}
