/** Whom something is shared with: `project ABC`, `group qa-leads`, a person, everybody signed in, anyone on the web. */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { accountIdIn, mentionOf } from './account-id.ts';
import { findProject } from './find-project.ts';
import { findUser } from './find-user.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { namedId, namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import type { Share } from './shares.ts';

/** A share as asked, without Jira's id of it; `projectId` where it is a project. */
export type WishedShare = Omit<Share, 'id'> & { projectId?: string };

const WEB = 'anyone on the web';
const SIGNED_IN = 'everybody who is signed in';
const ON_THE_WEB = new Set([WEB, 'anyone', 'public', 'the public', 'anonymous users']);
const LOGGED_IN = new Set([SIGNED_IN, 'all users', 'logged in users', 'all logged in users']);
const UNCLEAR = new Set(['everyone', 'everybody', 'all']);
const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;
const GROUP_ID = /^[0-9A-Za-z_-]{1,64}$/;

/** Finds whom the words mean, and the person where it is one. */
export function* findShare(
  words: string,
  context: ResolveContext,
): Reading<Result<{ share: WishedShare; person?: PersonFact }, Obstacle>> {
  const bare = bareWords(words);
  const folded = foldName(bare).replaceAll('-', ' ');
  if (ON_THE_WEB.has(folded)) return ok({ share: { type: 'global', ref: '', name: WEB } });
  if (LOGGED_IN.has(folded)) {
    return ok({ share: { type: 'authenticated', ref: '', name: SIGNED_IN } });
  }
  if (UNCLEAR.has(folded)) return ask('audience', words, [SIGNED_IN, WEB]);
  if (/^group\s|\sgroup$/i.test(bare)) return yield* groupShare(words, bare);
  if (KEY.test(bare) || /^(?:the\s+)?project\s|\sproject$/i.test(bare)) {
    const project = yield* findProject(bare, context);
    if (!project.ok) return project;
    const { key, id } = project.value;
    return ok({ share: { type: 'project', ref: key, name: `project ${key}`, projectId: id } });
  }
  if (/@|^user\s/i.test(bare) || accountIdIn(bare) !== undefined || folded === 'me') {
    return yield* personShare(bare.replace(/^user\s+/i, ''), context);
  }
  return ask(
    'audience',
    words,
    [],
    'With whom shall it be shared? Please say which project, group or person, like "project ABC" or "group testers".',
  );
}

function* groupShare(
  words: string,
  bare: string,
): Reading<Result<{ share: WishedShare }, Obstacle>> {
  const name = bareWords(bare.replace(/^group\s+|\s+group$/giu, ''));
  const id = namedIdIn(name);
  if (id === undefined && !looksLikeName(name)) return ask('group', words);
  const [answer] = yield* readAll([
    readOf('bulkGetGroups', {
      query: [id === undefined ? ['groupName', name] : ['groupId', id]],
      pick: ['values[].groupId', 'values[].name'],
    }),
  ]);
  if (answer.status !== 200) return refusedRead('the groups', answer);
  const groups = itemsAt(answer.body, 'values');
  const [group] = groups;
  const ref = group === undefined ? undefined : idAt(group, 'groupId');
  if (group === undefined || ref === undefined || groups.length > 1 || !GROUP_ID.test(ref)) {
    return ask('group', words);
  }
  return ok({
    share: { type: 'group', ref, name: `group ${quoted(textAt(group, 'name') ?? name)}` },
  });
}

function* personShare(
  words: string,
  context: ResolveContext,
): Reading<Result<{ share: WishedShare; person: PersonFact }, Obstacle>> {
  const person = yield* findUser(words, context);
  if (!person.ok) return person;
  const { accountId, name } = person.value;
  return ok({ share: { type: 'user', ref: accountId, name }, person: person.value });
}

/** True where both are the same audience. */
export function isSameShare(
  a: Pick<Share, 'type' | 'ref'>,
  b: Pick<Share, 'type' | 'ref'>,
): boolean {
  return a.type === b.type && a.ref === b.ref;
}

/** True for an audience of unknown size: everybody. */
export function isForEverybody({ type }: Pick<Share, 'type'>): boolean {
  return type === 'global' || type === 'authenticated';
}

/** The audience as words that `findShare` reads; undefined for a role, which it does not. */
export function wordsForShare({ type, ref, name }: Pick<Share, 'type' | 'ref' | 'name'>) {
  if (isForEverybody({ type })) return name;
  if (type === 'project') return `project ${ref}`;
  if (type === 'group') return `group ${namedId(ref)}`;
  return type === 'user' ? mentionOf(ref) : undefined;
}

/** The audience as a body of a new filter or dashboard takes it. */
export function newShareBody({ type, ref, projectId }: WishedShare): Json {
  if (type === 'project') return { type, project: { id: projectId ?? ref } };
  if (type === 'group') return { type, group: { groupId: ref } };
  return type === 'user' ? { type, user: { accountId: ref } } : { type };
}
