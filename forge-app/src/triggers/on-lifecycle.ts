/** Handler of installation and upgrade: registers with the service. */
import { logLine } from '../log';
import { bindPorts, currentInvocation } from '../runtime/bind-ports';
import { readSite } from '../runtime/read-site';
import { register } from './register';

/** A registration that does not succeed is repaired by the sweep within five minutes. */
export async function onLifecycle(event: { eventType?: string }): Promise<void> {
  const name = event.eventType === 'avi:forge:upgraded:app' ? 'upgraded' : 'installed';
  const isTaken = await register(bindPorts(), currentInvocation(), await readSite(), name);
  if (!isTaken) logLine('registration.left-to-sweep', { cause: name });
}
