/**
 * A question is posted where its reader may see less than Kraken. Choices are listed only when Jira says that the
 * person who asked may see things of that kind; otherwise the question goes out without them.
 */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { isAccountId } from './account-id.ts';
import { ask } from './obstacle.ts';
import { itemsAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** What the asker must hold to be shown a choice: a global permission, or sight of the choice's own project. */
export type ChoiceGuard =
  | { global: 'ADMINISTER' | 'USER_PICKER' }
  | { projectId: string }
  | { projectIds: readonly string[] };

interface OpenQuestion {
  thing: string;
  words: string;
  choices: readonly string[];
  sentence?: string;
  /** For `projectIds`: one project per choice, in the same order. */
  guard: ChoiceGuard;
}

/** Asks, listing only the choices the person who asked may see. */
export function* askVisibly(
  question: OpenQuestion,
  context: ResolveContext,
): Reading<ReturnType<typeof ask>> {
  const { thing, words, choices, sentence, guard } = question;
  if (choices.length === 0) return ask(thing, words, [], sentence);
  const shown = yield* visibleChoices(choices, guard, context.speakerAccountId);
  return ask(thing, words, shown, shown.length > 0 ? sentence : undefined);
}

function* visibleChoices(
  choices: readonly string[],
  guard: ChoiceGuard,
  accountId: string | null,
): Reading<string[]> {
  if (accountId === null || !isAccountId(accountId)) return [];
  const body: Json =
    'global' in guard
      ? { accountId, globalPermissions: [guard.global], projectPermissions: [] }
      : { accountId, globalPermissions: [], projectPermissions: [browse(projectsOf(guard))] };
  const [answer] = yield* readAll([
    readOf('getBulkPermissions', {
      body,
      pick: [
        'globalPermissions',
        'projectPermissions[].permission',
        'projectPermissions[].projects',
      ],
    }),
  ]);
  if (answer.status !== 200) return [];
  if ('global' in guard) {
    return itemsAt(answer.body, 'globalPermissions').includes(guard.global) ? [...choices] : [];
  }
  const seen = new Set(
    itemsAt(answer.body, 'projectPermissions').flatMap((grant) =>
      itemsAt(grant, 'projects').map(String),
    ),
  );
  if ('projectId' in guard) return seen.has(guard.projectId) ? [...choices] : [];
  return choices.filter((_, index) => seen.has(guard.projectIds[index] ?? ''));
}

function projectsOf(guard: Exclude<ChoiceGuard, { global: string }>): string[] {
  return 'projectId' in guard ? [guard.projectId] : [...new Set(guard.projectIds)];
}

function browse(projectIds: readonly string[]): Json {
  return { permissions: ['BROWSE_PROJECTS'], projects: projectIds.map(Number), issues: [] };
}
