/** Handler of `preUninstall`: tells the service to close what is open and erase what it holds of this installation. */
import { logLine } from '../log';
import { bindPorts } from '../runtime/bind-ports';

/** Best effort: the platform never repeats it and does not wait for it. The service also reaps silent installations. */
export async function beforeUninstall(): Promise<void> {
  const { service } = bindPorts();
  const { status } = await service.call('POST', '/forge/v1/lifecycle', { event: 'uninstalled' });
  logLine('uninstalled.sent', { status });
}
