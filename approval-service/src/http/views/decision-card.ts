/** A decision as HTML: the same card on the approval page and in the decision's own page. */
import type { ActionView, DecisionView } from '@kraken/shared';
import { html } from 'hono/html';
import { type Html, shown } from './page.ts';

/** Classes in words. */
export const CLASS_WORDS = {
  'auto-execute': 'Runs by itself',
  'requires-approval': 'Requires approval',
  refused: 'Refused',
} as const;

/** Who asked, in whose words, and every action with what it sends. */
export function decisionCard(view: DecisionView, only?: readonly number[]): Html {
  const actions = view.actions.filter(({ index }) => only === undefined || only.includes(index));
  return html`<p class="state">${shown(view.stateSentence)}</p>
${view.outcome === undefined ? '' : html`<p class="outcome">${shown(view.outcome)}</p>`}
${view.origin === undefined ? '' : html`<p class="note">${shown(`${view.origin.by} pressed ${view.origin.kind === 'undo' ? 'Undo' : 'Retry'} on ${view.origin.of}.`)}</p>`}
${view.note === undefined ? '' : html`<p class="note">${shown(view.note)}</p>`}
<p>${actions.length === 1 ? '1 action' : `${actions.length} actions`} · ticket ${view.issueKey}</p>
<ol class="actions">${actions.map(actionItem)}</ol>`;
}

function actionItem(action: ActionView): Html {
  return html`<li class="action">
<h2>${shown(action.sentence)}</h2>
<p><span class="tag ${action.class}">${CLASS_WORDS[action.class]}</span>
${action.level === 'critical' ? html`<span class="tag critical">Critical</span>` : ''}
${action.resultSentence === undefined ? '' : html`<strong>${shown(action.resultSentence)}</strong>`}</p>
${action.quotes.map(({ text }) => html`<blockquote>${shown(text)}</blockquote>`)}
${action.radius.length === 0 ? '' : html`<h3>It touches</h3><ul>${action.radius.map((one) => html`<li>${shown(one)}</li>`)}</ul>`}
<p>${shown(action.reversibility.sentence)}</p>
${changeTable(action)}
<h3>Why</h3>
<ul>${action.reasons.map(({ rule, sentence }) => html`<li>${shown(sentence)} <code>${rule}</code></li>`)}</ul>
<h3>Exactly these requests</h3>
${action.requests.length === 0 ? html`<p>None.</p>` : ''}
${action.requests.map(
  ({ line, body }) =>
    html`<pre tabindex="0"><code>${shown(line)}${body === undefined ? '' : `\n${shown(body)}`}</code></pre>`,
)}
</li>`;
}

function changeTable({ rows, index }: ActionView): Html | string {
  if (rows.length === 0) return '';
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Before and after of action ${index + 1}"><table>
<thead><tr><th scope="col">What</th><th scope="col">Now</th><th scope="col">After</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${shown(row.label)}</th><td>${shown(row.before)}</td><td>${shown(row.after)}</td></tr>`)}</tbody>
</table></div>`;
}
