/** How a change of a workflow is shown before, and recognised after. */
import { assertNever } from '../../never.ts';
import type { ChangeRow } from '../action.ts';
import { listOf, quoted, verbOf } from '../sentence-words.ts';
import { transitionWords } from './read-change.ts';
import type { TransitionName, WorkflowChange } from './sentences.ts';
import type { WorkflowDocument } from './workflow-document.ts';

/** The row of the before and after table. */
export function changeRow(workflow: string, change: WorkflowChange): ChangeRow {
  const row = (what: string, before: string, after: string): ChangeRow => ({
    label: `${what} in ${quoted(workflow)}`,
    before,
    after,
  });
  switch (change.kind) {
    case 'add_status':
      return row(
        `Status ${quoted(change.status.name)}`,
        'not in it',
        'in it, reached from every status',
      );
    case 'remove_status':
      return row(`Status ${quoted(change.status.name)}`, heldWith(change.transitions), 'not in it');
    case 'add_transition':
      return row('Transition', 'none', transitionWords(change.transition));
    case 'rename_transition':
      return row('Name of the transition', transitionWords(change.transition), change.newName);
    case 'remove_transition':
      return row('Transition', transitionWords(change.transition), 'none');
    default:
      return assertNever(change);
  }
}

const heldWith = (transitions: readonly string[]): string =>
  transitions.length === 0
    ? 'in it'
    : `in it, with the ${verbOf(transitions.length, 'transition', 'transitions')} ${listOf(transitions.map(quoted))}`;

function has(
  { transitions }: WorkflowDocument,
  { from, to }: TransitionName,
  name: string,
): boolean {
  return transitions.some(
    (each) =>
      each.name === name &&
      each.to === to.id &&
      (from === null
        ? each.from === null
        : from.every((status) => each.from?.includes(status.id) === true)),
  );
}

/** Whether the workflow is as the change makes it. */
export function isDone(document: WorkflowDocument, change: WorkflowChange): boolean {
  const isPlaced = (id: string): boolean =>
    document.places.some((place) => place['statusReference'] === id);
  switch (change.kind) {
    case 'add_status':
      return isPlaced(change.status.id) && has(document, change.transition, change.transition.name);
    case 'remove_status':
      return !isPlaced(change.status.id);
    case 'add_transition':
      return has(document, change.transition, change.transition.name);
    case 'rename_transition':
      return has(document, change.transition, change.newName);
    case 'remove_transition':
      return !document.transitions.some(({ id }) => id === change.transition.id);
    default:
      return assertNever(change);
  }
}
