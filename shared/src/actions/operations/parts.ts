/** Beginnings of paths, and the classic scopes, as the tables of operations write them. */

export const API = '/rest/api/3';
export const AGILE = '/rest/agile/1.0';
export const DESK = '/rest/servicedeskapi';

export const WORK = 'read:jira-work';
export const WRITE = 'write:jira-work';
export const USER = 'read:jira-user';
export const PROJECT = 'manage:jira-project';
export const CONFIGURATION = 'manage:jira-configuration';
