/** Decisions and log for people who sign in. */
import { type DecisionView, timeWords } from '@kraken/shared';
import { html } from 'hono/html';
import type { DecisionRow, StoredEntry } from '../../ports.ts';
import { stateWords } from '../../show/decision-view.ts';
import { CLASS_WORDS, decisionCard } from './decision-card.ts';
import { type Html, page, shown } from './page.ts';

/** Waiting requests on top, then the newest decisions. */
export function decisionsPage(input: {
  waiting: readonly DecisionView[];
  rows: readonly DecisionRow[];
  nextCursor: string | null;
  signedInAs: string;
}): Html {
  const { waiting, rows, nextCursor, signedInAs } = input;
  return page(
    'Decisions',
    html`<h2>Waiting for a decision</h2>
${waiting.length === 0 ? html`<p>Nothing waits for a decision.</p>` : ''}
<ul class="list">${waiting.map((view) => html`<li><a href="/app/decisions/${view.decisionId}">${view.issueKey}: ${shown(view.actions.map(({ sentence }) => sentence).join('; '))}</a><br><span class="small">${view.stateSentence}</span></li>`)}</ul>
<h2>All decisions</h2>
${rows.length === 0 ? html`<p>No ticket has been read yet. File one in Jira, for example “Please add Dana to project ABC”.</p>` : ''}
${
  rows.length === 0
    ? ''
    : html`<div class="scroll" tabindex="0" role="region" aria-label="All decisions"><table>
<thead><tr><th scope="col">Ticket</th><th scope="col">State</th><th scope="col">Class</th><th scope="col">Time (UTC)</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><td class="narrow"><a href="/app/decisions/${row.decisionId}">${row.issueKey}</a></td><td>${stateWords(row)}</td><td>${row.class === null ? '–' : CLASS_WORDS[row.class]}</td><td class="narrow">${timeWords(row.createdAtMs)}</td></tr>`)}</tbody>
</table></div>`
}
${nextCursor === null ? '' : html`<p><a href="/?cursor=${nextCursor}">Older decisions</a></p>`}`,
    signedInAs,
  );
}

/** One decision as a story: the card and its log. */
export function decisionPage(input: {
  view: DecisionView;
  entries: readonly StoredEntry[];
  approveHref?: string | undefined;
  /** Answers that stand here and nowhere else. */
  answers: readonly string[];
  /** Who read the ticket, and what it took. */
  readBy: string | undefined;
  signedInAs: string;
}): Html {
  const { view, entries, approveHref, answers, readBy, signedInAs } = input;
  return page(
    `Decision on ${view.issueKey}`,
    html`${decisionCard(view)}
${answers.map((answer) => html`<p class="note">${shown(answer)}</p>`)}
${approveHref === undefined ? '' : html`<p><a class="button" href="${approveHref}">Decide this request</a></p>`}
${readBy === undefined ? '' : html`<p class="small">${shown(readBy)}</p>`}
<h2>Log</h2>${entryTable(entries)}`,
    signedInAs,
  );
}

/** The chain, newest entries, with its verdict. */
export function logPage(input: {
  entries: readonly StoredEntry[];
  verdict: string;
  isSound: boolean;
  /** Position before which older entries stand; null at the end. */
  before: number | null;
  signedInAs: string;
}): Html {
  return page(
    'Decision log',
    html`<p role="status" class="${input.isSound ? 'state' : 'error'}">${input.verdict}</p>${entryTable(input.entries)}
${input.before === null ? '' : html`<p><a href="/app/log?before=${input.before}">Older entries</a></p>`}`,
    input.signedInAs,
  );
}

function entryTable(entries: readonly StoredEntry[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Log entries"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Time (UTC)</th><th scope="col">Event</th><th scope="col">By</th><th scope="col">Detail</th><th scope="col">Hash</th></tr></thead>
<tbody>${entries.map(
    (entry) =>
      html`<tr><td class="narrow">${entry.seq}</td><td class="narrow">${timeWords(entry.atMs)}</td><td class="narrow">${entry.event}</td><td class="narrow">${entry.actor.kind}</td><td><code>${shown(JSON.stringify(entry.detail))}</code></td><td class="narrow"><code>${entry.hash.slice(0, 12)}…</code></td></tr>`,
  )}</tbody>
</table></div>`;
}

/** A page for something that is not there or not allowed. */
export function messagePage(title: string, sentence: string, signedInAs?: string): Html {
  return page(title, html`<p>${sentence}</p>`, signedInAs);
}
