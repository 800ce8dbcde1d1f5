/** Finds the one transition of an issue that leads where the words say. */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';
import { entriesOf, idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';

/** A status with the category that tells open, running and done apart. */
export interface Status {
  id: string;
  name: string;
  category: string;
}

/** A transition of an issue in its present status. */
export interface Transition {
  id: string;
  name: string;
  to: Status;
  isGlobal: boolean;
  /** Jira lets only some take it, or does not say. It answers for Kraken, never for the person who asked. */
  isConditional: boolean;
  /** Resolutions its screen offers, required or not; null where it does not ask for one. */
  resolutions: Array<{ id: string; name: string }> | null;
  /** Fields of its screen that must be filled and have no default. */
  needs: Array<{ id: string; name: string; values: Array<{ id: string; name: string }> }>;
}

/** Verbs for a category: they count only when exactly one transition fits, and by its name plainly so. */
const VERBS: Readonly<Record<string, string>> = {
  close: 'done',
  closed: 'done',
  done: 'done',
  finish: 'done',
  finished: 'done',
  resolve: 'done',
  resolved: 'done',
  complete: 'done',
  completed: 'done',
  start: 'indeterminate',
  started: 'indeterminate',
  reopen: 'open',
  reopened: 'open',
  open: 'open',
};

/** Names that plainly say a category. A status such as Rejected is done as well, and nobody means it by `done`. */
const PLAIN: Readonly<Record<string, ReadonlySet<string>>> = {
  done: new Set([
    'done',
    'closed',
    'close',
    'close issue',
    'resolved',
    'resolve',
    'resolve issue',
    'complete',
    'completed',
    'finish',
    'finished',
    'erledigt',
    'fertig',
  ]),
  indeterminate: new Set([
    'in progress',
    'start',
    'started',
    'start progress',
    'start work',
    'doing',
    'in work',
    'in arbeit',
    'work in progress',
  ]),
  open: new Set([
    'to do',
    'todo',
    'open',
    'reopen',
    'reopened',
    'reopen issue',
    'backlog',
    'new',
    'in progress',
    'zu erledigen',
    'offen',
  ]),
};

/** Reads the transitions an issue has now, with what their screens need. */
export function transitionsRead(issueKey: string): JiraRead {
  const fields = [
    'name',
    'required',
    'hasDefaultValue',
    'allowedValues[].id',
    'allowedValues[].name',
  ];
  return readOf('getTransitions', {
    path: { issueIdOrKey: issueKey },
    query: [['expand', 'transitions.fields']],
    pick: [
      'transitions[].id',
      'transitions[].name',
      'transitions[].isGlobal',
      'transitions[].isConditional',
      'transitions[].to.id',
      'transitions[].to.name',
      'transitions[].to.statusCategory.key',
      ...fields.map((field) => `transitions[].fields.*.${field}`),
    ],
  });
}

/** A status in Jira's shape at a path. */
export function statusAt(body: Json, path: string): Status | undefined {
  const id = idAt(body, `${path}.id`);
  const name = textAt(body, `${path}.name`);
  if (id === undefined || name === undefined || !/^\d{1,20}$/.test(id)) return undefined;
  return { id, name, category: textAt(body, `${path}.statusCategory.key`) ?? '' };
}

/** The transitions in the answer to `transitionsRead`. */
export function transitionsIn(answer: JiraReadResult): Transition[] {
  if (answer.status !== 200) return [];
  return itemsAt(answer.body, 'transitions').flatMap((item) => {
    const id = idAt(item, 'id');
    const to = statusAt(item, 'to');
    if (id === undefined || to === undefined) return [];
    const fields = entriesOf(fieldAt(item, 'fields'));
    const offered = fields.find(([fieldId]) => fieldId === 'resolution');
    const resolutions = offered === undefined ? null : valuesOf(offered[1]);
    const needs = fields.flatMap(([fieldId, field]) =>
      isTrueAt(field, 'required') && !isTrueAt(field, 'hasDefaultValue')
        ? [{ id: fieldId, name: textAt(field, 'name') ?? fieldId, values: valuesOf(field) }]
        : [],
    );
    const name = textAt(item, 'name') ?? to.name;
    const isGlobal = isTrueAt(item, 'isGlobal');
    return [{ id, name, to, isGlobal, isConditional: isConditionalIn(item), resolutions, needs }];
  });
}

const isConditionalIn = (item: Json): boolean => fieldAt(item, 'isConditional') !== false;

/** What one transition of an issue does now: its id, the status it leads to, and whether it has a condition. */
export function oneTransitionRead(issueKey: string, transitionId: string): JiraRead {
  return readOf('getTransitions', {
    path: { issueIdOrKey: issueKey },
    query: [['transitionId', transitionId]],
    pick: ['transitions[].id', 'transitions[].to.id', 'transitions[].isConditional'],
  });
}

/** False only where the answer to `oneTransitionRead` shows the transition, without a condition. */
export function mayBeConditional({ status, body }: JiraReadResult): boolean {
  const shown = status === 200 ? itemsAt(body, 'transitions') : [];
  return shown.length === 0 || shown.some(isConditionalIn);
}

/** Why a transition with a condition waits for a person. */
export function conditionDoubt(isConditional: boolean): string | undefined {
  return isConditional
    ? 'The workflow puts a condition on who takes this transition, and nothing says that the person who asked meets it.'
    : undefined;
}

function valuesOf(field: Json): Array<{ id: string; name: string }> {
  return itemsAt(field, 'allowedValues').flatMap((value) => {
    const id = idAt(value, 'id');
    const name = textAt(value, 'name');
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** True when the issue already is where the words want it. A verb counts only where no status has that name. */
export function isAlready(words: string, now: Status, all: readonly Transition[]): boolean {
  const wanted = foldName(bareWords(words));
  if (foldName(now.name) === wanted) return true;
  if (all.some(({ name, to }) => [name, to.name].map(foldName).includes(wanted))) return false;
  const category = Object.hasOwn(VERBS, wanted) ? VERBS[wanted] : undefined;
  return category === 'open' ? now.category !== 'done' : category === now.category;
}

/** Chooses the transition: by the name of its status, its own name, or a verb that fits exactly one. */
export function chooseTransition(
  words: string,
  now: Status,
  all: readonly Transition[],
): Result<Transition, Obstacle> {
  const wanted = foldName(bareWords(words));
  if (!looksLikeName(wanted)) return ask('status', words);
  const moving = all.filter(({ to }) => to.id !== now.id);
  const byStatus = moving.filter(({ to }) => foldName(to.name) === wanted);
  const byName = moving.filter(({ name }) => foldName(name) === wanted);
  const candidates =
    [byStatus, byName, byVerb(wanted, moving)].find((some) => some.length > 0) ?? [];
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return ok(only);
  const listed = (candidates.length > 0 ? candidates : moving).map(({ name, to }) =>
    foldName(name) === foldName(to.name) ? to.name : `${to.name} (by ${name})`,
  );
  return ask('status', words, [...new Set(listed)]);
}

function byVerb(wanted: string, moving: readonly Transition[]): Transition[] {
  const category = Object.hasOwn(VERBS, wanted) ? VERBS[wanted] : undefined;
  if (category === undefined) return [];
  const fits = moving.filter(({ to }) =>
    category === 'open' ? to.category !== 'done' : to.category === category,
  );
  const isPlain = ({ name, to }: Transition) =>
    [to.name, name].some((each) => PLAIN[category]?.has(foldName(each)));
  return fits.length > 1 || fits.every(isPlain) ? fits : [];
}
