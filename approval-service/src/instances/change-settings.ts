/** Settings of a site, pause and resume; each change stands in the log with who made it. */
import type { pauseBodySchema, putSettingsBodySchema } from '@kraken/shared';
import type { z } from 'zod';
import type { Clock, Instance, Store, TenantTx } from '../ports.ts';

interface Deps {
  store: Store;
  clock: Clock;
}

/** Saves the settings; answers with the site as it is now. */
export function saveSettings(
  deps: Deps,
  instance: Instance,
  { by, settings }: z.infer<typeof putSettingsBodySchema>,
): Promise<Instance> {
  return change(deps, instance, async (tx, nowMs) => {
    await tx.instances.saveSettings(instance.instanceId, settings);
    await tx.log.append({
      atMs: nowMs,
      event: 'settings.changed',
      decisionId: null,
      actor: { kind: 'human', id: by.accountId },
      detail: {
        instanceId: instance.instanceId,
        mode: settings.mode,
        approverGroupId: settings.approverGroup?.groupId ?? null,
        autoOff: settings.autoOff,
        defaultRole: settings.defaultRole,
        panelProjectIds: settings.panelProjectIds,
      },
    });
  });
}

/** Pauses or resumes: from the commit on no execution leaves the service. */
export function pauseSite(
  deps: Deps,
  instance: Instance,
  { by, paused, reason }: z.infer<typeof pauseBodySchema>,
): Promise<Instance> {
  return change(deps, instance, async (tx, nowMs) => {
    await tx.instances.savePaused(
      instance.instanceId,
      paused ? { by: by.displayName, sinceMs: nowMs, reason } : null,
    );
    await tx.log.append({
      atMs: nowMs,
      event: paused ? 'site.paused' : 'site.resumed',
      decisionId: null,
      actor: { kind: 'human', id: by.accountId },
      detail: { instanceId: instance.instanceId },
    });
  });
}

function change(
  deps: Deps,
  instance: Instance,
  work: (tx: TenantTx, nowMs: number) => Promise<void>,
): Promise<Instance> {
  return deps.store.forTenant(instance.userId).transact(async (tx) => {
    await work(tx, deps.clock.nowMs());
    return (await tx.instances.get(instance.instanceId)) ?? instance;
  });
}
