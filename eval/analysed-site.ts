/**
 * A Jira stand-in on which analyses are resolved and classified as the service does it. Nothing is executed. Answers to
 * reads are kept, as the site never changes.
 */
import {
  ALL_OPERATIONS,
  type Analysis,
  type ConnectionKind,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type PlannedAction,
  pickFields,
  readKey,
  renderRequest,
} from '@kraken/shared';
import { routePlan } from '../approval-service/src/classify/route-plan.ts';
import { type ResolutionState, resolvePlan } from '../approval-service/src/plan/resolve-plan.ts';
import type { DecisionNote } from '../approval-service/src/ports.ts';
import {
  createJiraSite,
  type JiraSite,
  type WorldDescription,
} from '../sandbox/jira/create-site.ts';
import type { World } from '../sandbox/jira/world/world-types.ts';
import { DEFAULT_ROLE } from './mentions.ts';
import { REQUESTER } from './world.ts';

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

/** A site and the person who files its tickets. */
export interface AnalysedSite {
  readonly requesterId: string;
  /** The world as the site holds it; for reading. */
  readonly world: World;
  /** Resolves and classifies. Throws when the stand-in cannot answer, which is a fault of the harness. */
  judge(analysis: Analysis, connection?: ConnectionKind): Promise<Outcome>;
  close(): Promise<void>;
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

type Plan = Extract<Analysis, { outcome: 'plan' }>;
type Resolved = Extract<ResolutionState, { state: 'done' }>;

function route({
  analysis,
  resolution,
  connection,
}: {
  analysis: Plan;
  resolution: Resolved;
  connection: ConnectionKind;
}) {
  return routePlan({
    wishes: resolution.wishes,
    requester: resolution.requester,
    site: {
      connection,
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
}

/** Builds a site; `furnish` adds what a description cannot hold. */
export function createAnalysedSite(
  world: WorldDescription,
  furnish: (world: World) => void = () => undefined,
): AnalysedSite {
  const site = createJiraSite({
    clock: () => NOW,
    scopes: SCOPES,
    onEvent: () => undefined,
    world,
    limits: { burst: false, perIssue: false, pointsPerHour: false },
  });
  site.edit(furnish);
  const built = site.exportWorld();
  const requester = Object.values(built.users).find(({ displayName }) => displayName === REQUESTER);
  if (requester === undefined) throw new Error(`the world knows nobody called ${REQUESTER}`);
  const answers = new Map<string, JiraReadResult>();
  const requesterId = requester.accountId;

  async function resolve(analysis: Plan, connection: ConnectionKind): Promise<Resolved> {
    const context = {
      issueKey: 'HELP-1',
      projectKey: 'HELP',
      speakerAccountId: requesterId,
      krakenAccountId: site.appAccountId,
      krakenProjectIds: [],
      defaultRole: DEFAULT_ROLE,
    };
    const wishes = analysis.actions.map((proposed, index) => ({ index, proposed, context }));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const state = resolvePlan({
        wishes,
        connection,
        requesterIds: [requesterId],
        known: (key) => answers.get(key),
      });
      if (state.state === 'done') return state;
      if (state.state === 'unavailable') throw new Error('the stand-in gave no usable answer');
      for (const one of state.reads) answers.set(readKey(one), await read(site, one));
    }
    throw new Error(`resolution did not end in ${MAX_ROUNDS} rounds`);
  }

  return {
    requesterId,
    world: built,
    async judge(analysis, connection = 'forge') {
      if (analysis.outcome !== 'plan') return { analysis, actions: [], notes: [] };
      const resolution = await resolve(analysis, connection);
      return { analysis, ...route({ analysis, resolution, connection }) };
    },
    close: () => site.close(),
  };
}
