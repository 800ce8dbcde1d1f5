/** `notification_scheme.add` and `.remove`: who gets mail about an event, in every project that uses the scheme. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { InverseWish, PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeOf, type SchemeOf } from '../look-up/find-scheme-of.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { findSharing } from '../look-up/scheme-sharing.ts';
import { sharingFacts, usersSentence } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import {
  findListed,
  findRecipient,
  isSameRecipient,
  recipientArg,
  recipientOf,
} from './recipients.ts';
import {
  findEvent,
  LINE_IDS,
  lineIdsRead,
  MAIL_KINDS,
  NOTIFICATION_MAPPING,
  NOTIFICATION_SCHEMES,
  notificationsRead,
  recipientsAt,
  recipientsRead,
} from './scheme-notifications.ts';
import type { NotificationTarget } from './sentences.ts';

type Args = { scheme?: string; project?: string; event: string; recipient: string };

interface Place extends SchemeOf {
  event: { id: string; name: string };
  answer: JiraReadResult;
}

function* findPlace(args: Args, context: ResolveContext): Reading<Result<Place, Obstacle>> {
  const where = yield* findSchemeOf(args, NOTIFICATION_SCHEMES, context);
  if (!where.ok) return where;
  const { scheme } = where.value;
  const [answer] = yield* readAll([notificationsRead(scheme.id)]);
  if (answer.status !== 200)
    return refusedRead(`the notification scheme ${quoted(scheme.name)}`, answer);
  const event = yield* findEvent(args.event, answer.body, context);
  return event.ok ? ok({ ...where.value, event: event.value, answer }) : event;
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'notification_scheme.add'>> {
  const place = yield* findPlace(args, context);
  if (!place.ok) return place;
  const { scheme, event } = place.value;
  const who = yield* findRecipient(args.recipient, MAIL_KINDS, context);
  if (!who.ok) return who;
  const { recipient, person } = who.value;
  const read = recipientsRead(scheme.id);
  const [before] = yield* readAll([read]);
  if (before.status !== 200)
    return refusedRead(`the notification scheme ${quoted(scheme.name)}`, before);
  const target: NotificationTarget = { scheme, event, recipient, notificationId: '' };
  if (isListed(target, before)) {
    return already(
      `${recipient.words} already gets mail about ${quoted(event.name)} in ${quoted(scheme.name)}.`,
    );
  }
  const recipients = precondition(`Who gets mail in ${quoted(scheme.name)}`, read, before);
  return found(yield* findingOf(place.value, target, person, recipients, context));
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'notification_scheme.remove'>> {
  const place = yield* findPlace(args, context);
  if (!place.ok) return place;
  const { scheme, event, answer } = place.value;
  const listed = recipientsAt(answer.body, event.id);
  const line = yield* findListed(
    { thing: 'recipient', words: args.recipient, listed, kinds: MAIL_KINDS },
    context,
  );
  if (!line.ok) return line;
  if ('absent' in line.value) {
    return already(
      `${line.value.absent} gets no mail about ${quoted(event.name)} in ${quoted(scheme.name)}.`,
    );
  }
  const read = lineIdsRead(scheme.id);
  const [before] = yield* readAll([read]);
  if (before.status !== 200)
    return refusedRead(`the notification scheme ${quoted(scheme.name)}`, before);
  const recipient = recipientOf(line.value.line, MAIL_KINDS);
  const target: NotificationTarget = {
    scheme,
    event,
    recipient,
    notificationId: line.value.line.id,
  };
  // The whole list: Jira numbers its lines, and a narrowed precondition compares texts only.
  const stillThere = precondition(`Who gets mail in ${quoted(scheme.name)}`, read, before);
  return found(yield* findingOf(place.value, target, undefined, stillThere, context));
}

function* findingOf(
  { scheme, project, event }: Place,
  target: NotificationTarget,
  person: PersonFact | undefined,
  before: ReturnType<typeof precondition>,
  context: ResolveContext,
) {
  const shared = yield* findSharing(NOTIFICATION_MAPPING, scheme);
  const users = shared?.projects ?? null;
  const { recipient } = target;
  const isAdding = target.notificationId === '';
  const row = [`no mail to ${recipient.words}`, `mail to ${recipient.words}`];
  const [from = '', to = ''] = isAdding ? row : row.reverse();
  return {
    target,
    facts: factsOf(context, {
      ...sharingFacts(schemeTarget(scheme), users, project, context),
      people: person === undefined ? [] : [person],
      hasCompleteInverse: recipientArg(recipient, MAIL_KINDS) !== undefined,
    }),
    rows: [
      {
        label: `${quoted(event.name)} in the notification scheme ${quoted(scheme.name)}`,
        before: from,
        after: to,
      },
    ],
    preconditions: [before, ...(shared?.preconditions ?? [])],
    radius: [usersSentence(users, 'scheme'), 'Mail that has gone out does not come back'],
  };
}

function isListed({ event, recipient }: NotificationTarget, answer: JiraReadResult): boolean {
  return recipientsAt(answer.body, event.id).some((line) => isSameRecipient(line, recipient));
}

function wishOf(type: string, target: NotificationTarget): InverseWish[] | null {
  const { scheme, event, recipient } = target;
  const arg = recipientArg(recipient, MAIL_KINDS);
  if (arg === undefined) return null;
  const args = { scheme: namedId(scheme.id), event: namedId(event.id), recipient: arg };
  return [{ type, args }];
}

const COMMON = {
  area: 'notification_security',
  defaultClass: 'requires-approval',
  level: 'standard',
  blastRadius: 'every project that uses the scheme; who gets mail',
  connections: ['forge', 'oauth'],
  reads: operations(
    'getProject',
    'searchProjects',
    'getNotificationSchemes',
    'getNotificationScheme',
    'getNotificationSchemeForProject',
    'getNotificationSchemeToProjectMappings',
    'getEvents',
    'getAllProjectRoles',
    'findGroups',
    'bulkGetGroups',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    scheme: optionalWords,
    project: optionalWords,
    event: words,
    recipient: words,
  }),
} as const;

/** Catalogue entry of `notification_scheme.add`. */
export const addNotification = defineAction('notification_scheme.add', {
  ...COMMON,
  title: 'Add a recipient to an event of a notification scheme',
  approvalBecause: 'It sends mail to people in every project that uses the scheme.',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the recipient can be taken out; mail that went out stays sent',
  },
  writes: operations('addNotifications'),
  resolve: resolveAdd,
  compile: ({ scheme, event, recipient }) => [
    requestOf('addNotifications', {
      path: { id: scheme.id },
      body: {
        notificationSchemeEvents: [
          {
            event: { id: event.id },
            notifications: [
              {
                notificationType: recipient.type,
                ...(recipient.parameter !== '' && { parameter: recipient.parameter }),
              },
            ],
          },
        ],
      },
    }),
  ],
  check: (target) => ({
    reads: [recipientsRead(target.scheme.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      return isListed(target, answer) ? 'done' : 'not-done';
    },
  }),
  inverse: (target) => wishOf('notification_scheme.remove', target),
});

/** Catalogue entry of `notification_scheme.remove`. */
export const removeNotification = defineAction('notification_scheme.remove', {
  ...COMMON,
  title: 'Remove a recipient from a notification scheme',
  approvalBecause: 'People stop getting mail in every project that uses the scheme.',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the recipient can be added again' },
  writes: operations('removeNotificationFromNotificationScheme'),
  resolve: resolveRemove,
  compile: ({ scheme, notificationId }) => [
    requestOf('removeNotificationFromNotificationScheme', {
      path: { notificationSchemeId: scheme.id, notificationId },
    }),
  ],
  check: ({ scheme, notificationId }) =>
    membershipCheck(lineIdsRead(scheme.id), { list: LINE_IDS, value: notificationId }, false),
  inverse: (target) => wishOf('notification_scheme.add', target),
});
