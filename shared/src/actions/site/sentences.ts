/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listOf, plain, quoted, verbOf } from '../sentence-words.ts';

/** The announcement banner as Jira keeps it. */
export type BannerState = {
  message: string;
  isEnabled: boolean;
  isDismissible: boolean;
  visibility: 'public' | 'private';
};

/** The banner before and after; both are complete. */
export type BannerTarget = { before: BannerState; after: BannerState };

/** A webhook that Jira shall call, or calls. */
export type WebhookShape = { url: string; events: string[]; jql: string };

/** A webhook that is registered. */
export type NewWebhookTarget = WebhookShape;

/** A webhook that is deleted. `canReturn`: it can be registered again just so. */
export type WebhookTarget = WebhookShape & { id: string; canReturn: boolean };

/** An advanced setting that gets another value. */
export type SettingTarget = { key: string; name: string; before: string; after: string };

/** A kind of link that is made. */
export type LinkTypeTarget = { name: string; inward: string; outward: string };

const MAX_SHOWN = 120;

function shortened(text: string): string {
  const line = plain(text);
  return line.length <= MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN)}…`;
}

function bannerSentence({ before, after }: BannerTarget): string {
  if (!after.isEnabled) {
    return before.isEnabled ? 'Take down the announcement banner' : 'Change the hidden banner';
  }
  const audience =
    after.visibility === 'public'
      ? 'to everybody, signed in or not'
      : 'to everybody who is signed in';
  return `Show the announcement banner ${quoted(shortened(after.message))} ${audience}`;
}

/** An event of a webhook as people call it: `sprint started`. */
export function eventWords(event: string): string {
  return event.replace(/^jira:/, '').replaceAll('_', ' ');
}

/** Events of a webhook, in words. */
export function eventsWords(events: readonly string[]): string {
  return listOf(events.map(eventWords));
}

/** Action type -> sentence. */
export const siteSentences = {
  'banner.set': bannerSentence,
  'webhook.register': ({ url, events, jql }: NewWebhookTarget): string =>
    `Let Jira call ${plain(url)} on the ${verbOf(events.length, 'event', 'events')} ${eventsWords(events)} of issues that match ${quoted(jql)}`,
  'webhook.delete': ({ url, id }: WebhookTarget): string =>
    `Delete the webhook ${plain(id)} to ${plain(url)}`,
  'link_type.create': ({ name, inward, outward }: LinkTypeTarget): string =>
    `Create the link type ${quoted(name)} (${plain(outward)} / ${plain(inward)})`,
  'site_setting.set': ({ key, name, before, after }: SettingTarget): string =>
    `Change the site setting ${quoted(name)} (${plain(key)}) from ${quoted(before)} to ${quoted(after)}`,
};
