/** What a new sprint meets: open sprints of its name on the board; and how it is seen to be there. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { foldName } from '../look-up/match-name.ts';
import { already, ask } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { CreateSprintTarget } from './sentences.ts';
import { isSameTime } from './sprint-dates.ts';

/** Reads the sprints of the board that are not over. */
export function openSprintsRead(boardId: string): JiraRead {
  return readOf('getAllSprints', {
    path: { boardId },
    query: [
      ['state', 'active,future'],
      ['maxResults', '50'],
    ],
    pick: ['values[].name', 'values[].startDate', 'values[].endDate', 'values[].goal', 'isLast'],
  });
}

function sameName(target: CreateSprintTarget, answer: JiraReadResult) {
  return itemsAt(answer.body, 'values').filter(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(target.name),
  );
}

type Listed = ReturnType<typeof sameName>[number];

function isAsAsked({ start, end, goal }: CreateSprintTarget, sprint: Listed): boolean {
  return (
    isSameTime(start, textAt(sprint, 'startDate') ?? null) &&
    isSameTime(end, textAt(sprint, 'endDate') ?? null) &&
    (goal ?? '') === (textAt(sprint, 'goal') ?? '')
  );
}

/** What ends the wish where the board has an open sprint of that name. */
export function refuseTwin(target: CreateSprintTarget, answer: JiraReadResult) {
  const [twin] = sameName(target, answer);
  if (twin === undefined) return undefined;
  const { name, board } = target;
  if (isAsAsked(target, twin))
    return already(`${quoted(board.name)} already has the sprint ${quoted(name)}.`);
  return ask(
    'sprint',
    name,
    [],
    `${quoted(board.name)} already has a sprint called ${quoted(name)}, with other dates or another goal. Shall that one be changed, or what shall the new one be called?`,
  );
}

/** One open sprint of the name, with its dates and goal, is done. */
export function newSprintCheck(target: CreateSprintTarget): EffectCheck {
  return {
    reads: [openSprintsRead(target.board.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const [made, ...others] = sameName(target, answer);
      if (made === undefined) return isTrueAt(answer.body, 'isLast') ? 'not-done' : 'unknown';
      return others.length === 0 && isAsAsked(target, made) ? 'done' : 'differs';
    },
  };
}
