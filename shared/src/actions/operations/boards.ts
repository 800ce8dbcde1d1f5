/** Jira's operations on boards, sprints and filters: id, method, path, scopes. */
import { AGILE, API, WORK, WRITE } from './parts.ts';

/** Rows of the table of operations. */
export const boardsOperations = [
  ['getAllBoards', 'GET', `${AGILE}/board`, 'read:board-scope:jira-software', 'read:project:jira'],
  ['getAllSprints', 'GET', `${AGILE}/board/{boardId}/sprint`, 'read:sprint:jira-software'],
  ['getSprint', 'GET', `${AGILE}/sprint/{sprintId}`, 'read:sprint:jira-software'],
  [
    'moveIssuesToSprintAndRank',
    'POST',
    `${AGILE}/sprint/{sprintId}/issue`,
    'write:sprint:jira-software',
  ],
  ['changeFilterOwner', 'PUT', `${API}/filter/{id}/owner`, WRITE],
  ['getFiltersPaginated', 'GET', `${API}/filter/search`, WORK],
  ['createBoard', 'POST', `${AGILE}/board`, 'write:board-scope:jira-software'],
  ['createFilter', 'POST', `${API}/filter`, WRITE],
  ['deleteBoard', 'DELETE', `${AGILE}/board/{boardId}`, 'write:board-scope:jira-software'],
  ['createSprint', 'POST', `${AGILE}/sprint`, 'write:sprint:jira-software'],
  ['partiallyUpdateSprint', 'POST', `${AGILE}/sprint/{sprintId}`, 'write:sprint:jira-software'],
  ['moveIssuesToBacklog', 'POST', `${AGILE}/backlog/issue`, 'write:board-scope:jira-software'],
  ['deleteSprint', 'DELETE', `${AGILE}/sprint/{sprintId}`, 'delete:sprint:jira-software'],
  ['addSharePermission', 'POST', `${API}/filter/{id}/permission`, WRITE],
  ['deleteSharePermission', 'DELETE', `${API}/filter/{id}/permission/{permissionId}`, WRITE],
  ['deleteFilter', 'DELETE', `${API}/filter/{id}`, WRITE],
  [
    'getBoardByFilterId',
    'GET',
    `${AGILE}/board/filter/{filterId}`,
    'read:board-scope.admin:jira-software',
  ],
  [
    'getConfiguration',
    'GET',
    `${AGILE}/board/{boardId}/configuration`,
    'read:board-scope.admin:jira-software',
    'read:project:jira',
  ],
] as const;
