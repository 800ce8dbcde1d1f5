/** The state of the played Jira, and how single operations can be made to answer otherwise. */
import type { JiraRequest, Json } from '@kraken/shared';

/** What Jira sends: `status` 0 when no answer comes. A text body is a page of HTML. */
export interface JiraAnswer {
  status: number;
  body: Json;
}

export const NO_ANSWER: JiraAnswer = { status: 0, body: null };
export const BUSY: JiraAnswer = { status: 503, body: null };
export const HTML_PAGE: JiraAnswer = { status: 200, body: '<!doctype html><title>Log in</title>' };

/** Answers one operation instead of the site; `usual` does what Jira would have done. */
export type Answering = (request: JiraRequest, usual: () => JiraAnswer) => JiraAnswer;

/** A project; a deleted one is in the recycle bin. */
export interface PlayedProject {
  id: string;
  key: string;
  name: string;
  archived: boolean;
  deleted: boolean;
  issues: number;
}

/** An account. */
export interface PlayedPerson {
  accountId: string;
  displayName: string;
  emailAddress: string;
  accountType: string;
  active: boolean;
}

/** The site. Tests change it between steps, as people would. */
export interface PlayedJira {
  projects: PlayedProject[];
  people: PlayedPerson[];
  /** Account ids by `projectKey/roleId`. */
  actors: Map<string, string[]>;
  siteAdmins: Set<string>;
  /** `accountId/projectKey` of people who do not see a project. */
  blind: Set<string>;
  /** `accountId/issueKey` of people to whom a security level closes an issue of a project they see. */
  closed: Set<string>;
  issues: Array<{ id: string; key: string; projectId: string; assignee: string | null }>;
  fields: Array<{ id: string; name: string }>;
  /** Other answers, by operation id. */
  answers: Map<string, Answering>;
  /** Writes that reached Jira, in order; comments are kept by the app. */
  writes: JiraRequest[];
}

const project = (id: string, key: string, name: string): PlayedProject => {
  return { id, key, name, archived: false, deleted: false, issues: 4 };
};

const person = (
  accountId: string,
  displayName: string,
  accountType = 'atlassian',
): PlayedPerson => {
  const emailAddress = `${accountId}@example.com`;
  return { accountId, displayName, emailAddress, accountType, active: true };
};

/** A site with three projects that live, Dan who asks, and Ana who administers it. */
export function createJira(): PlayedJira {
  return {
    projects: [
      project('10000', 'ABC', 'Alpha'),
      project('10002', 'PAY', 'Payments'),
      project('10090', 'HELP', 'Help desk'),
    ],
    people: [
      person('dan', 'Dan Reporter'),
      person('dana', 'Dana Weber'),
      person('lea', 'Lea Lang'),
      person('ana', 'Ana Admin'),
      person('kraken', 'Kraken', 'app'),
    ],
    actors: new Map([['ABC/30001', ['lea']]]),
    siteAdmins: new Set(['ana']),
    blind: new Set(),
    closed: new Set(),
    issues: [{ id: '40001', key: 'ABC-1', projectId: '10000', assignee: null }],
    fields: [],
    answers: new Map(),
    writes: [],
  };
}
