/** `link_type.create`: one more kind of link for all issues of the site. Kraken has no action that deletes one. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds } from '../effects.ts';
import { foldName } from '../look-up/match-name.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { newNameIn } from '../look-up/read-text.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';

type Args = { name: string; inward: string; outward: string };

const NAMES = 'issueLinkTypes[].name';
const namesRead = () => readOf('getIssueLinkTypes', { pick: [NAMES] });
const allRead = () =>
  readOf('getIssueLinkTypes', {
    pick: [NAMES, 'issueLinkTypes[].inward', 'issueLinkTypes[].outward'],
  });

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'link_type.create'>> {
  const [name, inward, outward] = [
    newNameIn('link type', args.name),
    newNameIn('inward', args.inward),
    newNameIn('outward', args.outward),
  ];
  if (!name.ok) return name;
  if (!inward.ok) return inward;
  if (!outward.ok) return outward;
  const target = { name: name.value, inward: inward.value, outward: outward.value };
  const read = namesRead();
  const [all, names] = yield* readAll([allRead(), read]);
  if (all.status !== 200) return refusedRead('the kinds of links', all);
  const same = itemsAt(all.body, 'issueLinkTypes').find(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(target.name),
  );
  if (same !== undefined) {
    const isSame = (['inward', 'outward'] as const).every(
      (end) => foldName(textAt(same, end) ?? '') === foldName(target[end]),
    );
    return isSame
      ? already(`Jira already has the link type ${quoted(target.name)}.`)
      : unsupported(`Jira already has a link type ${quoted(target.name)} that reads differently.`);
  }
  return found({
    target,
    facts: factsOf(context, {
      targets: [{ kind: 'site', id: 'link types', name: target.name }],
      projectIds: [],
      counts: {},
      isGlobal: true,
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      { label: 'Link type', before: 'none', after: target.name },
      { label: 'Reads', before: 'none', after: `${target.outward} / ${target.inward}` },
    ],
    preconditions: [
      {
        ...precondition(`Link types named ${quoted(target.name)}`, read, names),
        holds: memberHolds({ list: NAMES, value: target.name }, false),
      },
    ],
    radius: ['Every user of the site can choose it, in every project'],
  });
}

/** Catalogue entry of `link_type.create`. */
export const createLinkType = defineAction('link_type.create', {
  area: 'site_webhooks',
  title: 'Create a link type',
  defaultClass: 'requires-approval',
  approvalBecause: 'It adds to a list that every project of the site shares.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Kraken cannot undo it; a Jira administrator can delete it, with its links',
  },
  blastRadius: 'every project of the site',
  connections: ['forge', 'oauth'],
  writes: operations('createIssueLinkType'),
  reads: operations('getIssueLinkTypes'),
  schema: z.strictObject({ name: words, inward: words, outward: words }),
  resolve,
  compile: ({ name, inward, outward }) => [
    requestOf('createIssueLinkType', { body: { name, inward, outward } }),
  ],
  check: ({ name }) => madeCheck(namesRead(), { list: NAMES, value: name }),
  inverse: () => null,
});
