/** Finds an organisation of customers by name or `id:…`, and the desks it was given to. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { DESK_PAGE, type Desk, deskPage, readDesks } from './find-desk.ts';
import { findNamed, type NamedSearch } from './find-named.ts';
import type { Obstacle } from './obstacle.ts';
import { type Pinned, pinAnswers } from './pin-reads.ts';
import { idAt, isTrueAt, itemsAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** An organisation as far as resolution needs it. */
export interface Organization {
  id: string;
  name: string;
}

/** Which desks are looked through for an organisation; with more, where it is used is not known. */
const MAX_DESKS = 20;

/** Organisations of the whole site. Only administrators of Jira are shown their names: they name other companies. */
export const ORGANIZATIONS: NamedSearch = {
  thing: 'organisation',
  listName: 'the customer organisations',
  guard: { global: 'ADMINISTER' },
  isCandidate: ({ id }) => /^\d+$/.test(id),
  list: {
    items: 'values',
    pageSize: DESK_PAGE,
    read: (start) =>
      readOf('getOrganizations', {
        query: deskPage(start),
        pick: ['values[].id', 'values[].name', 'isLastPage'],
      }),
  },
};

/** Finds the one organisation the words mean. */
export function* findOrganization(
  words: string,
  context: ResolveContext,
): Reading<Result<Organization, Obstacle>> {
  const found = yield* findNamed(words, ORGANIZATIONS, context);
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** An organisation as a target of an action. */
export function organizationTarget({ id, name }: Organization): Target {
  return { kind: 'organization', id, name };
}

/** Reads an organisation by id: that it is there, under its name. */
export function organizationRead(id: string): JiraRead {
  return readOf('getOrganization', { path: { organizationId: id }, pick: ['id', 'name'] });
}

/** Reads the organisations a person is in; `values[].id` names them. */
export function organizationsOfRead({ accountId }: Pick<PersonFact, 'accountId'>): JiraRead {
  return readOf('getOrganizations', {
    query: [['accountId', accountId], ...deskPage(0)],
    pick: ['values[].id', 'isLastPage'],
  });
}

/** Reads the organisations of a desk, or those of them one person is in. */
export function deskOrganizationsRead(
  deskId: string,
  person?: Pick<PersonFact, 'accountId'>,
): JiraRead {
  return readOf('getOrganizations@desk', {
    path: { serviceDeskId: deskId },
    query: [
      ...(person === undefined ? [] : [['accountId', person.accountId] as [string, string]]),
      ...deskPage(0),
    ],
    pick: ['values[].id', 'isLastPage'],
  });
}

/** Whether an answer lists the organisation; undefined where it does not say so for certain. */
export function lists(answer: JiraReadResult | undefined, organizationId: string) {
  if (answer?.status !== 200) return undefined;
  const isIn = itemsAt(answer.body, 'values').some((item) => idAt(item, 'id') === organizationId);
  return isIn || isTrueAt(answer.body, 'isLastPage') ? isIn : undefined;
}

/**
 * The desks an organisation was given to, and the facts that show it; null where that could not be read to the end. Each
 * desk only says whether it has this organisation, whatever others it has.
 */
export function* desksOfOrganization(organizationId: string): Reading<Pinned<Desk[]> | null> {
  const all = yield* readDesks();
  if (!all.ok || !all.value.isWhole || all.value.desks.length > MAX_DESKS) return null;
  const { desks, preconditions } = all.value;
  const answers: readonly JiraReadResult[] = yield* readAll(
    desks.map(({ id }) => deskOrganizationsRead(id)),
  );
  const states = answers.map((answer) => lists(answer, organizationId));
  if (states.includes(undefined)) return null;
  const pins = desks.map(({ id, key }, index) => ({
    label: `Customer organisations of ${key}`,
    read: deskOrganizationsRead(id),
    holds: { list: 'values[].id', value: organizationId, isIn: states[index] === true },
  }));
  return {
    found: desks.filter((_, index) => states[index] === true),
    preconditions: [...preconditions, ...pinAnswers(pins, answers)],
  };
}
