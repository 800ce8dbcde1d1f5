/**
 * Events of Jira and of the app's life, and timers. It guarantees `ignoreSelf`, at-least-once delivery with the retries a
 * trigger asks for, and that nothing reaches an app that is not installed. Order is not guaranteed, as on the platform.
 */
import type { JiraEvent } from './host-types.ts';
import type { Invoker, Outcome } from './invoke-function.ts';
import type { Platform } from './platform.ts';
import type { TriggerModule } from './read-manifest.ts';
import { invokeWithRetries } from './retry-invocation.ts';

const HELD_MS = 30;
const TICK_MS = 250;
const INTERVAL_MS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** The platform's event bus and clock for one installation. */
export interface Events {
  deliver(event: JiraEvent): void;
  /** Runs the triggers of a lifecycle event and waits for them. */
  announce(eventType: string): Promise<void>;
  runPreUninstall(): Promise<void>;
  /** Runs one scheduled trigger, or all. Throws when `key` is not declared. */
  runScheduled(key?: string): Promise<void>;
  startTimers(): void;
}

/** True when the module wants this event. */
function wants(trigger: TriggerModule, event: JiraEvent): boolean {
  return trigger.events.some((wanted) => {
    const name = typeof wanted === 'string' ? wanted : wanted.eventType;
    if (name !== event.eventType) return false;
    const filter = typeof wanted === 'string' ? trigger.filter : wanted.filter;
    return !(filter?.['ignoreSelf'] === true && event.selfGenerated === true);
  });
}

/** Makes the bus over the manifest's triggers. */
export function createEvents(platform: Platform, invoker: Invoker): Events {
  const { modules } = platform.manifest;
  let held: JiraEvent[] = [];

  const hand = (trigger: TriggerModule, event: JiraEvent): Promise<Outcome> =>
    invokeWithRetries(platform, 'trigger', (retryContext) => {
      const context = { cloudId: platform.options.cloudId, moduleKey: trigger.key };
      const payload = { ...event, context, ...(retryContext ? { retryContext } : {}) };
      const args = [payload, { installContext: platform.contextAri }];
      return invoker.invoke({ moduleType: 'trigger', moduleKey: trigger.key, args });
    });

  const dispatch = async (event: JiraEvent): Promise<void> => {
    const takers = modules.trigger.filter((trigger) => wants(trigger, event));
    const twice = takers.filter(() => platform.chance(platform.state.faults.duplicateRate));
    await Promise.all([...takers, ...twice].map((trigger) => hand(trigger, event)));
  };

  const releaseHeld = (): void => {
    const late = held;
    held = [];
    for (const event of late) void platform.track(dispatch(event));
  };

  const deliver = (event: JiraEvent): void => {
    if (!platform.state.installed || platform.state.closed) return;
    const copy = structuredClone(event);
    platform.note('event', '', event.eventType);
    if (platform.chance(platform.state.faults.reorderRate)) {
      held.push(copy);
      const released = new Promise<void>((resolve) => {
        platform.timers.after(HELD_MS, () => {
          releaseHeld();
          resolve();
        });
      });
      void platform.track(released);
      return;
    }
    void platform.track(dispatch(copy));
    releaseHeld();
  };

  const lifecyclePayload = (eventType: string): JiraEvent => ({
    eventType,
    id: `ari:cloud:ecosystem::installation/${platform.installationUuid}`,
    app: { id: platform.manifest.app.id, version: '1' },
    environment: { id: platform.environmentId },
  });

  const runTimer = (key: string): Promise<Outcome> => {
    const args = [
      { context: { cloudId: platform.options.cloudId, moduleKey: key }, contextToken: '' },
      { installContext: platform.contextAri },
    ];
    return invoker.invoke({ moduleType: 'scheduledTrigger', moduleKey: key, args });
  };

  const runScheduled = async (key?: string): Promise<void> => {
    const wanted = modules.scheduledTrigger.filter((t) => key === undefined || t.key === key);
    if (key !== undefined && wanted.length === 0) throw new Error(`no scheduled trigger ${key}`);
    if (platform.state.installed) await Promise.all(wanted.map((t) => runTimer(t.key)));
  };

  const startTimers = (): void => {
    const due = new Map(
      modules.scheduledTrigger.map((t) => [
        t.key,
        platform.options.clock() + INTERVAL_MS[t.interval],
      ]),
    );
    const look = (): void => {
      if (platform.state.closed) return;
      for (const timer of modules.scheduledTrigger) {
        const now = platform.options.clock();
        if (now < (due.get(timer.key) ?? 0)) continue;
        due.set(timer.key, now + INTERVAL_MS[timer.interval]);
        void runScheduled(timer.key);
      }
      platform.timers.after(TICK_MS, look);
    };
    look();
  };

  return {
    deliver,
    announce: (eventType) => platform.track(dispatch(lifecyclePayload(eventType))),
    runPreUninstall: async () => {
      for (const { key } of modules.preUninstall) {
        const args = [
          lifecyclePayload('avi:forge:preUninstall:app'),
          { installContext: platform.contextAri },
        ];
        await invoker.invoke({ moduleType: 'preUninstall', moduleKey: key, args });
      }
    },
    runScheduled,
    startTimers,
  };
}
