/**
 * Finds people a service desk deals with: portal customers as well as people with a licence. Jira's search of people does
 * not give all customers, so lists of the desk are searched too. Customers are meant here and nowhere else.
 */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext, Target } from '../action.ts';
import { accountIdIn, isAccountId, mentionOf } from './account-id.ts';
import { findUser } from './find-user.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { textAt } from './read-answer.ts';
import { type PagedList, readPages } from './read-pages.ts';
import { askVisibly, type ChoiceGuard } from './visible-choices.ts';

/** Where people are looked for. */
export interface PeopleSource {
  /** Lists that may hold them; `query` is the words, for lists that search by themselves. */
  lists(query: string): PagedList[];
  /** Who may be shown the candidates. */
  guard: ChoiceGuard;
  /** Deactivated people count too. */
  mayBeInactive?: boolean;
}

interface Candidate {
  accountId: string;
  name: string;
  email: string | null;
  /** Only Jira's own search of people gave it. */
  isSearched: boolean;
}

const ME = new Set(['me', 'myself', 'i', 'my account']);
const MAX_CHOICES = 10;
const UNKNOWN_ADDRESS =
  'Kraken finds nobody with this e-mail address there. Who is meant, or shall somebody new be invited?';

/** Finds everybody the words mean, each once, in the order asked. */
export function* findPortalPeople(
  all: readonly string[],
  source: PeopleSource,
  context: ResolveContext,
): Reading<Result<PersonFact[], Obstacle>> {
  const people = new Map<string, PersonFact>();
  for (const words of all) {
    const person = yield* findPortalPerson(words, source, context);
    if (!person.ok) return person;
    people.set(person.value.accountId, person.value);
  }
  return ok([...people.values()]);
}

function* findPortalPerson(
  words: string,
  source: PeopleSource,
  context: ResolveContext,
): Reading<Result<PersonFact, Obstacle>> {
  const { mayBeInactive = false } = source;
  const bare = bareWords(words);
  const isKnown = ME.has(foldName(bare)) || accountIdIn(bare) !== undefined;
  if (isKnown) return yield* findUser(words, context, { mayBeInactive });
  const name = bare.replace(/^@/, '');
  if (!looksLikeName(name)) return ask('person', words);
  const candidates = yield* candidatesFor(source.lists(name));
  if (!candidates.ok) return candidates;
  const { people, isWhole } = candidates.value;
  const hits = hitsOf(name, people);
  const [only] = hits;
  if (only === undefined || hits.length > 1 || !isWhole) {
    return yield* whichPerson(words, hits, people, source, context);
  }
  // The lists do not say what kind of account it is.
  return yield* findUser(mentionOf(only.accountId), context, { mayBeInactive });
}

interface Candidates {
  people: Candidate[];
  /** False where a list may hold more that Kraken was not given. */
  isWhole: boolean;
}

function* candidatesFor(lists: readonly PagedList[]): Reading<Result<Candidates, Obstacle>> {
  const people = new Map<string, Candidate>();
  let isWhole = true;
  for (const list of lists) {
    const read = yield* readPages(list);
    if (read.state === 'refused') return refusedRead('the people of the service desk', read.answer);
    const isSearched = list.items === '';
    for (const person of read.items.flatMap((item) => toCandidate(item, isSearched))) {
      if (!people.has(person.accountId)) people.set(person.accountId, person);
    }
    isWhole &&= read.isWhole && (!isSearched || read.items.length < list.pageSize);
  }
  return ok({ people: [...people.values()], isWhole });
}

function toCandidate(item: Json, isSearched: boolean): Candidate[] {
  const accountId = textAt(item, 'accountId');
  if (accountId === undefined || !isAccountId(accountId)) return [];
  const name = textAt(item, 'displayName') ?? accountId;
  return [{ accountId, name, email: textAt(item, 'emailAddress') ?? null, isSearched }];
}

/** Whoever has the address, else whoever has the words as the whole name or as the first words of it. */
function hitsOf(words: string, people: readonly Candidate[]): Candidate[] {
  const wanted = foldName(words);
  if (wanted.includes('@')) return people.filter(({ email }) => email?.toLowerCase() === wanted);
  return people.filter(({ name }) => `${foldName(name)} `.startsWith(`${wanted} `));
}

function* whichPerson(
  words: string,
  hits: readonly Candidate[],
  near: readonly Candidate[],
  { guard }: PeopleSource,
  context: ResolveContext,
) {
  if (hits.length === 0 && words.includes('@')) return ask('person', words, [], UNKNOWN_ADDRESS);
  const listed = (hits.length > 0 ? hits : near).slice(0, MAX_CHOICES);
  const names = listed.map(({ name }) => name);
  const isWhole = hits.some(({ name }) => foldName(name) === foldName(words));
  const isUnclear = hits.length > 1 && (isWhole || new Set(names).size < names.length);
  const sentence = `More than one person is called "${bareWords(words)}". Please mention the right one with @, or give the e-mail address.`;
  const question = { thing: 'person', words, choices: [...new Set(names)] };
  const guards: ChoiceGuard[] = [guard];
  if (listed.some(({ isSearched }) => isSearched)) guards.push({ global: 'USER_PICKER' });
  let asked = ask('person', words);
  // Whoever asked must be allowed to see people of every kind that is listed.
  for (const each of guards) {
    asked = yield* askVisibly(
      { ...question, guard: each, ...(isUnclear && { sentence }) },
      context,
    );
    if (asked.error.outcome === 'ask' && asked.error.question.choices.length === 0) break;
  }
  return asked;
}

/**
 * People as a fact. A customer with a working account is who these actions are made for: the rule about unusual people
 * is not about them, so they are told as targets only.
 */
export function unusualAmong(
  people: readonly PersonFact[],
  except: readonly PersonFact[] = [],
): PersonFact[] {
  const ids = except.map(({ accountId }) => accountId);
  return people.filter(
    ({ accountId, kind, isActive }) =>
      !ids.includes(accountId) && (kind !== 'customer' || !isActive),
  );
}

/** People as targets of an action. */
export function peopleTargets(people: readonly PersonFact[]): Target[] {
  return people.map(({ accountId, name }) => ({ kind: 'user', id: accountId, name }));
}

/** People as a target holds them. */
export function peopleRefs(people: readonly PersonFact[]) {
  return people.map(({ accountId, name }) => ({ accountId, name }));
}
