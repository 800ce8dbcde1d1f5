/** The composition root: the only place where ports meet adapters. Tests call it with fakes for the outside. */
import { join } from 'node:path';
import { createClaude, DEFAULT_MODEL } from './adapters/anthropic/claude.ts';
import { readPromptFile } from './adapters/anthropic/read-prompt.ts';
import { createForgeTokens } from './adapters/forge/forge-tokens.ts';
import { createWebTrigger, isAtlassianHost } from './adapters/forge/web-trigger.ts';
import { deriveKeys } from './adapters/keys/keys.ts';
import { createSessionTokens } from './adapters/keys/session-tokens.ts';
import { createPasswords } from './adapters/passwords/passwords.ts';
import { openStore } from './adapters/store/open-store.ts';
import { openSignInLimits } from './adapters/store/rate-limits.ts';
import { systemClock } from './adapters/system/clock.ts';
import { createLog } from './adapters/system/log.ts';
import { systemRandom } from './adapters/system/random.ts';
import { type AnalystDeps, createAnalyst } from './analyse/analyse-ticket.ts';
import { createBreaker } from './analyse/model/breaker.ts';
import { parsePrompt } from './analyse/model/prompt.ts';
import { approvalLink } from './approve/approval-link.ts';
import type { Config } from './config/config.ts';
import { writeComment } from './execute/build-comment.ts';
import type { IssueDeps } from './execute/issue-order.ts';
import { createApp } from './http/app.ts';
import type { HttpContext } from './http/context.ts';
import { createTenantRulesCache } from './playbook/load-rules.ts';
import type { Analyst, Checkpoint, Clock, Log, Model, Random, Store } from './ports.ts';
import { startWorker, type Worker } from './worker/worker.ts';

/** What a test or another entry may put in place of the real thing. */
export interface Overrides {
  clock?: Clock | undefined;
  random?: Random | undefined;
  log?: Log | undefined;
  analyst?: Analyst | undefined;
  model?: Model | undefined;
  /** Milliseconds until a call of the model is given up; `MODEL_TIMEOUT_MS` when absent. */
  modelTimeoutMs?: number | undefined;
  checkpoint?: Checkpoint | undefined;
  /** Hosts whose web triggers may be called; Atlassian's by default. */
  isWebTriggerHost?: ((url: URL) => boolean) | undefined;
  maxBatch?: number | undefined;
}

/** Milliseconds until a call of the model is given up; a job is leased for longer. */
const MODEL_TIMEOUT_MS = 90_000;

function modelOf({ model }: Config, timeoutMs = MODEL_TIMEOUT_MS): Model | undefined {
  if (model === undefined) return undefined;
  return createClaude({
    apiKey: model.apiKey.reveal(),
    modelId: model.modelId ?? DEFAULT_MODEL,
    baseUrl: model.baseUrl,
    timeoutMs,
  });
}

/** Used where a model is put in by a test and the environment names no caps. */
const USUAL_CAPS = { callsPerMinute: 30, dailyMicroUsd: 10_000_000 };

function analystOf(
  config: Config,
  shared: Pick<AnalystDeps, 'store' | 'clock' | 'random' | 'log'>,
  overrides: Overrides,
): Analyst {
  const { model: settings } = config;
  const model = overrides.model ?? modelOf(config, overrides.modelTimeoutMs);
  return createAnalyst({
    ...shared,
    breaker: createBreaker(),
    caps: settings ?? USUAL_CAPS,
    reader: model && { model, prompt: parsePrompt(readPromptFile()) },
    ownSecrets: [
      Buffer.from(config.masterKey.reveal()).toString('base64'),
      ...(settings === undefined ? [] : [settings.apiKey.reveal()]),
    ],
  });
}

export interface Service {
  app: ReturnType<typeof createApp>;
  store: Store;
  context: HttpContext;
  analyst: Analyst;
  /** Starts working off jobs. */
  startWorker(): Worker;
  close(): Promise<void>;
}

/** Builds the service; nothing listens and nothing runs yet. */
export async function compose(config: Config, overrides: Overrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const log = overrides.log ?? createLog(config.logLevel);
  const checkpoint = overrides.checkpoint ?? (() => undefined);
  const isWebTriggerHost = overrides.isWebTriggerHost ?? isAtlassianHost;
  const keys = deriveKeys(config.masterKey.reveal());
  let worker: Worker | undefined;
  const store = await openStore({
    file: join(config.dataDir, 'kraken.db'),
    random,
    maxBatch: overrides.maxBatch,
    onJobs: () => worker?.wake(),
  });
  const limits = await openSignInLimits(join(config.dataDir, 'limits.db'));
  const passwords = createPasswords(keys.passwordPepper);
  const issue: IssueDeps = {
    keys,
    random,
    writeComment: (tx, order, instance) =>
      writeComment(
        tx,
        {
          log,
          linkOf: (inner, approval) => approvalLink(config.publicUrl, keys, inner.userId, approval),
        },
        order,
        instance,
      ),
  };
  const context: HttpContext = {
    store,
    clock,
    random,
    log,
    keys,
    passwords,
    limits,
    issue,
    checkpoint,
    isWebTriggerHost,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    forgeTokens: createForgeTokens({ ...config.forge, clock }),
    sessionTokens: createSessionTokens(keys.sessionKey, clock),
  };
  const analyst = overrides.analyst ?? analystOf(config, { store, clock, random, log }, overrides);
  return {
    app: createApp(context),
    store,
    context,
    analyst,
    startWorker: () => {
      worker = startWorker({
        store,
        clock,
        random,
        keys,
        log,
        issue,
        checkpoint,
        analyst,
        tenantRules: createTenantRulesCache(),
        webTrigger: createWebTrigger(isWebTriggerHost),
      });
      return worker;
    },
    close: async () => {
      await worker?.stop();
      await passwords.close();
      limits.close();
      await store.close();
    },
  };
}
