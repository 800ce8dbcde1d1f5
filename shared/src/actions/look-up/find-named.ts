/**
 * Finds the one thing of a list that the words name: by `id:…`, or by its whole name, case ignored. Nothing, several of
 * that name, or a list too long to read whole are asked back with the candidates the person who asked may see.
 */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, textAt } from './read-answer.ts';
import { type PagedList, readPages } from './read-pages.ts';
import { askVisibly, type ChoiceGuard } from './visible-choices.ts';

/** A thing out of a list: its id and name, and what else of it was picked. */
export interface NamedThing {
  id: string;
  name: string;
  body: Json;
}

/** What is looked for, and where. */
export interface NamedSearch {
  /** Noun for the question: `component`, `sprint`. */
  thing: string;
  /** Words for a refused read: `the components of ABC`. */
  listName: string;
  list: PagedList;
  /** Who may be shown the candidates. */
  guard: ChoiceGuard;
  /** Path of the id in an item, default `id`. */
  idPath?: string;
  /** Path of the name in an item, default `name`. */
  namePath?: string;
  /** Tells two of the same name apart in a question: `Severity (customfield_10010)`. Default: name and id. */
  choiceOf?(thing: NamedThing): string;
  /** Leaves items out that cannot be meant at all. */
  isCandidate?(thing: NamedThing): boolean;
}

const MAX_CHOICES = 10;

/** Finds the one thing the words name. */
export function* findNamed(
  words: string,
  search: NamedSearch,
  context: ResolveContext,
): Reading<Result<NamedThing, Obstacle>> {
  const wanted = bareWords(words);
  const id = namedIdIn(wanted);
  if (id === undefined && !looksLikeName(wanted)) return ask(search.thing, words);
  const whole = yield* readPages(search.list);
  if (whole.state === 'refused') return refusedRead(search.listName, whole.answer);
  const things = whole.items.flatMap((item) => toThing(item, search));
  return yield* chooseNamed(words, things, whole.isWhole, search, context);
}

/** The one of the given things that the words name; for lists that were read anyway. */
export function* chooseNamed(
  words: string,
  things: readonly NamedThing[],
  isWhole: boolean,
  search: Pick<NamedSearch, 'thing' | 'guard' | 'choiceOf'>,
  context: ResolveContext,
): Reading<Result<NamedThing, Obstacle>> {
  const wanted = bareWords(words);
  const id = namedIdIn(wanted);
  const exact = things.filter((thing) =>
    id === undefined ? foldName(thing.name) === foldName(wanted) : thing.id === id,
  );
  const [only] = exact;
  // A list that was not read to its end may hide a second one of that name.
  if (only !== undefined && exact.length === 1 && (isWhole || id !== undefined)) return ok(only);
  const isUnclear = exact.length > 1;
  const listed = (isUnclear ? exact : near(wanted, things)).slice(0, MAX_CHOICES);
  const choiceOf = search.choiceOf ?? ((thing) => `${thing.name} (id:${thing.id})`);
  const choices = listed.map((thing) => (isUnclear ? choiceOf(thing) : thing.name));
  return yield* askVisibly(
    { thing: search.thing, words, choices: [...new Set(choices)], guard: search.guard },
    context,
  );
}

function toThing(item: Json, search: NamedSearch): NamedThing[] {
  const id = idAt(item, search.idPath ?? 'id');
  const name = textAt(item, search.namePath ?? 'name');
  if (id === undefined || name === undefined) return [];
  const thing = { id, name, body: item };
  return search.isCandidate?.(thing) === false ? [] : [thing];
}

/** Names that hold the words first, then the others. */
function near(words: string, things: readonly NamedThing[]): NamedThing[] {
  const wanted = foldName(words);
  const holds = (thing: NamedThing): boolean => foldName(thing.name).includes(wanted);
  return [...things.filter(holds), ...things.filter((thing) => !holds(thing))];
}
