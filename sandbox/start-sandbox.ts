/**
 * Kraken and everything around it as one system on loopback: the Jira stand-in, the Forge platform around the app's real
 * bundle, and the real service in a process of its own. Ready when it resolves: installed and set up.
 */
import { demoAccounts } from './demo-accounts.ts';
import { findPerson } from './find-person.ts';
import { forgettingSignIns } from './forget-sign-ins.ts';
import { readDecision } from './read-decision.ts';
import type { DemoAccount, Sandbox, SandboxOptions } from './sandbox-types.ts';
import { type ServiceClient, signIn } from './service-client.ts';
import { setUpSite } from './set-up-site.ts';
import { catchUp, settle } from './settle.ts';
import { closeAll, type Parts, startParts } from './start-parts.ts';
import { claudeFaultsOf, faultsOf } from './usual-faults.ts';

export type {
  DecisionDetail,
  DemoAccount,
  LogLine,
  Sandbox,
  SandboxOptions,
} from './sandbox-types.ts';
export { NotSettled } from './sandbox-types.ts';

/** How long nothing at all may happen before waiting is given up. */
const SETTLE_WITHIN_MS = 60_000;
const RENEW_SIGN_IN_MS = 10 * 60_000;

/** Starts everything; throws the first thing that does not start, after stopping the rest. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closing: Parts['closing'] = [];
  try {
    const parts = await startParts(options, closing);
    const sandbox = assemble(parts);
    await setUpSite(sandbox);
    sandbox.setFaults(faultsOf(options.faults, parts.seed));
    parts.claude.setFaults(claudeFaultsOf(options, parts.seed));
    if (options.hostFaults) parts.host.setFaults(options.hostFaults);
    if (options.timers) parts.host.startTimers();
    return sandbox;
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

/** The sign-ins: each account is made when it is first needed, each browser signs in again when its sign-in gets old. */
function createSignIns({ host, service, clock }: Parts, accounts: readonly DemoAccount[]) {
  const made = new Map<string, Promise<string>>();
  const clients = new Map<string, ServiceClient>();
  const accountOf = async (email: string): Promise<DemoAccount> => {
    const account = accounts.find((one) => one.email === email);
    if (!account) throw new Error(`the sandbox has no account ${email}`);
    const making =
      made.get(email) ??
      service.createAccount({
        ...account,
        installationId: host.installationId,
        isAdmin: account.role === 'owner',
      });
    made.set(email, making);
    await making;
    return account;
  };
  return {
    makeAccounts: async () => {
      await Promise.all(accounts.map(({ email }) => accountOf(email)));
    },
    signedIn: async (email: string): Promise<ServiceClient> => {
      const known = clients.get(email);
      if (known && clock.nowMs() - known.signedInAtMs < RENEW_SIGN_IN_MS) return known;
      const client = await signIn(service.url, clock.nowMs, await accountOf(email));
      clients.set(email, client);
      return client;
    },
  };
}

function assemble(parts: Parts): Sandbox {
  const {
    jira,
    jiraUrl,
    claude,
    claudeUrl,
    host,
    service,
    events,
    appLines,
    dataDir,
    seed,
    clock,
    closing,
  } = parts;
  const nowMs = (): number => Math.floor(clock.nowMs());
  const personId = (who: string): string => findPerson(jira, who);
  const accounts = demoAccounts(seed, personId);
  const forget = forgettingSignIns(dataDir);
  const advance = async (ms: number): Promise<void> => {
    await service.setClock(clock.move(ms));
    forget(ms);
  };
  /** What Jira was asked and how far the service came. */
  const progress = (): number => {
    const points = [...service.passed.values()].reduce((sum, times) => sum + times, 0);
    const asked = claude.requests().at(-1)?.seq ?? 0;
    return (jira.requests().at(-1)?.seq ?? 0) + asked + points;
  };
  const settling = { host, service, advance, progress };
  const { makeAccounts, signedIn } = createSignIns(parts, accounts);
  return {
    jira,
    jiraUrl,
    claude,
    claudeUrl,
    host,
    service,
    events,
    appLines,
    dataDir,
    seed,
    accounts,
    nowMs,
    personId,
    file: (issue) => jira.fileIssue(issue),
    comment: (issueKey, comment) => jira.addComment(issueKey, comment),
    settled: async (withinMs = SETTLE_WITHIN_MS) => void (await settle(settling, withinMs)),
    catchUp: (horizonMs) => catchUp(settling, SETTLE_WITHIN_MS, horizonMs),
    advance,
    setFaults: (faults) => {
      parts.faults = faults;
      jira.setFaults(faults);
    },
    scriptFaults: (script) => jira.setFaults({ ...parts.faults, script }),
    restartService: () => service.restart(),
    killService: () => service.kill(),
    makeAccounts,
    signedIn,
    decision: async (issueKey) => readDecision(await signedIn('ana@example.com'), issueKey),
    passed: () => service.passed,
    close: () => closeAll(closing),
  };
}
