/** Of which issue type a request is made: the one named, or the only one there is. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import type { FoundDesk } from '../look-up/find-desk.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';

/** What of a project shows its issue types. */
export const ISSUE_TYPE_FIELDS = ['id', 'name', 'subtask'].map((field) => `issueTypes[].${field}`);

/** Issue types a request can be made of. */
function issueTypesIn({ body }: JiraReadResult): NamedThing[] {
  return itemsAt(body, 'issueTypes').flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    if (id === undefined || name === undefined || isTrueAt(item, 'subtask')) return [];
    return [{ id, name, body: item }];
  });
}

/** The issue type the words mean; a sub-task is none. */
export function* chooseIssueType(
  wanted: string | undefined,
  { desk }: FoundDesk,
  answer: JiraReadResult,
  context: ResolveContext,
): Reading<Result<{ id: string; name: string }, Obstacle>> {
  const types = issueTypesIn(answer);
  const [only] = types;
  if (wanted === undefined && types.length === 1 && only !== undefined) {
    return ok({ id: only.id, name: only.name });
  }
  const guard = { projectId: desk.projectId };
  const type = yield* chooseNamed(
    wanted ?? '',
    types,
    true,
    { thing: 'issue type', guard },
    context,
  );
  return type.ok ? ok({ id: type.value.id, name: type.value.name }) : type;
}
