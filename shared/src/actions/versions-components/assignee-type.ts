/** How a ticket says who shall get new issues of a component. */
import { ok, type Result } from '../../result.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { ask, type Obstacle } from '../look-up/obstacle.ts';
import type { AssigneeType } from './sentences.ts';

const WORDS: Readonly<Record<string, AssigneeType>> = {
  'project default': 'PROJECT_DEFAULT',
  default: 'PROJECT_DEFAULT',
  'component lead': 'COMPONENT_LEAD',
  'the lead': 'COMPONENT_LEAD',
  lead: 'COMPONENT_LEAD',
  'project lead': 'PROJECT_LEAD',
  unassigned: 'UNASSIGNED',
  nobody: 'UNASSIGNED',
  'no one': 'UNASSIGNED',
};

const CHOICES = ['project default', 'component lead', 'project lead', 'unassigned'];

/** The way the words mean; asks for other words. */
export function assigneeTypeIn(words: string): Result<AssigneeType, Obstacle> {
  const folded = foldName(bareWords(words))
    .replaceAll('_', ' ')
    .replace(/^the project /, 'project ');
  const type = Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
  return type === undefined ? ask('default assignee', words, CHOICES) : ok(type);
}

/** The way in words that `assigneeTypeIn` reads. */
export function assigneeTypeWords(type: AssigneeType): string {
  return type.toLowerCase().replaceAll('_', ' ');
}

/** A way as Jira answers it; anything else counts as the project's default, as Jira treats it. */
export function assigneeTypeOf(text: string): AssigneeType {
  return text === 'COMPONENT_LEAD' || text === 'PROJECT_LEAD' || text === 'UNASSIGNED'
    ? text
    : 'PROJECT_DEFAULT';
}
