/** Notification schemes: which events send mail to whom, and which projects use which scheme. */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { administersProject, holdsGlobal } from '../permissions/evaluate-permission.ts';
import {
  notificationSchemeBody,
  recipientRef,
  sameRecipient,
} from '../render/render-notification.ts';
import { nextNumber } from '../world/make-ids.ts';
import { NOTIFICATION_EVENTS, type NotificationScheme } from '../world/site-scheme-types.ts';
import type { Project } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const SCHEMES = '/rest/api/3/notificationscheme';
const ADMIN_TEXT =
  'You are not authorized to perform this action. Administrator privileges are required.';

/** Operations on notification schemes. */
export const notificationOperations: Operation[] = [
  {
    operationId: 'getEvents',
    method: 'GET',
    path: '/rest/api/3/events',
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      return ok(
        Object.entries(NOTIFICATION_EVENTS).map(([id, name]) => ({ id: Number(id), name })),
      );
    },
  },
  {
    operationId: 'getNotificationSchemes',
    method: 'GET',
    path: SCHEMES,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const schemes = Object.values(call.world.notificationSchemes)
        .filter((scheme) => mayRead(call, scheme))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
      const page = pageOf(call, schemes, 50, 50);
      return ok({
        ...page,
        values: page.values.map((one) => notificationSchemeBody(call.site, one, expands(call))),
      });
    },
  },
  {
    operationId: 'getNotificationSchemeToProjectMappings',
    method: 'GET',
    path: `${SCHEMES}/project`,
    scopes: MANAGE,
    kind: 'read',
    run: mappings,
  },
  {
    operationId: 'getNotificationScheme',
    method: 'GET',
    path: `${SCHEMES}/{id}`,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const scheme = schemeOf(call, call.params['id'] ?? '');
      if (!mayRead(call, scheme)) throw noScheme(String(scheme.id));
      return ok(notificationSchemeBody(call.site, scheme, expands(call)));
    },
  },
  {
    operationId: 'getNotificationSchemeForProject',
    method: 'GET',
    path: '/rest/api/3/project/{projectKeyOrId}/notificationscheme',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const project = visibleProject(call, call.params['projectKeyOrId'] ?? '');
      const scheme = call.world.notificationSchemes[String(project.notificationSchemeId)];
      if (!administersProject(call.world, call.accountId, project) || scheme === undefined) {
        throw refusal(404, 'The notification scheme of the project was not found.');
      }
      return ok(notificationSchemeBody(call.site, scheme, expands(call)));
    },
  },
  {
    operationId: 'addNotifications',
    method: 'PUT',
    path: `${SCHEMES}/{id}/notification`,
    scopes: MANAGE,
    kind: 'write',
    run: add,
  },
  {
    operationId: 'removeNotificationFromNotificationScheme',
    method: 'DELETE',
    path: `${SCHEMES}/{notificationSchemeId}/notification/{notificationId}`,
    scopes: MANAGE,
    kind: 'write',
    run: remove,
  },
];

const expands = (call: Call): boolean => queryList(call, 'expand').length > 0;
const noScheme = (id: string): Error =>
  refusal(404, `Notification scheme with ID ${id} not found.`);

function schemeOf(call: Call, id: string): NotificationScheme {
  const scheme = call.world.notificationSchemes[id];
  if (scheme === undefined) throw noScheme(id);
  return scheme;
}

function usersOf(call: Call, scheme: NotificationScheme): Project[] {
  return Object.values(call.world.projects).filter(
    ({ notificationSchemeId, deleted }) =>
      notificationSchemeId === scheme.id && deleted === undefined,
  );
}

/** Who administers Jira, or one of the scheme's projects. */
function mayRead(call: Call, scheme: NotificationScheme): boolean {
  return (
    holdsGlobal(call.world, call.accountId, 'ADMINISTER') ||
    usersOf(call, scheme).some((one) => administersProject(call.world, call.accountId, one))
  );
}

function mappings(call: Call): Answer {
  demandSignedIn(call);
  const schemes = queryList(call, 'notificationSchemeId');
  const projects = queryList(call, 'projectId');
  const rows = Object.values(call.world.projects)
    .filter(({ style, deleted }) => style === 'classic' && deleted === undefined)
    .map((project) => ({
      notificationSchemeId: String(project.notificationSchemeId),
      projectId: project.id,
    }))
    .filter(
      (row) =>
        row.notificationSchemeId !== 'undefined' &&
        (schemes.length === 0 || schemes.includes(row.notificationSchemeId)) &&
        (projects.length === 0 || projects.includes(row.projectId)),
    );
  return ok(pageOf(call, rows, 50, 50));
}

const addBody = z.object({
  notificationSchemeEvents: z.array(
    z.object({
      event: z.object({ id: z.string() }),
      notifications: z.array(
        z.object({ notificationType: z.string(), parameter: z.string().optional() }),
      ),
    }),
  ),
});

function add(call: Call): Answer {
  demandJiraAdmin(call, ADMIN_TEXT);
  const scheme = schemeOf(call, call.params['id'] ?? '');
  const { notificationSchemeEvents } = readBody(addBody, call.body);
  const added = notificationSchemeEvents.flatMap(({ event, notifications }) => {
    if (NOTIFICATION_EVENTS[event.id] === undefined) {
      throw refusal(400, `Event type with ID ${event.id} not found.`);
    }
    return notifications.map((given) => ({
      eventId: event.id,
      ...recipientRef(call.world, given.notificationType, given.parameter),
    }));
  });
  for (const { eventId, ...recipient } of added) {
    const known = scheme.events[eventId]?.notifications ?? [];
    if (known.some((one) => sameRecipient(one, recipient))) {
      throw refusal(400, 'The notification already exists for this event.');
    }
  }
  for (const { eventId, ...recipient } of added) {
    scheme.events[eventId] ??= { notifications: [] };
    const id = nextNumber(call.world, 'notification');
    scheme.events[eventId].notifications.push({ id, ...recipient });
  }
  return noContent();
}

function remove(call: Call): Answer {
  demandJiraAdmin(call, ADMIN_TEXT);
  const scheme = schemeOf(call, call.params['notificationSchemeId'] ?? '');
  const wanted = call.params['notificationId'] ?? '';
  for (const [eventId, event] of Object.entries(scheme.events)) {
    const kept = event.notifications.filter(({ id }) => String(id) !== wanted);
    if (kept.length === event.notifications.length) continue;
    event.notifications = kept;
    if (kept.length === 0) delete scheme.events[eventId];
    return noContent();
  }
  throw refusal(404, `Notification with ID ${wanted} not found.`);
}
