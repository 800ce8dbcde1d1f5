/** Look-ups of the administration page, asked as the administrator: groups and projects to choose from, pinning. */
import { fieldAt, type JiraRequest, type Json, renderRequest } from '@kraken/shared';
import {
  FIND_GROUPS,
  GET_TASK,
  type OwnOperation,
  PIN_PANEL,
  SEARCH_PROJECTS,
} from '../jira/own-operations';
import { type Sender, sendRead, sendWrite } from '../jira/send-patiently';
import { failureWords } from '../orders/failure-words';
import type { JiraAnswer } from '../ports';
import type {
  ChangeOutcome,
  GroupChoice,
  PinPayload,
  PinProgress,
  ProjectChoice,
} from './admin-contract';

const MOST = 20;

async function read(
  sender: Sender,
  operation: OwnOperation,
  parts: Partial<Pick<JiraRequest, 'path' | 'query'>>,
): Promise<JiraAnswer | undefined> {
  const rendered = renderRequest({ ...operation, path: {}, query: [], ...parts });
  return rendered.ok ? sendRead(sender, rendered.value) : undefined;
}

const textAt = (value: Json, path: string): string => {
  const found = fieldAt(value, path);
  return typeof found === 'string' ? found : '';
};

/** Groups whose name contains the text. */
export async function searchGroups(sender: Sender, query: string): Promise<GroupChoice[]> {
  const answer = await read(sender, FIND_GROUPS, {
    query: [
      ['query', query],
      ['maxResults', String(MOST)],
    ],
  });
  const groups = answer?.status === 200 ? fieldAt(answer.body, 'groups') : undefined;
  if (!Array.isArray(groups)) return [];
  return groups
    .map((group) => ({ groupId: textAt(group, 'groupId'), name: textAt(group, 'name') }))
    .filter(({ groupId, name }) => groupId !== '' && name !== '');
}

/** Projects whose name or key contains the text. */
export async function searchProjects(sender: Sender, query: string): Promise<ProjectChoice[]> {
  const search: Array<[string, string]> = query === '' ? [] : [['query', query]];
  const answer = await read(sender, SEARCH_PROJECTS, {
    query: [['maxResults', String(MOST)], ['orderBy', 'key'], ...search],
  });
  const values = answer?.status === 200 ? fieldAt(answer.body, 'values') : undefined;
  if (!Array.isArray(values)) return [];
  return values.map((project) => ({
    projectId: textAt(project, 'id'),
    key: textAt(project, 'key'),
    name: textAt(project, 'name'),
  }));
}

/** Starts pinning; Jira does it as a long task. `moduleId`: ARI of the panel in this environment. */
export async function pinPanel(
  sender: Sender,
  moduleId: string,
  pins: PinPayload,
): Promise<ChangeOutcome> {
  const projectList = [
    ...pins.pin.map((projectIdOrKey) => ({ projectIdOrKey, action: 'PIN' })),
    ...pins.unpin.map((projectIdOrKey) => ({ projectIdOrKey, action: 'UNPIN' })),
  ];
  const body = { moduleId, projectList };
  const rendered = renderRequest({ ...PIN_PANEL, path: {}, query: [], body });
  if (!rendered.ok) throw new Error('an operation without parameters must render');
  const { answer } = await sendWrite(sender, rendered.value);
  if (answer.status !== 202) return { isDone: false, sentence: failureWords(answer) };
  return {
    isDone: true,
    sentence: 'Jira is showing the panel in these projects.',
    taskId: textAt(answer.body, 'taskId'),
  };
}

/** How far pinning is. */
export async function readPinProgress(sender: Sender, taskId: string): Promise<PinProgress> {
  const answer = await read(sender, GET_TASK, { path: { taskId } });
  if (answer?.status !== 200) return { state: 'unknown', percent: 0 };
  const progress = fieldAt(answer.body, 'progress');
  const percent = typeof progress === 'number' ? Math.min(100, Math.max(0, progress)) : 0;
  switch (textAt(answer.body, 'status')) {
    case 'COMPLETE':
      return { state: 'done', percent: 100 };
    case 'ENQUEUED':
    case 'RUNNING':
      return { state: 'running', percent };
    default:
      return { state: 'failed', percent };
  }
}
