/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { counted, listed, plain } from '../sentence-words.ts';

/** A thing by its id; the name is for people. */
type Ref = { id: string; name: string };

/** Issues that move into a sprint; `sprintId` is the open sprint an issue is in now, null the backlog. */
export type SprintTarget = {
  sprint: Ref;
  sprintField: string;
  issues: Array<{ key: string; sprintId: string | null }>;
};

/** Issues that leave their sprints. */
export type BacklogTarget = Omit<SprintTarget, 'sprint'>;

/** A new sprint; dates as Jira takes them. */
export type CreateSprintTarget = {
  board: Ref;
  name: string;
  start: string | null;
  end: string | null;
  goal: string | null;
};

/** Fields of a sprint that change; `before` null: not set. */
export type UpdateSprintTarget = {
  sprint: Ref;
  changes: Array<{
    field: 'name' | 'goal' | 'startDate' | 'endDate';
    before: string | null;
    after: string;
  }>;
};

/** A sprint that begins, with its dates as Jira takes them. */
export type StartSprintTarget = { sprint: Ref; start: string; end: string };

/** A sprint that ends; its open issues go to `moveTo`, null the backlog. */
export type CompleteSprintTarget = {
  sprint: Ref;
  sprintField: string;
  moveTo: Ref | null;
  issues: Array<{ id: string; key: string }>;
};

/** A sprint alone. */
export type DeleteSprintTarget = { sprint: Ref };

const LABELS = { name: 'name', goal: 'goal', startDate: 'start', endDate: 'end' };

const moved = (issues: ReadonlyArray<{ key: string }>, where: string): string =>
  `Move ${listed(issues.map(({ key }) => key))} to ${where}`;

/** Action type -> sentence. */
export const boardsSprintsSentences = {
  'sprint.issue.move': ({ issues, sprint }: SprintTarget): string =>
    moved(issues, plain(sprint.name)),
  'backlog.issue.move': ({ issues }: BacklogTarget): string => moved(issues, 'the backlog'),
  'sprint.create': ({ name, board }: CreateSprintTarget): string =>
    `Create the sprint ${plain(name)} on ${plain(board.name)}`,
  'sprint.update': ({ sprint, changes }: UpdateSprintTarget): string =>
    `Change ${listed(changes.map(({ field }) => LABELS[field]))} of the sprint ${plain(sprint.name)}`,
  'sprint.start': ({ sprint }: StartSprintTarget): string =>
    `Start the sprint ${plain(sprint.name)}`,
  'sprint.complete': ({ sprint, issues, moveTo }: CompleteSprintTarget): string => {
    const open = `${counted(issues.length, 'open issue')} to ${moveTo === null ? 'the backlog' : plain(moveTo.name)}`;
    return `Complete the sprint ${plain(sprint.name)}${issues.length === 0 ? '' : ` and move ${open}`}`;
  },
  'sprint.delete': ({ sprint }: DeleteSprintTarget): string =>
    `Delete the sprint ${plain(sprint.name)}`,
};
