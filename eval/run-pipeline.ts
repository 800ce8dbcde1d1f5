/**
 * One text through the whole pipeline without the service around it: the playbook analyst, resolution against a Jira
 * stand-in, the policy. Nothing is executed.
 */
import {
  ALL_OPERATIONS,
  type Analysis,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type PlannedAction,
  pickFields,
  readKey,
  renderRequest,
  type TicketSnapshot,
} from '@kraken/shared';
import { analyseByPlaybook } from '../approval-service/src/analyse/analyse-by-playbook.ts';
import { STARTER_PLAYBOOK } from '../approval-service/src/analyse/starter-playbook.ts';
import { routePlan } from '../approval-service/src/classify/route-plan.ts';
import { resolvePlan } from '../approval-service/src/plan/resolve-plan.ts';
import type { DecisionNote } from '../approval-service/src/ports.ts';
import {
  createJiraSite,
  type JiraSite,
  type WorldDescription,
} from '../sandbox/jira/create-site.ts';
import { DEFAULT_ROLE } from './mentions.ts';
import { furnish, REQUESTER } from './world.ts';

/** Confidence below which a person looks, as in a fresh installation. */
export const CONFIDENCE_THRESHOLD = 0.7;
const NOW = Date.UTC(2026, 10, 24, 9);
const MAX_ROUNDS = 60;
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

/** What became of a text. */
export interface Outcome {
  analysis: Analysis;
  actions: PlannedAction[];
  notes: DecisionNote[];
}

/** A text as a ticket; `[comment]` in the middle of a text starts a comment of the reporter. */
export function toTicket(summary: string, text: string): TicketSnapshot {
  const [description = '', ...comments] = text.split(/\n*\[comment\]\s*/);
  return {
    summary,
    description,
    reporterDisplayName: REQUESTER,
    status: 'To Do',
    comments: comments.map((comment, at) => ({ commentId: String(at + 1), text: comment })),
  };
}

/** Analyses a ticket whose comments are all the reporter's. */
export function analyse(snapshot: TicketSnapshot): Analysis {
  return analyseByPlaybook({ snapshot, voiceOf: () => 'reporter', rules: STARTER_PLAYBOOK });
}

async function read(site: JiraSite, { request, pick }: JiraRead): Promise<JiraReadResult> {
  const rendered = renderRequest(request);
  if (!rendered.ok) throw new Error(`a read cannot be sent: ${JSON.stringify(rendered.error)}`);
  const { method, path, body } = rendered.value;
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await site.handle({ method, path, headers, body, actor: { kind: 'app' } });
  const parsed: Json = answer.body === '' ? null : JSON.parse(answer.body);
  return { status: answer.status, body: pickFields(parsed, pick) };
}

function accountIdOf(site: JiraSite, name: string): string {
  const found = Object.values(site.state().users).find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`the world knows nobody called ${name}`);
  return found.accountId;
}

async function resolve(site: JiraSite, analysis: Extract<Analysis, { outcome: 'plan' }>) {
  const requesterId = accountIdOf(site, REQUESTER);
  const context = {
    issueKey: 'HELP-1',
    projectKey: 'HELP',
    speakerAccountId: requesterId,
    krakenAccountId: site.appAccountId,
    krakenProjectIds: [],
    defaultRole: DEFAULT_ROLE,
  };
  const answers = new Map<string, JiraReadResult>();
  const wishes = analysis.actions.map((proposed, index) => ({ index, proposed, context }));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const state = resolvePlan({
      wishes,
      connection: 'forge',
      requesterIds: [requesterId],
      known: (key) => answers.get(key),
    });
    if (state.state === 'done') return state;
    if (state.state === 'unavailable') throw new Error('the stand-in gave no usable answer');
    for (const one of state.reads) answers.set(readKey(one), await read(site, one));
  }
  throw new Error(`resolution did not end in ${MAX_ROUNDS} rounds`);
}

/** Runs a ticket in a world. Throws when the stand-in cannot answer, which is a fault of the harness. */
export async function runPipeline(
  snapshot: TicketSnapshot,
  world: (analysis: Analysis) => WorldDescription,
): Promise<Outcome> {
  const analysis = analyse(snapshot);
  if (analysis.outcome !== 'plan') return { analysis, actions: [], notes: [] };
  const site = createJiraSite({
    clock: () => NOW,
    scopes: SCOPES,
    onEvent: () => undefined,
    world: world(analysis),
    limits: { burst: false, perIssue: false, pointsPerHour: false },
  });
  site.edit((built) => furnish(built, analysis.actions));
  try {
    const resolution = await resolve(site, analysis);
    const route = routePlan({
      wishes: resolution.wishes,
      requester: resolution.requester,
      site: {
        connection: 'forge',
        mode: 'default',
        autoOff: [],
        thresholds: { users: 5, issues: 10, projects: 1, confidence: CONFIDENCE_THRESHOLD },
        freezeWindows: [],
      },
      history: () => ({ autoActionsOfRequesterLastHour: 0, sameTypeOnTargetLastDay: 0 }),
      confidence: analysis.confidence,
      tightens: analysis.tightens ?? [],
      factsReadAtMs: NOW,
      driftedIndexes: new Set(),
      nowMs: NOW,
    });
    return { analysis, ...route };
  } finally {
    await site.close();
  }
}
