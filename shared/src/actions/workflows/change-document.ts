/** How each change alters a workflow's document. Pure; what cannot be done gives the sentence that says why. */
import type { Json } from '../../json.ts';
import { ok, type Result } from '../../result.ts';
import { namedId } from '../look-up/named-id.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { quoted } from '../sentence-words.ts';
import type { StatusName, TransitionName, WorkflowChange } from './sentences.ts';
import { isBare, type TransitionDocument, type WorkflowDocument } from './workflow-document.ts';

/** A document with the change in it, and the arguments that take it back (null: none). */
export interface ChangedDocument {
  document: WorkflowDocument;
  change: WorkflowChange;
  undo: { [key: string]: string } | null;
  hasCompleteInverse: boolean;
}

/** A transition with names in place of references. */
export function nameTransition(
  { statuses }: Pick<WorkflowDocument, 'statuses'>,
  { id, name, from, to }: TransitionDocument,
): TransitionName {
  const named = (reference: string): StatusName => ({
    id: reference,
    name: statuses.find((status) => status.id === reference)?.name ?? reference,
  });
  return { id, name, from: from === null ? null : from.map(named), to: named(to) };
}

/** Jira numbers transitions; a new one gets the next number. */
function nextId({ transitions }: WorkflowDocument): string {
  const numbers = transitions.map(({ id }) => Number(id)).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
}

function newTransition(
  document: WorkflowDocument,
  name: string,
  from: StatusName | null,
  to: StatusName,
): TransitionDocument {
  const id = nextId(document);
  const type = from === null ? 'GLOBAL' : 'DIRECTED';
  const links: Json[] =
    from === null ? [] : [{ fromPort: 0, fromStatusReference: from.id, toPort: 1 }];
  const empty = { actions: [], properties: {}, triggers: [], validators: [] };
  const body = { id, name, description: '', type, toStatusReference: to.id, links, ...empty };
  return { id, name, type, from: from === null ? null : [from.id], to: to.id, body };
}

/** The status joins, with a transition of its name from every status: one that nothing leads to would be of no use. */
export function addStatus(
  document: WorkflowDocument,
  status: StatusName,
  body: { [key: string]: Json },
): ChangedDocument {
  const transition = newTransition(document, status.name, null, status);
  const next = {
    ...document,
    statuses: [...document.statuses, { ...status, body }],
    places: [...document.places, { statusReference: status.id, properties: {} }],
    transitions: [...document.transitions, transition],
  };
  return {
    document: next,
    change: { kind: 'add_status', status, transition: nameTransition(next, transition) },
    undo: { change: 'remove_status', status: namedId(status.id) },
    hasCompleteInverse: true,
  };
}

/** The status leaves, and with it every transition to it and every start at it. */
export function removeStatus(
  document: WorkflowDocument,
  status: StatusName,
): Result<ChangedDocument, Obstacle> {
  const { transitions } = document;
  if (transitions.some(({ type, to }) => type === 'INITIAL' && to === status.id)) {
    return unsupported(
      `New issues begin in ${quoted(status.name)}, so it cannot leave ${quoted(document.name)}.`,
    );
  }
  const gone = transitions.filter(
    ({ to, from }) => to === status.id || (from?.length === 1 && from[0] === status.id),
  );
  const cut = transitions.filter(
    (each) => !gone.includes(each) && each.from?.includes(status.id) === true,
  );
  const [only] = gone;
  const isLikeAdded =
    gone.length === 1 &&
    cut.length === 0 &&
    only?.from === null &&
    only.name === status.name &&
    isBare(only);
  return ok({
    document: {
      ...document,
      statuses: document.statuses.filter(({ id }) => id !== status.id),
      places: document.places.filter((place) => place['statusReference'] !== status.id),
      transitions: transitions
        .filter((each) => !gone.includes(each))
        .map((each) => (cut.includes(each) ? withoutStart(each, status) : each)),
    },
    change: { kind: 'remove_status', status, transitions: gone.map(({ name }) => name) },
    undo: isLikeAdded ? { change: 'add_status', status: namedId(status.id) } : null,
    hasCompleteInverse: false,
  });
}

function withoutStart(transition: TransitionDocument, status: StatusName): TransitionDocument {
  const isKept = (link: Json): boolean =>
    !JSON.stringify(link).includes(`"fromStatusReference":${JSON.stringify(status.id)}`);
  return {
    ...transition,
    from: transition.from?.filter((id) => id !== status.id) ?? null,
    body: { ...transition.body, links: itemsAt(transition.body, 'links').filter(isKept) },
  };
}

/** A transition joins. */
export function addTransition(
  document: WorkflowDocument,
  name: string,
  from: StatusName | null,
  to: StatusName,
): ChangedDocument {
  const made = newTransition(document, name, from, to);
  const next = { ...document, transitions: [...document.transitions, made] };
  return {
    document: next,
    change: { kind: 'add_transition', transition: nameTransition(next, made) },
    undo: { change: 'remove_transition', transition: namedId(made.id) },
    hasCompleteInverse: true,
  };
}

/** A transition gets another name. */
export function renameTransition(
  document: WorkflowDocument,
  transition: TransitionDocument,
  newName: string,
): ChangedDocument {
  const renamed = { ...transition, name: newName, body: { ...transition.body, name: newName } };
  return {
    document: {
      ...document,
      transitions: document.transitions.map((each) => (each === transition ? renamed : each)),
    },
    change: {
      kind: 'rename_transition',
      transition: nameTransition(document, transition),
      newName,
    },
    undo: {
      change: 'rename_transition',
      transition: namedId(transition.id),
      newName: transition.name,
    },
    hasCompleteInverse: true,
  };
}

/** A transition leaves. It comes back under another number, and only where it had no rules. */
export function removeTransition(
  document: WorkflowDocument,
  transition: TransitionDocument,
): Result<ChangedDocument, Obstacle> {
  const { from, to, name } = transition;
  const others = document.transitions.filter((each) => each !== transition);
  if (!others.some((each) => each.to === to)) {
    const status = nameTransition(document, transition).to.name;
    return unsupported(
      `${quoted(name)} is the only way to ${quoted(status)}. Add another one first.`,
    );
  }
  const canComeBack = isBare(transition) && (from === null || from.length === 1);
  const start = from?.[0];
  return ok({
    document: { ...document, transitions: others },
    change: { kind: 'remove_transition', transition: nameTransition(document, transition) },
    undo: canComeBack
      ? {
          change: 'add_transition',
          transition: name,
          to: namedId(to),
          from: start === undefined ? 'any' : namedId(start),
        }
      : null,
    hasCompleteInverse: false,
  });
}
