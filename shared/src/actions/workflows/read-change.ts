/** What a wish for a change of a workflow means, by the names in the workflow itself. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { chooseNamed, findNamed } from '../look-up/find-named.ts';
import { STATUS_SEARCH } from '../look-up/find-site-status.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedIdIn } from '../look-up/named-id.ts';
import { already, ask, type Obstacle } from '../look-up/obstacle.ts';
import { textAt } from '../look-up/read-answer.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { namedQuoted, quoted } from '../sentence-words.ts';
import {
  addStatus,
  addTransition,
  type ChangedDocument,
  nameTransition,
  removeStatus,
  removeTransition,
  renameTransition,
} from './change-document.ts';
import type { StatusName, TransitionName } from './sentences.ts';
import type { TransitionDocument, WorkflowDocument } from './workflow-document.ts';

/** Kinds of change, as the wish names them. */
export const CHANGES = [
  'add_status',
  'remove_status',
  'add_transition',
  'rename_transition',
  'remove_transition',
] as const;

/** Words that say what shall change. */
export type ChangeWords = {
  change: (typeof CHANGES)[number];
  status?: string;
  transition?: string;
  from?: string;
  to?: string;
  newName?: string;
};

const GUARD = { global: 'ADMINISTER' } as const;
const ANY = new Set([
  'any',
  'all',
  'any status',
  'every',
  'every status',
  'all statuses',
  'anywhere',
]);
const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,60}$/u;

type Changed = Reading<Result<ChangedDocument, Obstacle>>;

/** Reads the wish against the workflow. */
export function* readChange(
  words: ChangeWords,
  document: WorkflowDocument,
  context: ResolveContext,
): Changed {
  switch (words.change) {
    case 'add_status':
      return yield* statusIn(words, document, context);
    case 'remove_status': {
      const status = yield* ownStatus(words.status, 'status', document, context);
      return status.ok ? removeStatus(document, status.value) : status;
    }
    case 'add_transition':
      return yield* transitionIn(words, document, context);
    case 'rename_transition':
      return yield* renamed(words, document, context);
    default: {
      const transition = yield* ownTransition(words, document, context);
      return transition.ok ? removeTransition(document, transition.value) : transition;
    }
  }
}

function* statusIn(
  { status }: ChangeWords,
  document: WorkflowDocument,
  context: ResolveContext,
): Changed {
  if (status === undefined) return ask('status', '', [], 'Which status shall be added?');
  const own = document.statuses.find(
    ({ id, name }) => id === namedIdIn(status) || foldName(name) === foldName(bareWords(status)),
  );
  if (own !== undefined)
    return already(`${quoted(document.name)} already has the status ${quoted(own.name)}.`);
  const found = yield* findNamed(status, STATUS_SEARCH, context);
  if (!found.ok) return found;
  const { id, name, body } = found.value;
  const details = {
    id,
    name,
    statusReference: id,
    statusCategory: textAt(body, 'statusCategory') ?? 'TODO',
    description: textAt(body, 'description') ?? '',
  };
  return ok(addStatus(document, { id, name }, details));
}

/** A status of the workflow by name. */
function* ownStatus(
  words: string | undefined,
  thing: string,
  { statuses }: WorkflowDocument,
  context: ResolveContext,
): Reading<Result<StatusName, Obstacle>> {
  if (words === undefined) return ask(thing, '', [], `Which ${thing} is meant?`);
  const things = statuses.map(({ id, name, body }) => ({ id, name, body }));
  const chosen = yield* chooseNamed(words, things, true, { thing, guard: GUARD }, context);
  return chosen.ok ? ok({ id: chosen.value.id, name: chosen.value.name }) : chosen;
}

function* startOf(
  from: string | undefined,
  document: WorkflowDocument,
  context: ResolveContext,
): Reading<Result<StatusName | null, Obstacle>> {
  if (from !== undefined && ANY.has(foldName(bareWords(from)))) return ok(null);
  if (from === undefined) {
    const sentence = 'From which status shall the transition start? "Any status" is possible too.';
    return ask('status the transition starts from', '', [], sentence);
  }
  return yield* ownStatus(from, 'status the transition starts from', document, context);
}

