/**
 * Finds one person: `me`, a mention, an e-mail address (exact), or a name. A name counts when it is the whole display
 * name, or the whole first words, of exactly one active person; everything else is asked.
 */
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { accountIdIn, isAccountId } from './account-id.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A person found in Jira. */
export type Person = PersonFact;

interface Options {
  /** Deactivated people count too (removing them is legitimate). */
  mayBeInactive?: boolean;
}

const ME = new Set(['me', 'myself', 'i', 'my account']);
const EMAIL = /^[^\s@/\\?#<>"',;:]{1,64}@[^\s@/\\?#<>"',;:]{1,190}$/;
const FIELDS = ['accountId', 'accountType', 'active', 'displayName'];
const PAGE = 50;

const KINDS: Readonly<Record<string, Person['kind']>> = {
  atlassian: 'licensed',
  app: 'app',
  customer: 'customer',
};

function toPerson(body: Json): Person | undefined {
  const accountId = textAt(body, 'accountId');
  if (accountId === undefined || !isAccountId(accountId)) return undefined;
  const type = textAt(body, 'accountType') ?? '';
  return {
    accountId,
    name: textAt(body, 'displayName') ?? accountId,
    kind: Object.hasOwn(KINDS, type) ? (KINDS[type] ?? 'unknown') : 'unknown',
    isActive: isTrueAt(body, 'active'),
  };
}

/** Finds the one person the words mean. Asks when nobody or several do, or when only a deactivated account fits. */
export function* findUser(
  words: string,
  context: ResolveContext,
  options: Options = {},
): Reading<Result<Person, Obstacle>> {
  const wanted = bareWords(words);
  const isMe = ME.has(foldName(wanted));
  const accountId = isMe ? context.speakerAccountId : accountIdIn(wanted);
  if (accountId === null) return ask('person', words);
  if (accountId !== undefined) return yield* byAccountId(words, accountId, options);
  if (EMAIL.test(wanted)) return yield* byEmail(words, wanted.toLowerCase(), context, options);
  const name = wanted.replace(/^@/, '');
  if (!looksLikeName(name)) return ask('person', words);
  return yield* byName(words, name, context, options);
}

function* byAccountId(
  words: string,
  accountId: string,
  options: Options,
): Reading<Result<Person, Obstacle>> {
  if (!isAccountId(accountId)) return ask('person', words);
  const [answer] = yield* readAll([userRead(accountId, FIELDS)]);
  if (answer.status === 401 || answer.status === 403) return refusedRead('people', answer);
  const person = answer.status === 200 ? toPerson(answer.body) : undefined;
  if (person === undefined) return ask('person', words);
  return person.isActive || options.mayBeInactive ? ok(person) : deactivated(words, person);
}

function* byEmail(
  words: string,
  email: string,
  context: ResolveContext,
  options: Options,
): Reading<Result<Person, Obstacle>> {
  const [answer] = yield* readAll([searchRead(email, [...FIELDS, 'emailAddress'])]);
  if (answer.status !== 200) return refusedRead('people', answer);
  const exact = itemsAt(answer.body)
    .filter((item) => textAt(item, 'emailAddress')?.toLowerCase() === email)
    .map(toPerson)
    .filter((person) => person !== undefined);
  return yield* choose({ words, exact, answer, near: peopleIn(answer) }, context, options);
}

function* byName(
  words: string,
  name: string,
  context: ResolveContext,
  options: Options,
): Reading<Result<Person, Obstacle>> {
  const [answer] = yield* readAll([searchRead(name, FIELDS)]);
  if (answer.status !== 200) return refusedRead('people', answer);
  const near = peopleIn(answer);
  const exact = namedExactly(name, near);
  const first = near.filter((person) => foldName(person.name).startsWith(`${foldName(name)} `));
  const isUsable = (person: Person) => options.mayBeInactive === true || person.isActive;
  // A deactivated account of exactly that name is told as one; nobody else takes its place.
  const others = exact.length === 0 || exact.some(isUsable) ? first : [];
  const hits = { words, exact: [...exact, ...others], answer, near };
  const isMixed = exact.length > 0 && others.some(isUsable);
  return yield* choose({ ...hits, isMixed }, context, options);
}

interface Hits {
  words: string;
  exact: readonly Person[];
  near: readonly Person[];
  /** A whole name and the first words of another are the same. */
  isMixed?: boolean;
  answer: JiraReadResult;
}

function* choose(
  hits: Hits,
  context: ResolveContext,
  options: Options,
): Reading<Result<Person, Obstacle>> {
  const { words, exact, near, answer, isMixed = false } = hits;
  const usable = options.mayBeInactive ? exact : exact.filter((person) => person.isActive);
  const [only] = usable;
  // A full page may hide a second person of that name.
  const isComplete = itemsAt(answer.body).length < PAGE;
  if (only !== undefined && usable.length === 1 && isComplete) return ok(only);
  const [inactive] = exact;
  if (usable.length === 0 && inactive !== undefined) return deactivated(words, inactive);
  const listed = (usable.length > 0 ? usable : near.filter((person) => person.isActive)).slice(
    0,
    10,
  );
  const names = listed.map((person) => person.name);
  const isUnclear = new Set(names).size < names.length || !isComplete || isMixed;
  return yield* askVisibly(
    {
      thing: 'person',
      words,
      choices: [...new Set(names)],
      guard: { global: 'USER_PICKER' },
      ...(isUnclear && {
        sentence: `More than one person is called "${bareWords(words)}". Please mention the right one with @.`,
      }),
    },
    context,
  );
}

function deactivated(words: string, person: Person) {
  return ask(
    'person',
    words,
    [],
    `The account of ${person.name} is deactivated. Which active person do you mean?`,
  );
}

function peopleIn(answer: JiraReadResult): Person[] {
  return itemsAt(answer.body)
    .map(toPerson)
    .filter((person) => person !== undefined);
}

function searchRead(query: string, fields: string[]) {
  return readOf('findUsers', {
    query: [
      ['query', query],
      ['maxResults', String(PAGE)],
    ],
    pick: fields.map((field) => `[].${field}`),
  });
}

/** Reads one person by account id. */
export function userRead(accountId: string, pick: string[]) {
  return readOf('getUser', { query: [['accountId', accountId]], pick });
}
