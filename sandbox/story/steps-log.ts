/** Last act: the log is whole, and everything Kraken did in Jira stands in it before it happened. */
import type { Effect } from '../jira/create-site.ts';
import { listDecisions } from '../read-decision.ts';
import type { DecisionDetail, LogLine } from '../start-sandbox.ts';
import { commentsOfApp, writesOfApp } from './look.ts';
import { expect, expectEqual, findingOf, type Step, type Story } from './step.ts';
import { askAgain } from './through-crashes.ts';

const ANA = 'ana@example.com';

interface Verdict {
  ok: boolean;
  entries: number;
  seq?: number;
  reason?: string;
}

/** Every decision about the tickets of the story, those without a request too. */
async function allDecisions(story: Story): Promise<DecisionDetail[]> {
  const { sandbox } = story;
  const ana = await sandbox.signedIn(ANA);
  const found: DecisionDetail[] = [];
  for (const key of Object.values(findingOf(story, 'ticket'))) {
    for (const { decisionId } of await listDecisions(ana, key))
      found.push(await ana.json<DecisionDetail>(`/api/decisions/${decisionId}`));
  }
  return found;
}

const verified: Step = {
  id: 'verified',
  name: 'The log is complete and unchanged',
  async play({ sandbox }) {
    const ana = await sandbox.signedIn(ANA);
    const verdict = await askAgain(sandbox, () => ana.json<Verdict>('/api/audit/verify'));
    expect(verdict.ok, `entry ${verdict.seq} of the log does not fit: ${verdict.reason}`);
    expect(verdict.entries > 20, `the log has only ${verdict.entries} entries`);
    return `${verdict.entries} entries, chain complete`;
  },
};

/** The request as the plan showed it: `DELETE /rest/api/3/project/OLD?enableUndo=true`. */
const lineOf = ({ method, path }: Effect): string => `${method} ${path}`;

/** The entry of that kind about one action of a decision. */
function entryOf(log: readonly LogLine[], event: string, index: number): LogLine | undefined {
  return log.find(({ event: seen, detail }) => {
    const about = event === 'grant.made' ? detail['actions'] : [detail['index']];
    return seen === event && Array.isArray(about) && about.includes(index);
  });
}

function grantedBefore(effect: Effect, decisions: readonly DecisionDetail[]): string {
  const line = lineOf(effect);
  const [found] = decisions.flatMap((decision) =>
    decision.actions
      .filter(
        ({ state, requests }) =>
          state === 'succeeded' &&
          requests.some((shown) => shown.line === line && isSameBody(shown.body, effect.body)),
      )
      .map(({ index }) => ({ decision, index })),
  );
  expect(found !== undefined, `${line} stands in no plan`);
  const { log } = found.decision;
  const granted = entryOf(log, 'grant.made', found.index);
  const intended = entryOf(log, 'action.intended', found.index);
  expect(granted !== undefined, `${line} was never granted`);
  expect(intended !== undefined, `${line} was never written down as intended`);
  expect(Date.parse(granted.at) <= effect.at, `${line} was granted after it ran`);
  expect(Date.parse(intended.at) <= effect.at, `${line} was written down after it ran`);
  return line;
}

function isSameBody(shown: string | undefined, sent: unknown): boolean {
  if (shown === undefined) return sent === undefined || sent === null || sent === '';
  return JSON.stringify(JSON.parse(shown)) === JSON.stringify(sent);
}

const granted: Step = {
  id: 'granted',
  name: 'Every change Kraken made in Jira was granted and written down before it was made',
  async play(story) {
    const decisions = await allDecisions(story);
    const lines = writesOfApp(story.sandbox).map((effect) => grantedBefore(effect, decisions));
    expect(lines.length > 0, 'Kraken changed nothing in Jira');
    return lines.join('; ');
  },
};

const counted: Step = {
  id: 'counted',
  name: 'Changes in Jira = actions that were allowed or approved, plus comments',
  async play(story) {
    const { sandbox } = story;
    const decisions = await allDecisions(story);
    const wanted = decisions
      .flatMap(({ actions }) => actions)
      .filter(({ state }) => state === 'succeeded')
      .reduce((sum, { requests }) => sum + requests.length, 0);
    const comments = decisions
      .flatMap(({ log }) => log)
      .filter(({ event }) => event === 'comment.posted').length;
    expectEqual('writes of the app', writesOfApp(sandbox).length, wanted);
    expectEqual('comments of the app', commentsOfApp(sandbox).length, comments);
    const tickets = Object.keys(findingOf(story, 'ticket')).length;
    expectEqual('decisions', decisions.length, tickets);
    return `${wanted} changes and ${comments} comments for ${tickets} tickets`;
  },
};

const proper: Step = {
  id: 'proper',
  name: 'Every request to Jira was a proper one',
  async play({ sandbox }) {
    const violations = sandbox.jira.violations();
    expect(violations.length === 0, `Jira would not understand: ${violations.join('; ')}`);
    return `${sandbox.jira.requests().length} requests`;
  },
};

/** The last act. */
export const LOG_ACT: readonly Step[] = [verified, granted, counted, proper];
