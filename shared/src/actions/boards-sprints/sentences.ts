/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listed, plain } from '../sentence-words.ts';

/** Issues that move into a sprint; `sprintIds` are the open sprints an issue is in now. */
export type SprintTarget = {
  sprint: { id: string; name: string };
  sprintField: string;
  issues: Array<{ key: string; sprintId: string | null }>;
};

/** Action type -> sentence. */
export const boardsSprintsSentences = {
  'sprint.issue.move': ({ issues, sprint }: SprintTarget): string =>
    `Move ${listed(issues.map(({ key }) => key))} to ${plain(sprint.name)}`,
};
