/**
 * Undo and Retry in the panel. Guarantees that the decision belongs to the issue the person looks at and that Jira has just
 * said who they are and what they administer. What comes of it is a new decision, which the service takes through its gate.
 */
import { type DecisionView, fieldAt, type PressBody } from '@kraken/shared';
import { isSiteAdministrator, readMyself, readProjectRights } from '../jira/check-permission';
import type { ServicePort } from '../ports';
import { problemWords, unavailableWords } from './decide-in-panel';
import type { DecideOutcome, PressPayload } from './panel-contract';
import { judgeAuthority, type PanelViewer, readDecisions } from './read-panel';

const NOT_SURE =
  'Kraken’s service did not answer, so it is not sure that your press arrived. Press Refresh to see.';
const NO_ANSWER = 'Jira did not say what you may do. Nothing was asked for; try again.';
const NOT_ALLOWED =
  'It takes an administrator of everything this touches, or the person who asked for it.';
const ASKED = {
  undo: 'Undo asked for. It goes through the same rules as every change; its entry is above.',
  retry:
    'Second try asked for. It goes through the same rules as every change; its entry is above.',
} as const;

/** Presses, and says in one sentence what came of it. */
export async function pressInPanel(
  service: ServicePort,
  viewer: PanelViewer,
  { issueIdOrKey, payload }: { issueIdOrKey: string; payload: PressPayload },
): Promise<DecideOutcome> {
  const { decisionId, press } = payload;
  const proof = await proveStanding(service, viewer, issueIdOrKey, payload);
  if ('sentence' in proof) return proof;
  const path = `/forge/v1/decisions/${encodeURIComponent(decisionId)}/${press}`;
  const { status, body } = await service.call('POST', path, proof);
  if (status === 0 || status >= 500) return { state: 'not-sure', sentence: NOT_SURE };
  if (status >= 300) return notPressed(problemWords(body, status));
  const isNew = fieldAt(body, 'state') === 'asked';
  const sentence = isNew ? ASKED[press] : 'It had been asked for already; nothing was asked twice.';
  return { state: 'decided', sentence };
}

/** The body to send, or why not. Nothing of the browser decides about authority. */
async function proveStanding(
  service: ServicePort,
  viewer: PanelViewer,
  issueIdOrKey: string,
  payload: PressPayload,
): Promise<PressBody | DecideOutcome> {
  const [reading, isSiteAdmin, myself] = await Promise.all([
    readDecisions(viewer, service, issueIdOrKey),
    isSiteAdministrator(viewer.sender),
    readMyself(viewer.sender),
  ]);
  if (reading.state !== 'read') return notPressed(unavailableWords(reading.what));
  const decision = reading.answer.decisions.find((one) => one.decisionId === payload.decisionId);
  if (decision === undefined) return notPressed('There is no such entry on this issue.');
  if (myself?.accountId !== viewer.accountId) return notPressed(NO_ANSWER);
  const { projectIds } = decision.touches;
  const rights = isSiteAdmin === true ? [] : await readProjectRights(viewer.sender, projectIds);
  const standing = { accountId: viewer.accountId, isSiteAdmin, rights };
  const objection = findObjection(decision, standing);
  if (objection !== undefined) return notPressed(objection);
  return {
    accountId: myself.accountId,
    displayName: myself.displayName.slice(0, 255),
    authority: {
      isSiteAdmin: isSiteAdmin === true,
      administeredProjectIds: (rights ?? [])
        .filter(({ isAdministrator }) => isAdministrator)
        .map(({ projectId }) => projectId),
    },
  };
}

function findObjection(
  decision: DecisionView,
  standing: Parameters<typeof judgeAuthority>[1],
): string | undefined {
  if (decision.requesterAccountId === standing.accountId) return undefined;
  const authority = judgeAuthority(decision.touches, standing);
  if (authority === 'unknown') return NO_ANSWER;
  return authority === 'yes' ? undefined : NOT_ALLOWED;
}

function notPressed(sentence: string): DecideOutcome {
  return { state: 'not-decided', sentence };
}
