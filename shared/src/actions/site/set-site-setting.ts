/** `site_setting.set`: one of a few advanced settings. Every other key is left to a Jira administrator. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';

type Args = { setting: string; value: string };

/** Settings that change how Jira looks, never who may do what: key -> what a value may be. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  'jira.clone.prefix': /^[^\p{C}<>]{0,50}$/u,
  'jira.issue.actions.order': /^(?:asc|desc)$/,
  'jira.view.issue.links.sort.order':
    /^(?:type|status|priority|key|resolution)(?:, ?(?:type|status|priority|key|resolution)){0,4}$/,
  'jira.comment.collapsing.minimum.hidden': /^\d{1,3}$/,
};

const read = () => readOf('getAdvancedSettings', { pick: ['[].id', '[].name', '[].value'] });

function wishIn(args: Args): Result<{ key: string; value: string }, Obstacle> {
  const key = foldName(bareWords(args.setting));
  const form = Object.hasOwn(ALLOWED, key) ? ALLOWED[key] : undefined;
  if (form === undefined) {
    return unsupported(
      `Kraken changes only these site settings: ${Object.keys(ALLOWED).join(', ')}. A Jira administrator can change others.`,
    );
  }
  return form.test(args.value) ? ok({ key, value: args.value }) : ask('value', args.value);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'site_setting.set'>> {
  const wish = wishIn(args);
  if (!wish.ok) return wish;
  const { key, value } = wish.value;
  const [answer] = yield* readAll([read()]);
  if (answer.status !== 200) return refusedRead('the site settings', answer);
  const setting = itemsAt(answer.body).find((item) => textAt(item, 'id') === key);
  if (setting === undefined) return unsupported(`This site has no setting ${key}.`);
  const before = textAt(setting, 'value') ?? '';
  const name = textAt(setting, 'name') ?? key;
  if (before === value) return already(`The site setting ${key} is already ${quoted(value)}.`);
  return found({
    target: { key, name, before, after: value },
    facts: factsOf(context, {
      targets: [{ kind: 'site', id: key, name }],
      projectIds: [],
      counts: {},
      isGlobal: true,
      hasCompleteInverse: ALLOWED[key]?.test(before) ?? false,
      changesProjects: false,
    }),
    rows: [{ label: name, before, after: value }],
    preconditions: [precondition('Site settings', read(), answer)],
    radius: ['It changes for every user of the site, in every project'],
  });
}

/** Catalogue entry of `site_setting.set`. */
export const setSiteSetting = defineAction('site_setting.set', {
  area: 'site_webhooks',
  title: 'Change an advanced site setting',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes Jira for every user of the site.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'every user of the site',
  connections: ['forge', 'oauth'],
  writes: operations('setApplicationProperty'),
  reads: operations('getAdvancedSettings'),
  schema: z.strictObject({ setting: words, value: z.string().max(255) }),
  resolve,
  compile: ({ key, after }) => [
    requestOf('setApplicationProperty', { path: { id: key }, body: { id: key, value: after } }),
  ],
  check: ({ key, before, after }) => ({
    reads: [read()],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const setting = itemsAt(answer.body).find((item) => textAt(item, 'id') === key);
      const now = setting === undefined ? undefined : (textAt(setting, 'value') ?? '');
      if (now === after) return 'done';
      return now === before ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ key, before }) =>
    ALLOWED[key]?.test(before) === true
      ? [{ type: 'site_setting.set', args: { setting: key, value: before } }]
      : null,
});
