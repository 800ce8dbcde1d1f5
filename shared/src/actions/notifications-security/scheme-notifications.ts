/** Notification schemes: finding one and an event of it, and reading who gets mail. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import type { SchemeKind } from '../look-up/find-scheme-of.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import type { SchemeMapping } from '../look-up/scheme-sharing.ts';
import { readOf } from '../operations.ts';
import type { ListedRecipient, RecipientKinds } from './recipients.ts';

const PAGE = 50;

/** Notification schemes as schemes of projects. */
export const NOTIFICATION_SCHEMES: SchemeKind = {
  thing: 'notification scheme',
  list: {
    read: (startAt) =>
      readOf('getNotificationSchemes', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
        ],
        pick: ['values[].id', 'values[].name', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  },
  ofProject: (projectKeyOrId) =>
    readOf('getNotificationSchemeForProject', { path: { projectKeyOrId }, pick: ['id', 'name'] }),
};

/** Where Jira says which projects use one. */
export const NOTIFICATION_MAPPING: SchemeMapping = {
  operationId: 'getNotificationSchemeToProjectMappings',
  filter: 'notificationSchemeId',
  thing: 'notification scheme',
};

/** How notification schemes call who gets mail. E-mail addresses are none: Jira Cloud has ended them. */
export const MAIL_KINDS: RecipientKinds = {
  plain: {
    'current assignee': 'CurrentAssignee',
    assignee: 'CurrentAssignee',
    reporter: 'Reporter',
    'current user': 'CurrentUser',
    'project lead': 'ProjectLead',
    'component lead': 'ComponentLead',
    'all watchers': 'AllWatchers',
    watchers: 'AllWatchers',
  },
  role: 'ProjectRole',
  group: 'Group',
  user: 'User',
  fields: { 'user field': 'UserCustomField', 'group field': 'GroupCustomField' },
  signedIn: undefined,
  refusal: 'A notification scheme sends mail to people, groups and roles, not to everybody.',
};

const LINES = 'notificationSchemeEvents[].notifications[]';

/** Reads who gets mail in a scheme, with names. */
export function notificationsRead(id: string): JiraRead {
  return readOf('getNotificationScheme', {
    path: { id },
    query: [['expand', 'all']],
    pick: [
      'notificationSchemeEvents[].event.id',
      'notificationSchemeEvents[].event.name',
      `${LINES}.id`,
      `${LINES}.notificationType`,
      `${LINES}.parameter`,
      `${LINES}.group.groupId`,
      `${LINES}.group.name`,
      `${LINES}.projectRole.name`,
      `${LINES}.user.accountId`,
      `${LINES}.user.displayName`,
    ],
  });
}

/** Reads the ids of all lines: what a removal compares. */
export function lineIdsRead(id: string): JiraRead {
  return readOf('getNotificationScheme', {
    path: { id },
    query: [['expand', 'all']],
    pick: [`${LINES}.id`],
  });
}

/** Path of the ids in the answer to `lineIdsRead`. */
export const LINE_IDS = `${LINES}.id`;

/** Reads what of a scheme decides whether a recipient is there already: no names. */
export function recipientsRead(id: string): JiraRead {
  return readOf('getNotificationScheme', {
    path: { id },
    query: [['expand', 'all']],
    pick: [
      'notificationSchemeEvents[].event.id',
      `${LINES}.notificationType`,
      `${LINES}.parameter`,
      `${LINES}.group.groupId`,
    ],
  });
}

/** Who gets mail about an event, in the answers to `notificationsRead` and `recipientsRead`. */
export function recipientsAt(body: Json, eventId: string): ListedRecipient[] {
  const event = itemsAt(body, 'notificationSchemeEvents').find(
    (item) => idAt(item, 'event.id') === eventId,
  );
  return itemsAt(event ?? null, 'notifications').map((line) => ({
    id: idAt(line, 'id') ?? '',
    type: textAt(line, 'notificationType') ?? '',
    value:
      idAt(line, 'group.groupId') ?? idAt(line, 'user.accountId') ?? idAt(line, 'parameter') ?? '',
    name:
      textAt(line, 'group.name') ??
      textAt(line, 'projectRole.name') ??
      textAt(line, 'user.displayName') ??
      idAt(line, 'parameter') ??
      '',
  }));
}

/** Finds an event of the site, or of the scheme; `created` means `Issue Created`. */
export function* findEvent(
  words: string,
  schemeBody: Json,
  context: ResolveContext,
): Reading<Result<{ id: string; name: string }, Obstacle>> {
  const [answer] = yield* readAll([readOf('getEvents', { pick: ['[].id', '[].name'] })]);
  const listed = [
    ...(answer.status === 200 ? itemsAt(answer.body) : []),
    ...itemsAt(schemeBody, 'notificationSchemeEvents').map((item) => itemOf(item)),
  ];
  const events = new Map(listed.flatMap(toThing).map((thing) => [thing.id, thing]));
  const things = [...events.values()];
  const folded = foldName(bareWords(words));
  const isShort = !things.some(({ name }) => foldName(name) === folded);
  const long = things.find(({ name }) => foldName(name) === `issue ${folded}`);
  const found = yield* chooseNamed(
    isShort && long !== undefined ? long.name : words,
    things,
    true,
    { thing: 'event', guard: { global: 'ADMINISTER' } },
    context,
  );
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

const itemOf = (item: Json): Json => ({
  id: idAt(item, 'event.id') ?? '',
  name: textAt(item, 'event.name') ?? '',
});

function toThing(item: Json): NamedThing[] {
  const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
  return id === undefined || name === undefined || !/^\d{1,20}$/.test(id)
    ? []
    : [{ id, name, body: item }];
}
