/** Notification schemes in Jira's shapes, and recipients as requests name them. */
import { refusal } from '../http/jira-answer.ts';
import type { SiteContext } from '../operations/operation.ts';
import { groupByName } from '../world/find-in-world.ts';
import {
  NOTIFICATION_EVENTS,
  type Notification,
  type NotificationScheme,
} from '../world/site-scheme-types.ts';
import type { World } from '../world/world-types.ts';
import { userReference } from './render-user.ts';

type Body = Record<string, unknown>;
type Recipient = Pick<Notification, 'type' | 'ref'>;

/** A notification scheme; its events only when something is expanded. */
export function notificationSchemeBody(
  site: SiteContext,
  scheme: NotificationScheme,
  withEvents: boolean,
): Body {
  return {
    expand: 'notificationSchemeEvents,user,group,projectRole,field,all',
    id: scheme.id,
    self: `${site.baseUrl}/rest/api/3/notificationscheme/${scheme.id}`,
    name: scheme.name,
    description: scheme.description,
    ...(withEvents && {
      notificationSchemeEvents: Object.entries(scheme.events).map(([id, { notifications }]) => ({
        event: { id: Number(id), name: NOTIFICATION_EVENTS[id] ?? id, description: '' },
        notifications: notifications.map((one) => notificationBody(site, one)),
      })),
    }),
  };
}

/** A group is named in `parameter`, and by id in `recipient`; others have their id in both. */
function notificationBody(site: SiteContext, { id, type, ref }: Notification): Body {
  if (ref === undefined) return { id, notificationType: type };
  const { world } = site;
  const group = type === 'Group' ? world.groups[ref] : undefined;
  const role = type === 'ProjectRole' ? world.roles[ref] : undefined;
  return {
    id,
    notificationType: type,
    parameter: group?.name ?? ref,
    recipient: ref,
    ...(group !== undefined && {
      expand: 'group',
      group: { name: group.name, groupId: group.id },
    }),
    ...(role !== undefined && {
      expand: 'projectRole',
      projectRole: { id: role.id, name: role.name, description: role.description },
    }),
    ...(type === 'User' && { expand: 'user', user: userReference(site, ref) }),
  };
}

const PLAIN: ReadonlySet<string> = new Set([
  'CurrentAssignee',
  'Reporter',
  'CurrentUser',
  'ProjectLead',
  'ComponentLead',
  'AllWatchers',
]);

/** The recipient a request names. Throws 400 where there is none, and for e-mail addresses, which Cloud has not. */
export function recipientRef(world: World, type: string, parameter: string | undefined): Recipient {
  const named = type as Notification['type'];
  if (PLAIN.has(type)) return { type: named, ref: undefined };
  const words = parameter ?? '';
  const ref = refOf(world, type, words);
  if (ref === undefined) {
    throw refusal(400, `The parameter '${words}' is not valid for the notification type ${type}.`);
  }
  return { type: named, ref };
}

function refOf(world: World, type: string, words: string): string | undefined {
  switch (type) {
    case 'Group':
      return groupByName(world, words)?.id;
    case 'ProjectRole':
      return world.roles[words] === undefined ? undefined : words;
    case 'User':
      return world.users[words]?.accountId;
    case 'UserCustomField':
    case 'GroupCustomField':
      return world.fields[words]?.id;
    default:
      return undefined;
  }
}

/** Whether two recipients are the same. */
export function sameRecipient(a: Recipient, b: Recipient): boolean {
  return a.type === b.type && a.ref === b.ref;
}
