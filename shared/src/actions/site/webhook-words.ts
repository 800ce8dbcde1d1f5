/**
 * What a ticket says of a webhook: its address, its events, its filter. The address is https on a public host, without
 * user, port and fragment; the filter is the small part of JQL that Jira takes for webhooks.
 */
import { ok, type Result } from '../../result.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { eventWords, type WebhookShape } from './sentences.ts';

/** Events Jira offers to the webhooks of an app. */
const EVENTS: readonly string[] = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'issue_property_set',
  'issue_property_deleted',
  'sprint_created',
  'sprint_updated',
  'sprint_closed',
  'sprint_deleted',
  'sprint_started',
  'jira:version_released',
  'jira:version_unreleased',
  'jira:version_created',
  'jira:version_moved',
  'jira:version_updated',
  'jira:version_merged',
  'jira:version_deleted',
];

/** Events by which Kraken itself hears of tickets: webhooks with them are its own. */
const INTAKE: ReadonlySet<string> = new Set(['jira:issue_created', 'comment_created']);

const URL_FORM =
  /^https:\/\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::443)?(\/[\w.~!$&'()*+,;=:@%/-]*)?$/i;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/i;
/** Ends of names that are not public, or that lead back to a private address. */
const PRIVATE =
  /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|private|corp|home|lan|test|example|invalid|onion|arpa|localtest\.me|lvh\.me|nip\.io|sslip\.io|xip\.io)$/i;

const FIELD = 'issueKey|project|issuetype|status|assignee|reporter';
const VALUE = '(?:[A-Za-z0-9_-]{1,64}|"[^"\\\\\\p{C}]{1,120}")';
const CLAUSE = `(?:${FIELD})\\s*(?:(?:=|!=)\\s*${VALUE}|(?:NOT\\s+)?IN\\s*\\(\\s*${VALUE}(?:\\s*,\\s*${VALUE}){0,49}\\s*\\))`;
const FILTER = new RegExp(`^${CLAUSE}(?:\\s+AND\\s+${CLAUSE}){0,9}$`, 'iu');

/** True for an address on a public host, as far as its name tells. */
export function isPublicAddress(url: string): boolean {
  const host = URL_FORM.exec(url)?.[1];
  if (host === undefined || PRIVATE.test(host)) return false;
  const labels = host.split('.');
  return (
    labels.length >= 2 &&
    labels.every((one) => LABEL.test(one)) &&
    TOP_LEVEL.test(labels.at(-1) ?? '')
  );
}

/** True for a filter Jira takes for a webhook. */
export function isWebhookFilter(jql: string): boolean {
  return FILTER.test(jql);
}

/** True where the webhook brings tickets or comments: by such a one Kraken hears. */
export function isIntake(events: readonly string[]): boolean {
  return events.some((event) => INTAKE.has(event));
}

/** True for a webhook that can be registered just so. */
export function canBeRegistered({ url, events, jql }: WebhookShape): boolean {
  return (
    isPublicAddress(url) && isWebhookFilter(jql) && events.every((one) => EVENTS.includes(one))
  );
}

/** Checks what a ticket says of a new webhook. */
export function webhookIn(args: {
  url: string;
  events: string[];
  jql: string;
}): Result<WebhookShape, Obstacle> {
  const url = bareWords(args.url);
  if (!isPublicAddress(url)) {
    return unsupported(
      'A webhook needs an https address on a public host, without user name, port or query.',
    );
  }
  const events: string[] = [];
  for (const words of args.events) {
    const event = eventIn(words);
    if (event === undefined) return ask('event', words, EVENTS.map(eventWords));
    if (!events.includes(event)) events.push(event);
  }
  const jql = args.jql.trim();
  if (!isWebhookFilter(jql)) {
    return ask('filter', args.jql, [], 'Which issues? Please name them like: project = ABC.');
  }
  return ok({ url, events, jql });
}

function eventIn(words: string): string | undefined {
  const wanted = foldName(bareWords(words)).replaceAll(' ', '_');
  return EVENTS.find((event) => event === wanted || event === `jira:${wanted}`);
}
