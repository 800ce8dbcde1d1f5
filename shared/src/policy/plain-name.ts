/** Names out of Jira inside sentences: one line, no control or direction characters, short, always in quotes. */
import type { Target } from '../actions/action.ts';
import type { PolicyInput } from './classification.ts';

const NAME_LENGTH = 60;
const SENTENCE_LENGTH = 300;
/** Texts are cut before they are cleaned, so that a text of any size costs the same. */
const MAX_READ = 1_000;

function quoted(text: string, maxLength: number): string {
  const line = text
    .slice(0, MAX_READ)
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/[“”"]/g, "'")
    .trim();
  const letters = [...line];
  const short = letters.length > maxLength ? `${letters.slice(0, maxLength - 1).join('')}…` : line;
  return `“${short === '' ? 'without a name' : short}”`;
}

/** `“Payments”`: the name on one line, at most 60 characters, in quotes that it cannot close itself. */
export function plainName(name: string): string {
  return quoted(name, NAME_LENGTH);
}

/** A person's own sentence (playbook, freeze window) on one line, at most 300 characters, in quotes. */
export function plainSentence(sentence: string): string {
  return quoted(sentence, SENTENCE_LENGTH);
}

/** The project as people know it, or its id where the facts do not name it. */
export function projectName(input: PolicyInput, projectId: string): string {
  const target = input.facts?.targets.find(
    ({ kind, id }) => kind === 'project' && id === projectId,
  );
  return target === undefined
    ? `project ${plainName(projectId)}`
    : `project ${plainName(target.name)}`;
}

/** `“A”, “B” and 3 more`, for lists that may be long. */
export function nameList(targets: readonly Target[]): string {
  const shown = targets.slice(0, 3).map(({ name }) => plainName(name));
  const rest = targets.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
