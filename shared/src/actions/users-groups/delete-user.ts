/**
 * `user.delete`: a person leaves the site. Jira wants a site administrator for it and takes it from no app.
 * Administrators are removed by people.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { goneCheck } from '../effects.ts';
import { countIn, countRead, pinCount } from '../look-up/count-issues.ts';
import { findUser, userRead } from '../look-up/find-user.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { walkLedBy } from '../look-up/walk-projects.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, countWithNames } from '../sentence-words.ts';

const accountRead = (accountId: string) =>
  userRead(accountId, ['accountId', 'accountType', 'active']);

const rightsRead = (accountId: string) =>
  readOf('getBulkPermissions', {
    body: { accountId, globalPermissions: ['ADMINISTER'], projectPermissions: [] },
    pick: ['globalPermissions'],
  });

const groupsRead = (accountId: string) =>
  readOf('getUserGroups', { query: [['accountId', accountId]], pick: ['[].name'] });

const openRead = (accountId: string) =>
  countRead(`assignee = "${accountId}" AND statusCategory != Done`);

const filedRead = (accountId: string) => countRead(`reporter = "${accountId}"`);

function* resolveDelete(
  args: { user: string },
  context: ResolveContext,
): Reading<Outcome<'user.delete'>> {
  const person = yield* findUser(args.user, context, { mayBeInactive: true });
  if (!person.ok) return person;
  const { accountId, name } = person.value;
  const [[account, rights, groups, open, filed], led] = yield* readTogether(
    readAll([
      accountRead(accountId),
      rightsRead(accountId),
      groupsRead(accountId),
      openRead(accountId),
      filedRead(accountId),
    ]),
    walkLedBy(accountId),
  );
  if (rights.status !== 200) return refusedRead(`what ${name} may do`, rights);
  if (itemsAt(rights.body, 'globalPermissions').includes('ADMINISTER')) {
    return unsupported(
      `${name} administers Jira; an administrator of the organisation removes such an account by hand.`,
    );
  }
  const issues = countIn(open);
  return found({
    target: { person: { accountId, name } },
    facts: factsOf(context, {
      targets: [{ kind: 'user', id: accountId, name }],
      projectIds: [],
      people: [person.value],
      counts:
        led === null || issues === undefined
          ? null
          : { users: 1, projects: led.projects.length, issues },
      isGlobal: true,
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Account of ${name}`,
        before: stateOf(person.value),
        after: 'removed from the site',
      },
    ],
    preconditions: [
      precondition(`Account of ${name}`, accountRead(accountId), account),
      precondition(`Rights of ${name}`, rightsRead(accountId), rights),
      ...(groups.status === 200
        ? [precondition(`Groups of ${name}`, groupsRead(accountId), groups)]
        : []),
      ...pinCount(`Open issues assigned to ${name}`, openRead(accountId), open),
      ...pinCount(`Issues filed by ${name}`, filedRead(accountId), filed),
      ...(led?.preconditions ?? []),
    ],
    radius: [
      countSentence(issues, ['open issue is', 'open issues are'], `assigned to ${name}`),
      countSentence(countIn(filed), ['issue was', 'issues were'], `filed by ${name}`),
      led === null
        ? 'Kraken could not find out which projects the person leads'
        : countWithNames(
            led.projects.map((project) => project.name),
            'project has the person as lead',
            'projects have the person as lead',
          ),
      groups.status === 200
        ? `The person leaves ${countOf(itemsAt(groups.body).length, 'group')}`
        : 'Jira does not say in which groups the person is',
      'Filters and dashboards of the person stay without an owner',
    ],
  });
}

const stateOf = ({ isActive }: PersonFact): string => (isActive ? 'active' : 'deactivated');

function countSentence(
  count: number | undefined,
  [one, many]: readonly [string, string],
  words: string,
): string {
  return count === undefined
    ? `Jira does not say how many ${many} ${words}`
    : `${countOf(count, one, many)} ${words}`;
}

/** Catalogue entry of `user.delete`. */
export const deleteUser = defineAction('user.delete', {
  area: 'users_groups',
  title: 'Remove a person from the site',
  defaultClass: 'requires-approval',
  approvalBecause: 'It cannot be undone: groups, roles and grants of the person are lost.',
  level: 'critical',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: a new invitation brings back none of the rights',
  },
  blastRadius: 'work assigned to and filed by the person; projects led; groups left',
  connections: ['oauth'],
  writes: operations('removeUser'),
  reads: operations(
    'findUsers',
    'getUser',
    'getUserGroups',
    'searchProjects',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ user: words }),
  resolve: resolveDelete,
  compile: ({ person }) => [requestOf('removeUser', { query: [['accountId', person.accountId]] })],
  check: ({ person }) => goneCheck(accountRead(person.accountId)),
  inverse: () => null,
});
