/**
 * Resolver of the issue panel. Anybody who sees an issue can call each function with any payload, so each one parses its
 * payload and asks Jira as the caller. `context.accountId` is the platform's word; the rest of the context is the browser's.
 */
import Resolver from '@forge/resolver';
import { jiraAsUser } from '../jira/send-request';
import { claimOrders } from '../orders/claim-orders';
import { bindPorts, currentInvocation, systemClock } from '../runtime/bind-ports';
import { approvalService } from '../service/call-service';
import { decideInPanel } from './decide-in-panel';
import type { DecideOutcome, NudgeOutcome, PanelView } from './panel-contract';
import { parseDecidePayload, parsePressPayload } from './parse-payload';
import { pressInPanel } from './press-in-panel';
import { type PanelViewer, readPanel } from './read-panel';

const NUDGE_CLAIM = 2;

/** What the platform and the browser say about the caller. */
interface CallContext {
  accountId?: string;
  extension?: { issue?: { id?: string; key?: string } };
}

function viewerOf(context: CallContext): PanelViewer {
  if (context.accountId === undefined) throw new Error('nobody is signed in');
  const { deadlineMs } = currentInvocation();
  return {
    accountId: context.accountId,
    sender: { jira: jiraAsUser(), clock: systemClock, deadlineMs },
  };
}

/** Only a hint of the browser: whether the caller can see the issue is asked in Jira. */
function issueOf(context: CallContext): string {
  const issue = context.extension?.issue;
  return issue?.id ?? issue?.key ?? '';
}

async function getPanel(request: { context: CallContext }): Promise<PanelView> {
  const viewer = viewerOf(request.context);
  return readPanel(viewer, approvalService(), issueOf(request.context));
}

async function decide(request: { payload: unknown; context: CallContext }): Promise<DecideOutcome> {
  const payload = parseDecidePayload(request.payload);
  if (payload === undefined) {
    return {
      state: 'not-decided',
      sentence: 'Something is missing in the form. Nothing was decided.',
    };
  }
  const viewer = viewerOf(request.context);
  const issueIdOrKey = issueOf(request.context);
  return decideInPanel(bindPorts(), viewer, {
    issueIdOrKey,
    payload,
    invocation: currentInvocation(),
  });
}

async function press(request: { payload: unknown; context: CallContext }): Promise<DecideOutcome> {
  const payload = parsePressPayload(request.payload);
  if (payload === undefined) {
    return { state: 'not-decided', sentence: 'Something is missing. Nothing was asked for.' };
  }
  const viewer = viewerOf(request.context);
  const issueIdOrKey = issueOf(request.context);
  return pressInPanel(approvalService(), viewer, { issueIdOrKey, payload });
}

/** Runs waiting orders while somebody watches; harmless for whoever calls it, as orders are signed by the service. */
async function nudge(request: { context: CallContext }): Promise<NudgeOutcome> {
  if (request.context.accountId === undefined) throw new Error('nobody is signed in');
  const { orders } = await claimOrders(bindPorts(), currentInvocation(), NUDGE_CLAIM);
  return { orders };
}

const resolver = new Resolver();
resolver.define('getPanel', getPanel);
resolver.define('decide', decide);
resolver.define('press', press);
resolver.define('nudge', nudge);

/** Handler of the panel's resolver. */
export const panelResolver = resolver.getDefinitions();
