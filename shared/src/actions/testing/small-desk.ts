/** The service desks of the small site: ABC has customers, organisations, request types and participants; HELP has none. */
import { type Asked, type FakeJira, Refusal } from './fake-jira.ts';

const DESKS = [
  { id: '5', projectId: '10000', projectKey: 'ABC' },
  { id: '6', projectId: '10090', projectKey: 'HELP' },
];

const person = (accountId: string, displayName: string, emailAddress: string | null) => ({
  accountId,
  displayName,
  emailAddress,
});

const CORA = person('cus', 'Cora Customer', 'cora@example.com');
const ALEX = person('alex1', 'Alex Kim', 'alex.kim@example.com');
const DANA = person('dana', 'Dana Weber', 'dana@example.com');
const LEA = person('lea', 'Lea Lead', 'lea@example.com');

/** Customers by desk. */
export const CUSTOMERS: Record<string, Array<ReturnType<typeof person>>> = {
  '5': [CORA, ALEX, DANA],
  '6': [],
};

const ORGANIZATIONS = [
  { id: '71', name: 'Acme', members: [LEA, ALEX], desks: ['5', '6'] },
  { id: '72', name: 'Berg', members: [CORA], desks: [] },
];

/** Request types of ABC. */
export const REQUEST_TYPES = [
  { id: '81', name: 'Report a problem', issueTypeId: '11' },
  { id: '82', name: 'Ask a question', issueTypeId: '11' },
];

const page = (values: unknown) => ({ values, isLastPage: true }) as never;

function organizations({ path, query }: Asked) {
  const { serviceDeskId: desk } = path;
  const { accountId } = query;
  return page(
    ORGANIZATIONS.filter(
      ({ members, desks }) =>
        (desk === undefined || desks.includes(desk)) &&
        (accountId === undefined || members.some((each) => each.accountId === accountId)),
    ),
  );
}

function customers({ path, query }: Asked) {
  const wanted = (query['query'] ?? '').toLowerCase();
  const all = CUSTOMERS[path['serviceDeskId'] ?? ''];
  if (all === undefined) return new Refusal(404);
  return page(
    all.filter(
      ({ displayName, emailAddress }) =>
        emailAddress?.startsWith(wanted) === true ||
        displayName.split(' ').some((word) => word.toLowerCase().startsWith(wanted)),
    ),
  );
}

/** Answers about the desks. */
export const SMALL_DESK: FakeJira = {
  getServiceDesks: () => page(DESKS),
  getCustomers: customers,
  getOrganizations: organizations,
  getOrganization: ({ path }) =>
    ORGANIZATIONS.find(({ id }) => id === path['organizationId']) ?? new Refusal(404),
  getUsersInOrganization: ({ path }) =>
    page(ORGANIZATIONS.find(({ id }) => id === path['organizationId'])?.members ?? []),
  getRequestTypes: ({ path }) => page(path['serviceDeskId'] === '5' ? REQUEST_TYPES : []),
  getRequestParticipants: () => page([DANA, { ...ALEX, emailAddress: null }]),
};