function* transitionIn(
  words: ChangeWords,
  document: WorkflowDocument,
  context: ResolveContext,
): Changed {
  const to = yield* ownStatus(words.to, 'status the transition leads to', document, context);
  if (!to.ok) return to;
  const from = yield* startOf(words.from, document, context);
  if (!from.ok) return from;
  const name = readName(words.transition ?? to.value.name);
  if (!name.ok) return name;
  const same = document.transitions.some(
    (each) =>
      each.type !== 'INITIAL' &&
      each.to === to.value.id &&
      foldName(each.name) === foldName(name.value) &&
      (from.value === null ? each.from === null : each.from?.includes(from.value.id) === true),
  );
  if (same)
    return already(`${quoted(document.name)} already has the transition ${quoted(name.value)}.`);
  return ok(addTransition(document, name.value, from.value, to.value));
}

function readName(words: string): Result<string, Obstacle> {
  const name = bareWords(words).replace(/\s+/gu, ' ');
  return NAME.test(name) ? ok(name) : ask('name of the transition', words);
}

function* renamed(
  words: ChangeWords,
  document: WorkflowDocument,
  context: ResolveContext,
): Changed {
  if (words.newName === undefined) {
    return ask('name of the transition', '', [], 'Which new name shall the transition get?');
  }
  const name = readName(words.newName);
  if (!name.ok) return name;
  const isThere = document.transitions.some((each) => each.name === name.value);
  const known = document.transitions.some((each) => isCalled(each, words.transition));
  if (isThere && !known)
    return already(`${quoted(document.name)} already has the transition ${quoted(name.value)}.`);
  const transition = yield* ownTransition(words, document, context);
  if (!transition.ok) return transition;
  if (transition.value.name === name.value)
    return already(`It is already called ${quoted(name.value)}.`);
  return ok(renameTransition(document, transition.value, name.value));
}

function isCalled({ id, name }: TransitionDocument, words: string | undefined): boolean {
  if (words === undefined) return true;
  const wanted = namedIdIn(words);
  return wanted === undefined ? foldName(name) === foldName(bareWords(words)) : id === wanted;
}

/** One transition of the workflow by name, told apart by where it starts and leads. */
function* ownTransition(
  words: ChangeWords,
  document: WorkflowDocument,
  context: ResolveContext,
): Reading<Result<TransitionDocument, Obstacle>> {
  const { transition, from, to } = words;
  if (transition === undefined && to === undefined) {
    return ask('transition', '', [], 'Which transition is meant?');
  }
  const isAt = (status: StatusName, wanted: string): boolean =>
    status.id === namedIdIn(wanted) || foldName(status.name) === foldName(bareWords(wanted));
  const all = document.transitions.filter(({ type }) => type !== 'INITIAL');
  const hits = all.filter((each) => {
    const named = nameTransition(document, each);
    const starts =
      from === undefined ||
      (named.from?.some((status) => isAt(status, from)) ?? ANY.has(foldName(from)));
    return isCalled(each, transition) && starts && (to === undefined || isAt(named.to, to));
  });
  const [only] = hits;
  if (only !== undefined && hits.length === 1) return ok(only);
  const choices = (hits.length > 0 ? hits : all)
    .slice(0, 10)
    .map((each) => transitionWords(nameTransition(document, each)));
  const asked = transition ?? to ?? '';
  return yield* askVisibly({ thing: 'transition', words: asked, choices, guard: GUARD }, context);
}

/** A transition in words: `"Done" ("In Progress" to "Done")`. */
export function transitionWords({ name, from, to }: TransitionName): string {
  const start = from === null ? 'every status' : namedQuoted(from);
  return `${quoted(name)} (${start} to ${quoted(to.name)})`;
}
