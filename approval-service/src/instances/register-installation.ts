/** A Forge installation tells where its web trigger is and which key signs for it. Repeating it is fine. */
import type { LifecycleBody } from '@kraken/shared';
import { keyContext } from '../execute/issue-order.ts';
import type {
  Clock,
  ForgeCaller,
  Instance,
  Keys,
  NewEntry,
  NewInstance,
  Random,
  Store,
} from '../ports.ts';

/** Settings a new site starts with: the safe ones. */
export const FIRST_SETTINGS: Instance['settings'] = {
  mode: 'default',
  approverGroup: null,
  panelProjectIds: [],
  autoOff: [],
  defaultRole: 'Member',
};

export type Registration = Exclude<LifecycleBody, { event: 'uninstalled' }>;

/** Saves the installation under its own tenant; a known one keeps tenant and settings. */
export function registerInstallation(
  deps: { store: Store; keys: Keys; clock: Clock; random: Random },
  { installationId }: Pick<ForgeCaller, 'installationId'>,
  body: Registration,
): Promise<Instance> {
  const nowMs = deps.clock.nowMs();
  const ids = { userId: deps.random.id('UserId'), instanceId: deps.random.id('InstanceId') };
  return deps.store.system.saveInstallation(
    installationId,
    (known) => {
      const userId = known?.userId ?? ids.userId;
      const instance: NewInstance = {
        instanceId: known?.instanceId ?? ids.instanceId,
        userId,
        kind: 'forge',
        installationId,
        cloudId: body.cloudId,
        siteUrl: body.siteUrl,
        appAccountId: body.appAccountId ?? known?.appAccountId ?? null,
        webTriggerUrl: body.webTrigger.url,
        keySealed: deps.keys.sealer.seal(
          body.webTrigger.key,
          keyContext({ userId, installationId }),
        ),
        settings: known?.settings ?? FIRST_SETTINGS,
      };
      const isRepair = body.event === 'registered' && known?.state === 'active';
      return { instance, entry: isRepair ? undefined : entryOf(instance, body, nowMs) };
    },
    nowMs,
  );
}

function entryOf({ instanceId }: NewInstance, body: Registration, nowMs: number): NewEntry {
  return {
    atMs: nowMs,
    event: 'instance.registered',
    decisionId: null,
    actor: { kind: 'system' },
    detail: { instanceId, cloudId: body.cloudId, event: body.event },
  };
}
