/** For each issue of a list the one bulk transition that leads to a status. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import type { StatusName } from './find-status.ts';
import { mayBeConditional, oneTransitionRead } from './find-transition.ts';
import { inChunks } from './in-chunks.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** Issues by transition, and the ones that have none. */
export interface BulkTransitions {
  groups: Array<{ transitionId: string; keys: string[] }>;
  without: string[];
  /** Where each transition leads, as it was read. */
  pins: Precondition[];
  /** A transition has a condition, or may have one. */
  isConditional: boolean;
}

/** Keys in one address; Jira takes 1,000, addresses of that length are refused on the way. */
const MAX_KEYS = 100;

function transitionsRead(keys: readonly string[]): JiraRead {
  return readOf('getAvailableTransitions', {
    query: [['issueIdsOrKeys', keys.join(',')]],
    pick: [
      'availableTransitions[].issues',
      'availableTransitions[].transitions[].transitionId',
      'availableTransitions[].transitions[].transitionName',
      'availableTransitions[].transitions[].to.statusId',
    ],
  });
}

/** Finds the transitions. Asks where a workflow has several ways to the status. */
export function* findBulkTransitions(
  keys: readonly string[],
  status: StatusName,
): Reading<Result<BulkTransitions, Obstacle>> {
  const reads = inChunks(keys, MAX_KEYS).map(transitionsRead);
  const answers = yield* readAll(reads);
  const refused = answers.find((answer) => answer.status !== 200);
  if (refused !== undefined) return refusedRead('bulk transitions', refused);
  const byTransition = new Map<string, string[]>();
  const left = new Set(keys);
  const samples: JiraRead[] = [];
  for (const workflow of answers.flatMap((answer) => workflowsIn(answer, status))) {
    const [way, other] = workflow.ways;
    if (way === undefined) continue;
    if (other !== undefined) {
      return ask(
        'transition',
        status.name,
        workflow.ways.map(({ name }) => name),
      );
    }
    const own = workflow.keys.filter((key) => left.delete(key));
    samples.push(...own.slice(0, 1).map((key) => oneTransitionRead(key, way.id)));
    byTransition.set(way.id, [...(byTransition.get(way.id) ?? []), ...own]);
  }
  const groups = [...byTransition].map(([transitionId, found]) => ({ transitionId, keys: found }));
  const pins = reads.flatMap((read, at): Precondition[] => {
    const answer = answers[at];
    if (answer === undefined) return [];
    return [{ label: 'Transitions of the issues', read, expected: answer }];
  });
  const isConditional = (yield* readAll(samples)).some(mayBeConditional);
  const moving = groups.filter((group) => group.keys.length > 0);
  return ok({ groups: moving, without: [...left], pins, isConditional });
}

interface Workflow {
  keys: string[];
  ways: Array<{ id: string; name: string }>;
}

function workflowsIn(answer: JiraReadResult, status: StatusName): Workflow[] {
  return itemsAt(answer.body, 'availableTransitions').map((workflow) => ({
    keys: itemsAt(workflow, 'issues').filter((key) => typeof key === 'string'),
    ways: itemsAt(workflow, 'transitions').flatMap((transition) => {
      const id = idAt(transition, 'transitionId');
      const to = idAt(transition, 'to.statusId');
      if (id === undefined || to === undefined || !status.ids.includes(to)) return [];
      return [{ id, name: textAt(transition, 'transitionName') ?? id }];
    }),
  }));
}
