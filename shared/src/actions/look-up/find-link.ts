/** Kinds of link between issues by the words people use, and the links an issue has. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { issueRead } from './find-issue.ts';
import { bareWords, foldName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** A kind of link. */
export interface LinkType {
  id: string;
  name: string;
  inward: string;
  outward: string;
}

/** A kind of link and the end the first issue is at: `outward` is "blocks", `inward` is "is blocked by". */
export interface Relation {
  type: LinkType;
  end: 'outward' | 'inward';
}

/** A link as one issue shows it. */
export interface OwnLink extends Relation {
  id: string;
  otherId: string;
  otherKey: string;
}

const PARTS = ['id', 'name', 'inward', 'outward'];

/** Reads the kinds of link of the site. */
export function linkTypesRead(): JiraRead {
  return readOf('getIssueLinkTypes', { pick: PARTS.map((part) => `issueLinkTypes[].${part}`) });
}

function typeAt(body: Parameters<typeof textAt>[0], path: string): LinkType | undefined {
  const at = (part: string): string => (path === '' ? part : `${path}.${part}`);
  const [id, name] = [idAt(body, at('id')), textAt(body, at('name'))];
  const [inward, outward] = [textAt(body, at('inward')), textAt(body, at('outward'))];
  if (id === undefined || name === undefined || !/^\d{1,20}$/.test(id)) return undefined;
  return inward === undefined || outward === undefined ? undefined : { id, name, inward, outward };
}

/** The relation the words mean: `blocks`, `is blocked by`, the name of a kind, or `id:…` for its outward end. */
export function* findRelation(words: string): Reading<Result<Relation, Obstacle>> {
  const [answer] = yield* readAll([linkTypesRead()]);
  if (answer.status !== 200) return refusedRead('the kinds of links', answer);
  const types = itemsAt(answer.body, 'issueLinkTypes').flatMap((item) => typeAt(item, '') ?? []);
  const fits = relationsOf(words, types);
  const [only] = fits;
  if (only !== undefined && fits.length === 1) return ok(only);
  const listed = fits.length > 0 ? fits.map(({ type }) => type) : types;
  // Anybody who sees an issue sees the kinds of links, so naming them tells nobody anything new.
  const names = listed.flatMap(({ outward, inward }) => [outward, inward]);
  return ask('kind of link', words, [...new Set(names)].slice(0, 12));
}

function relationsOf(words: string, types: readonly LinkType[]): Relation[] {
  const wanted = foldName(bareWords(words)).replace(/^(?:it |this )/, '');
  const id = namedIdIn(wanted);
  if (id !== undefined) {
    return types.filter((type) => type.id === id).map((type) => ({ type, end: 'outward' }));
  }
  const outward = types.filter((type) => foldName(type.outward) === wanted);
  const inward = types.filter(
    (type) => foldName(type.inward) === wanted && !outward.includes(type),
  );
  const byPhrase: Relation[] = [
    ...outward.map((type): Relation => ({ type, end: 'outward' })),
    ...inward.map((type): Relation => ({ type, end: 'inward' })),
  ];
  if (byPhrase.length > 0) return byPhrase;
  // "duplicate" or "clone" alone says nothing of the direction; "relates" needs none.
  return types
    .filter((type) => foldName(type.name) === wanted && type.inward === type.outward)
    .map((type) => ({ type, end: 'outward' }));
}

/** Reads the links of an issue. */
export function linksRead(key: string): JiraRead {
  return issueRead(
    key,
    ['issuelinks'],
    [
      'id',
      ...PARTS.map((part) => `type.${part}`),
      'outwardIssue.id',
      'outwardIssue.key',
      'inwardIssue.id',
      'inwardIssue.key',
    ].map((part) => `fields.issuelinks[].${part}`),
  );
}

/** The links in the answer to `linksRead`. */
export function linksIn(answer: JiraReadResult): OwnLink[] {
  return itemsAt(answer.body, 'fields.issuelinks').flatMap((item): OwnLink[] => {
    const type = typeAt(item, 'type');
    const end = idAt(item, 'outwardIssue.id') === undefined ? 'inward' : 'outward';
    const [id, otherId] = [idAt(item, 'id'), idAt(item, `${end}Issue.id`)];
    if (type === undefined || id === undefined || otherId === undefined) return [];
    return [{ id, type, end, otherId, otherKey: textAt(item, `${end}Issue.key`) ?? otherId }];
  });
}

/** Whether the link says this about the other issue; a kind that reads the same from both ends has no direction. */
export function isLink(link: OwnLink, relation: Relation, otherId: string): boolean {
  const { type } = relation;
  if (link.otherId !== otherId || link.type.id !== type.id) return false;
  return type.inward === type.outward || link.end === relation.end;
}

/** Asks when an issue is named twice: nothing is linked to itself. */
export function sameIssue(key: string) {
  return ask('issue', key, [], `Which other issue is ${key} meant to be linked to?`);
}
