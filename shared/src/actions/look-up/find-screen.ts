/** Finds a screen by name, its tabs with the fields on them, and a tab by name. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { chooseNamed, findNamed } from './find-named.ts';
import { bareWords } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A screen or a tab. */
export interface NamedById {
  id: string;
  name: string;
}

/** A tab with the fields on it, in order. */
export interface ScreenTab extends NamedById {
  fields: NamedById[];
}

/** Operations a resolution with `findScreen` and `readTabs` needs. */
export const SCREEN_READS = [
  'getScreens',
  'getAllScreenTabs',
  'getAllScreenTabFields',
  'getBulkPermissions',
] as const;

const PAGE = 100;
const GUARD = { global: 'ADMINISTER' } as const;

/** Reads screens by id or words. */
export function screensRead(by: ['id' | 'queryString', string], startAt = 0): JiraRead {
  return readOf('getScreens', {
    query: [by, ['startAt', String(startAt)], ['maxResults', String(PAGE)]],
    pick: ['values[].id', 'values[].name', 'isLast', 'total'],
  });
}

/** Finds the one screen the words mean. */
export function* findScreen(
  words: string,
  context: ResolveContext,
): Reading<Result<NamedById, Obstacle>> {
  const wanted = bareWords(bareWords(words).replace(/^the\s+/i, ''));
  const id = namedIdIn(wanted);
  const by: ['id' | 'queryString', string] =
    id === undefined || !/^\d+$/.test(id) ? ['queryString', wanted] : ['id', id];
  const found = yield* findNamed(
    wanted,
    {
      thing: 'screen',
      listName: 'the screens',
      list: { read: (startAt) => screensRead(by, startAt), items: 'values', pageSize: PAGE },
      guard: GUARD,
      isCandidate: (thing) => /^\d+$/.test(thing.id),
    },
    context,
  );
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** Reads the tabs of a screen. */
export function tabsRead(screenId: string): JiraRead {
  return readOf('getAllScreenTabs', { path: { screenId }, pick: ['[].id', '[].name'] });
}

/** Reads the fields of a tab. */
export function tabFieldsRead(screenId: string, tabId: string): JiraRead {
  return readOf('getAllScreenTabFields', {
    path: { screenId, tabId },
    pick: ['[].id', '[].name'],
  });
}

/** The tabs of a screen with their fields. */
export function* readTabs(screen: NamedById): Reading<Result<ScreenTab[], Obstacle>> {
  const [answer] = yield* readAll([tabsRead(screen.id)]);
  if (answer.status !== 200) return refusedRead(`the tabs of ${quoted(screen.name)}`, answer);
  const tabs = listedIn(answer).filter(({ id }) => /^\d+$/.test(id));
  const answers = yield* readAll(tabs.map(({ id }) => tabFieldsRead(screen.id, id)));
  const refused = answers.find(({ status }) => status !== 200);
  if (refused !== undefined) return refusedRead(`the fields of ${quoted(screen.name)}`, refused);
  return ok(
    tabs.map((tab, index) => ({
      ...tab,
      fields: listedIn(answers[index] ?? { status: 0, body: null }),
    })),
  );
}

function listedIn({ body }: JiraReadResult): NamedById[] {
  return itemsAt(body).flatMap((item) => {
    const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** The tab the words name; without words the only one. */
export function* chooseTab(
  words: string | undefined,
  screen: NamedById,
  tabs: readonly ScreenTab[],
  context: ResolveContext,
): Reading<Result<ScreenTab, Obstacle>> {
  const [only] = tabs;
  if (words === undefined && only !== undefined && tabs.length === 1) return ok(only);
  if (words === undefined) {
    return yield* askVisibly(
      { thing: 'tab', words: screen.name, choices: tabs.map(({ name }) => name), guard: GUARD },
      context,
    );
  }
  const things = tabs.map((tab) => ({ id: tab.id, name: tab.name, body: null }));
  const chosen = yield* chooseNamed(words, things, true, { thing: 'tab', guard: GUARD }, context);
  if (!chosen.ok) return chosen;
  return ok({
    ...chosen.value,
    fields: tabs.find(({ id }) => id === chosen.value.id)?.fields ?? [],
  });
}
