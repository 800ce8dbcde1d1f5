/** Where the open issues of a completed sprint go. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { type BoardSprint, sprintsOn } from '../look-up/board-sprints.ts';
import { findBoardSprint } from '../look-up/find-board-sprint.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { countOf, quoted } from '../sentence-words.ts';

const BACKLOG = new Set(['backlog', 'the backlog', 'product backlog']);

/** Another open sprint of the board, or the backlog (null). Asks where issues are open and nothing is said. */
export function* findDestination(
  words: string | undefined,
  sprint: BoardSprint,
  open: number,
  context: ResolveContext,
): Reading<Result<BoardSprint | null, Obstacle>> {
  if (open === 0 || (words !== undefined && BACKLOG.has(foldName(bareWords(words))))) {
    return ok(null);
  }
  if (words === undefined) return yield* askWhere(sprint, open, context);
  const { board } = sprint;
  const place = { projectKeys: board.projectKey === null ? null : [board.projectKey] };
  const to = yield* findBoardSprint(words, place, context);
  if (!to.ok) return to;
  if (to.value.id === sprint.id) return yield* askWhere(sprint, open, context);
  return to.value.state === 'closed'
    ? unsupported(`${quoted(to.value.name)} is closed; Jira moves nothing into a closed sprint.`)
    : to;
}

function* askWhere(
  sprint: BoardSprint,
  open: number,
  context: ResolveContext,
): Reading<Result<never, Obstacle>> {
  const sentence = `${countOf(open, 'issue of', 'issues of')} ${quoted(sprint.name)} ${open === 1 ? 'is' : 'are'} not done. Where shall they go: to the backlog, or to which sprint?`;
  const others = yield* sprintsOn([sprint.board], 'future');
  const choices = others.ok ? others.value.map(({ name }) => name) : [];
  const { projectId } = sprint.board;
  if (projectId === null) return ask('destination', '', ['backlog'], sentence);
  const guard = { projectId };
  return yield* askVisibly(
    { thing: 'destination', words: '', choices: ['backlog', ...choices], sentence, guard },
    context,
  );
}
