/** Finds a permission scheme by name. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { askVisibly } from './visible-choices.ts';

/** A permission scheme. */
export interface Scheme {
  id: string;
  name: string;
}

/** Reads names and ids of all permission schemes. */
export function schemesRead(): JiraRead {
  return readOf('getAllPermissionSchemes', {
    pick: ['permissionSchemes[].id', 'permissionSchemes[].name'],
  });
}

/** Chooses one scheme by name out of the answer to `schemesRead`. */
export function* chooseScheme(
  words: string,
  answer: JiraReadResult,
  context: ResolveContext,
): Reading<Result<Scheme, Obstacle>> {
  if (answer.status !== 200) return refusedRead('the permission schemes', answer);
  const wanted = bareWords(bareWords(words).replace(/^the\s+/i, ''));
  const byId = namedIdIn(wanted);
  if (byId === undefined && !looksLikeName(wanted)) return ask('permission scheme', words);
  const schemes = itemsAt(answer.body, 'permissionSchemes').flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
  const short = bareWords(wanted.replace(/\s+(?:permission\s+)?scheme$/i, ''));
  const exact = schemes.filter(
    byId === undefined
      ? ({ name }) => foldName(name) === foldName(wanted)
      : ({ id }) => id === byId,
  );
  const found = exact.length > 0 ? exact : namedExactly(short, schemes);
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  const choices = (found.length > 0 ? found : schemes).map((scheme) => scheme.name).slice(0, 20);
  return yield* askVisibly(
    { thing: 'permission scheme', words, choices, guard: { global: 'ADMINISTER' } },
    context,
  );
}

/** A scheme as a target of an action. */
export function schemeTarget(scheme: Scheme): Target {
  return { kind: 'scheme', id: scheme.id, name: scheme.name };
}
