/**
 * `banner.set`: the announcement banner that every page of the site shows. Its text is HTML for every user's browser:
 * only a few marks that can do nothing are passed on. The whole banner is sent, so that nothing of it is left to chance.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ChangeRow, InverseWish, ResolveContext } from '../action.ts';
import { defineAction, factsOf, found, type Outcome, precondition } from '../define-action.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { orNone } from '../sentence-words.ts';
import type { BannerState, BannerTarget } from './sentences.ts';

type Args = {
  message?: string;
  enabled?: boolean;
  dismissible?: boolean;
  visibility?: 'public' | 'private';
};

const MAX_MESSAGE = 10_000;
/** Control, format and surrogate characters; line breaks and tabs are ordinary in a text. */
const ODD = /[\p{Cf}\p{Cs}]|(?![\r\n\t])\p{Cc}/u;
/** The only marks a text may hold: bold, italic, paragraphs, line breaks and links to https addresses. */
const MARK =
  /<(\/?)(b|i|em|strong|p)>|<(\/)(a)>|<()(a) href="https:\/\/[^\s"<>@\\]+">|<br ?\/?>/giu;

const read = () =>
  readOf('getBanner', { pick: ['message', 'isEnabled', 'isDismissible', 'visibility'] });

function bannerIn({ status, body }: JiraReadResult): BannerState | undefined {
  if (status !== 200) return undefined;
  return {
    message: textAt(body, 'message') ?? '',
    isEnabled: isTrueAt(body, 'isEnabled'),
    isDismissible: isTrueAt(body, 'isDismissible'),
    visibility: textAt(body, 'visibility') === 'public' ? 'public' : 'private',
  };
}

const isSame = (a: BannerState, b: BannerState): boolean =>
  a.message === b.message &&
  a.isEnabled === b.isEnabled &&
  a.isDismissible === b.isDismissible &&
  a.visibility === b.visibility;

/** Plain text and the marks, each closed: an open one would go on through the page. */
function isModest(message: string): boolean {
  if (/<|&#/u.test(message.replaceAll(MARK, ''))) return false;
  const open: string[] = [];
  for (const [, ...parts] of message.matchAll(MARK)) {
    const [slash, name] = parts.filter((part) => part !== undefined);
    if (name === undefined) continue;
    const mark = name.toLowerCase();
    if (slash === '') open.push(mark);
    else if (open.pop() !== mark) return false;
  }
  return open.length === 0;
}

const canBeShown = (message: string): boolean =>
  message.length <= MAX_MESSAGE && !ODD.test(message) && isModest(message);

/** Whether this action may set just that. */
const canBeSet = ({ message, isEnabled }: BannerState): boolean =>
  canBeShown(message) && !(isEnabled && message.trim() === '');

function immodest() {
  return unsupported(
    'Kraken puts only plain text, bold, italic, paragraphs, line breaks and links to https addresses on every page; a Jira administrator can set anything else in the settings.',
  );
}

function checkedMessage(args: Args): Result<null, Obstacle> {
  const { message } = args;
  if (Object.keys(args).length === 0) {
    return ask('banner', '', [], 'Which text shall the announcement banner show?');
  }
  if (message === undefined || canBeShown(message)) return ok(null);
  return !isModest(message)
    ? immodest()
    : ask('banner', '', [], 'Which text shall the banner show, in ordinary letters?');
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'banner.set'>> {
  const checked = checkedMessage(args);
  if (!checked.ok) return checked;
  const [answer] = yield* readAll([read()]);
  const before = bannerIn(answer);
  if (before === undefined) return refusedRead('the announcement banner', answer);
  const after: BannerState = {
    message: args.message ?? before.message,
    // Who gives a text wants it shown, unless he says otherwise.
    isEnabled: args.enabled ?? (args.message === undefined ? before.isEnabled : true),
    isDismissible: args.dismissible ?? before.isDismissible,
    visibility: args.visibility ?? before.visibility,
  };
  if (isSame(before, after)) return already('The announcement banner is already as asked.');
  if (after.isEnabled && after.message.trim() === '') {
    return ask('banner', '', [], 'Which text shall the announcement banner show?');
  }
  // A text that is there already is shown on the same terms; it can always be taken down.
  if (after.isEnabled && !isModest(after.message)) return immodest();
  return found(findingOf({ before, after }, answer, context));
}

function findingOf(target: BannerTarget, answer: JiraReadResult, context: ResolveContext) {
  const { before } = target;
  return {
    target,
    facts: factsOf(context, {
      targets: [{ kind: 'site', id: 'banner', name: 'announcement banner' }],
      projectIds: [],
      counts: {},
      isGlobal: true,
      hasCompleteInverse: canBeSet(before),
      changesProjects: false,
    }),
    rows: rowsOf(target),
    preconditions: [precondition('Announcement banner', read(), answer)],
    radius: radiusOf(target),
  };
}

function rowsOf({ before, after }: BannerTarget): ChangeRow[] {
  const shown = (on: boolean): string => (on ? 'yes' : 'no');
  return changedRows([
    { label: 'Text of the banner', before: orNone(before.message), after: orNone(after.message) },
    { label: 'Banner is shown', before: shown(before.isEnabled), after: shown(after.isEnabled) },
    { label: 'Audience', before: audience(before), after: audience(after) },
    {
      label: 'Users can close it',
      before: shown(before.isDismissible),
      after: shown(after.isDismissible),
    },
  ]);
}

const audience = ({ visibility }: BannerState): string =>
  visibility === 'public' ? 'everybody, signed in or not' : 'users who are signed in';

function radiusOf({ before, after }: BannerTarget): string[] {
  if (!after.isEnabled) return ['Nobody sees the banner'];
  return [
    ...(after.message === before.message ? [`Its text stays: ${after.message}`] : []),
    `Every page of the site shows it to ${audience(after)}`,
    ...(/<[a-z]/i.test(after.message) ? ['The text contains HTML, which browsers render'] : []),
  ];
}

function inverseOf({ before }: BannerTarget): InverseWish[] | null {
  if (!canBeSet(before)) return null;
  const { message, isEnabled, isDismissible, visibility } = before;
  const args = { message, enabled: isEnabled, dismissible: isDismissible, visibility };
  return [{ type: 'banner.set', args }];
}

/** Catalogue entry of `banner.set`. */
export const setBanner = defineAction('banner.set', {
  area: 'site_webhooks',
  title: 'Set the announcement banner',
  defaultClass: 'requires-approval',
  approvalBecause: 'Every page of the site shows it, to every user.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone where the old text is one that Kraken puts up; who has read it has read it',
  },
  blastRadius: 'every user of the site',
  connections: ['forge', 'oauth'],
  writes: operations('setBanner'),
  reads: operations('getBanner'),
  schema: z.strictObject({
    message: z.exactOptional(z.string().max(MAX_MESSAGE)),
    enabled: z.exactOptional(z.boolean()),
    dismissible: z.exactOptional(z.boolean()),
    visibility: z.exactOptional(z.enum(['public', 'private'])),
  }),
  resolve,
  compile: ({ after }) => [requestOf('setBanner', { body: after })],
  check: ({ before, after }) => ({
    reads: [read()],
    judge([answer]) {
      const now = answer === undefined ? undefined : bannerIn(answer);
      if (now === undefined) return 'unknown';
      if (isSame(now, after)) return 'done';
      return isSame(now, before) ? 'not-done' : 'differs';
    },
  }),
  inverse: (target) => inverseOf(target),
});
