/** Cases of the actions on the site itself. */
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';

const URL = 'https://hooks.kraken-app.com/jira';
const otherSetting = (world: World) => {
  const setting = world.administrationOfSite.settings['jira.clone.prefix'];
  if (setting !== undefined) setting.value = 'COPY -';
};
const webhooksOf = (world: World) =>
  Object.values(world.administrationOfSite.webhooks).map(({ url, events }) => [url, ...events]);
const addWebhook = (world: World, events: string[]) => {
  world.administrationOfSite.webhooks['77'] = {
    id: 77,
    url: URL,
    events,
    jqlFilter: 'project = OPS',
    fieldIdsFilter: [],
    issuePropertyKeysFilter: [],
    expires: Date.parse('2027-01-01T00:00:00Z'),
  };
};

/** One case, or more, per action. */
export const SITE_CASES: readonly ActionCase[] = [
  {
    type: 'banner.set',
    args: { message: 'Jira moves on <b>Friday</b>' },
    sentence:
      'Show the announcement banner "Jira moves on <b>Friday</b>" to everybody who is signed in',
    look: ({ administrationOfSite: { banner } }) => [banner.message, banner.isEnabled],
    before: ['Maintenance on <b>Sunday</b>', false],
    after: ['Jira moves on <b>Friday</b>', true],
    ambiguous: { args: {}, thing: 'banner' },
    drift: (world) => {
      world.administrationOfSite.banner.message = 'Another text';
    },
    harmless: otherSetting,
  },
  {
    type: 'banner.set',
    args: { enabled: false },
    prepare: (world) => {
      world.administrationOfSite.banner.isEnabled = true;
    },
    sentence: 'Take down the announcement banner',
    look: ({ administrationOfSite: { banner } }) => banner.isEnabled,
    before: true,
    after: false,
    ambiguous: { args: { message: ' ' }, thing: 'banner' },
    drift: (world) => {
      world.administrationOfSite.banner.visibility = 'public';
    },
  },
  {
    type: 'webhook.register',
    args: { url: URL, events: ['sprint started', 'sprint_closed'], jql: 'project = ABC' },
    sentence: `Let Jira call ${URL} on the events sprint started and sprint closed of issues that match "project = ABC"`,
    look: webhooksOf,
    before: [],
    after: [[URL, 'sprint_started', 'sprint_closed']],
    ambiguous: {
      args: { url: URL, events: ['everything'], jql: 'project = ABC' },
      thing: 'event',
    },
    drift: (world) => addWebhook(world, ['sprint_started']),
    harmless: otherSetting,
  },
  {
    type: 'webhook.delete',
    args: { webhook: 'id:77' },
    prepare: (world) => addWebhook(world, ['jira:version_released']),
    sentence: `Delete the webhook 77 to ${URL}`,
    look: webhooksOf,
    before: [[URL, 'jira:version_released']],
    after: [],
    again: 'ask',
    ambiguous: { args: { webhook: 'the old one' }, thing: 'webhook' },
    drift: (world) => addWebhook(world, ['jira:issue_created']),
    harmless: otherSetting,
    undo: { look: [[URL, 'jira:version_released']] },
  },
  {
    type: 'site_setting.set',
    args: { setting: 'jira.comment.collapsing.minimum.hidden', value: '10' },
    sentence:
      'Change the site setting "Comments to collapse" (jira.comment.collapsing.minimum.hidden) from "4" to "10"',
    look: ({ administrationOfSite: { settings } }) =>
      settings['jira.comment.collapsing.minimum.hidden']?.value,
    before: '4',
    after: '10',
    ambiguous: {
      args: { setting: 'jira.comment.collapsing.minimum.hidden', value: 'many' },
      thing: 'value',
    },
    drift: (world) => {
      const setting = world.administrationOfSite.settings['jira.comment.collapsing.minimum.hidden'];
      if (setting !== undefined) setting.value = '5';
    },
  },
  {
    type: 'link_type.create',
    args: { name: 'Causes', inward: 'is caused by', outward: 'causes' },
    sentence: 'Create the link type "Causes" (causes / is caused by)',
    look: (world) => world.linkTypes.at(-1)?.name,
    before: 'Relates',
    after: 'Causes',
    ambiguous: {
      args: { name: 'Causes', inward: ' ', outward: 'causes' },
      thing: 'inward name',
    },
    drift: (world) => {
      world.linkTypes.push({ id: '10050', name: 'Causes', inward: 'a', outward: 'b' });
    },
    harmless: otherSetting,
    undo: { because: 'Kraken has no action that deletes a link type' },
  },
];
