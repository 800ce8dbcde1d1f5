/** The announcement banner and the advanced settings: for Jira administrators. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import type { SiteSetting } from '../world/site-admin-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const BANNER = '/rest/api/3/announcementBanner';

/** Operations on the site's administration. */
export const siteAdministrationOperations: Operation[] = [
  {
    operationId: 'getBanner',
    method: 'GET',
    path: BANNER,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const { banner } = call.world.administrationOfSite;
      const hashId = createHash('sha256').update(JSON.stringify(banner)).digest('hex').slice(0, 16);
      return ok({ ...banner, hashId });
    },
  },
  {
    operationId: 'setBanner',
    method: 'PUT',
    path: BANNER,
    scopes: MANAGE,
    kind: 'write',
    run: set,
  },
  {
    operationId: 'getAdvancedSettings',
    method: 'GET',
    path: '/rest/api/3/application-properties/advanced-settings',
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const { settings } = call.world.administrationOfSite;
      return ok(Object.entries(settings).map(([id, setting]) => settingBody(id, setting)));
    },
  },
  {
    operationId: 'setApplicationProperty',
    method: 'PUT',
    path: '/rest/api/3/application-properties/{id}',
    scopes: MANAGE,
    kind: 'write',
    run: setProperty,
  },
];

const bannerBody = z.object({
  message: z.string().optional(),
  isEnabled: z.boolean().optional(),
  isDismissible: z.boolean().optional(),
  visibility: z.string().optional(),
});

function set(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(bannerBody, call.body);
  const { visibility } = given;
  if (visibility !== undefined && visibility !== 'public' && visibility !== 'private') {
    throw refusal(400, `${visibility} is not a valid visibility. Use public or private.`);
  }
  const { banner } = call.world.administrationOfSite;
  call.world.administrationOfSite.banner = {
    message: given.message ?? banner.message,
    isEnabled: given.isEnabled ?? banner.isEnabled,
    isDismissible: given.isDismissible ?? banner.isDismissible,
    visibility: visibility ?? banner.visibility,
  };
  return noContent();
}

function settingBody(id: string, { name, type, value, defaultValue }: SiteSetting) {
  const allowedValues = type === 'enum' ? { allowedValues: ['asc', 'desc'] } : {};
  return { id, key: id, name, desc: name, type, value, defaultValue, ...allowedValues };
}

function setProperty(call: Call): Answer {
  demandJiraAdmin(call);
  const id = call.params['id'] ?? '';
  const setting = call.world.administrationOfSite.settings[id];
  if (setting === undefined) throw refusal(404, `The property ${id} was not found.`);
  const given = readBody(z.object({ id: z.string().optional(), value: z.string() }), call.body);
  if (given.id !== undefined && given.id !== id) throw refusal(400, 'The ids differ.');
  const isValid =
    setting.type === 'uint'
      ? /^\d{1,9}$/.test(given.value)
      : setting.type !== 'enum' || ['asc', 'desc'].includes(given.value);
  if (!isValid) throw refusal(400, `${given.value} is not a valid value.`);
  setting.value = given.value;
  return ok(settingBody(id, setting));
}
