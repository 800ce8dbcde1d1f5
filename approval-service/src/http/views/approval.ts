/** The page of an approval link. */
import { type DecisionView, timeWords } from '@kraken/shared';
import { html } from 'hono/html';
import { decisionCard } from './decision-card.ts';
import { type Html, page, shown } from './page.ts';

export interface ApprovalPageInput {
  view: DecisionView;
  actionIndexes: readonly number[];
  token: string;
  antiForgery: string;
  signedInAs: string;
  /** Why the viewer may not approve; undefined when he may. */
  cannotApprove?: string | undefined;
  cannotDeny?: string | undefined;
  message?: string | undefined;
  needsReason: boolean;
}

/** What would run, and the two buttons where they are allowed. */
export function approvalPage(input: ApprovalPageInput): Html {
  const { view, message, signedInAs } = input;
  const isOpen = view.approval?.state === 'staged';
  return page(
    isOpen ? 'Approval needed' : 'Approval request',
    html`${message === undefined ? '' : html`<p class="error" role="alert">${shown(message)}</p>`}
${decisionCard(view, input.actionIndexes)}
${driftRows(view)}
${isOpen ? decideForm(input) : closedLine(view)}`,
    signedInAs,
  );
}

function driftRows({ approval }: DecisionView): Html | string {
  if (!approval?.drift) return '';
  return html`<h2>Changed since it was allowed</h2>
<ul>${approval.drift.map(({ label, before, after }) => html`<li>${shown(label)}: <code>${shown(before)}</code> → <code>${shown(after)}</code></li>`)}</ul>`;
}

const timeOf = (time: string | undefined): string =>
  time === undefined ? '' : timeWords(Date.parse(time));

function closedLine({ approval }: DecisionView): Html {
  const by = approval?.decidedBy === undefined ? '' : ` by ${approval.decidedBy}`;
  const at = approval?.decidedAt === undefined ? '' : `, ${timeOf(approval.decidedAt)}`;
  return html`<p role="status"><strong>Closed: ${approval?.state ?? ''}${shown(by)}${at}.</strong> This link decides nothing any more.</p>`;
}

function decideForm(input: ApprovalPageInput): Html {
  const { view, cannotApprove, cannotDeny } = input;
  const { approval } = view;
  return html`<form method="post" class="stack decide">
<input type="hidden" name="antiForgery" value="${input.antiForgery}">
<input type="hidden" name="planDigest" value="${approval?.planDigest ?? ''}">
${cannotApprove === undefined ? '' : html`<p class="note">${cannotApprove}</p>`}
${
  approval?.typedKey === undefined || cannotApprove !== undefined
    ? ''
    : html`<label for="typedKey">To approve, type ${approval.typedKey}</label>
<input id="typedKey" name="typedKey" autocomplete="off" spellcheck="false">`
}
<label for="reason">Reason${input.needsReason ? '' : ' (needed to deny)'}; it is written on the ticket</label>
<textarea id="reason" name="reason" rows="3" maxlength="1000"></textarea>
<div class="buttons">
${cannotApprove === undefined ? html`<button name="decision" value="approve">Approve</button>` : ''}
${cannotDeny === undefined ? html`<button name="decision" value="deny" class="quiet">Deny</button>` : ''}
</div>
<p class="small">Plan ${approval?.planDigest.slice(0, 16) ?? ''}… · expires ${timeOf(approval?.expiresAt)}</p>
</form>`;
}

/** For somebody signed in who may not see the plan: kinds of action, no names. */
export function notYoursPage(input: { kinds: readonly string[]; signedInAs: string }): Html {
  return page(
    'You cannot decide this',
    html`<p>It takes the owner or an approver of this account. The request is about: ${input.kinds.join(', ')}.</p>`,
    input.signedInAs,
  );
}

/** The same page for every link that does not verify. */
export function notValidPage(): Html {
  return page(
    'This link is not valid',
    html`<p>It may have been cut off or changed on the way. Open the request from the Kraken panel of the ticket.</p>`,
  );
}
