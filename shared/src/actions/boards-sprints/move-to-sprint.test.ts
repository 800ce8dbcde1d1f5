import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  inWords,
  judgeForTest,
  LOST,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';

const MOVE = 'sprint.issue.move';
const args = { sprint: 'current', issues: ['abc-1', 'ABC-2', 'ABC-3'] };
const inSprint = (...ids: number[]) =>
  answered({
    fields: {
      customfield_10020: ids.map((id) => ({ id, state: id === 13 ? 'closed' : 'active' })),
    },
  });

describe('sprint.issue.move', () => {
  test('only issues that are elsewhere move, and each keeps where it was', () => {
    const action = resolvedForTest(MOVE, args);
    expect(requestsForTest(action)).toEqual([
      'POST /rest/agile/1.0/sprint/14/issue {"issues":["ABC-1","ABC-2"]}',
    ]);
    expect(action.rows).toEqual([
      { label: 'Sprint of ABC-1', before: 'backlog', after: 'ABC Sprint 14' },
      { label: 'Sprint of ABC-2', before: 'backlog', after: 'ABC Sprint 14' },
    ]);
    expect(action.facts).toMatchObject({
      counts: { issues: 2, projects: 1 },
      projectIds: ['10000'],
      hasCompleteInverse: true,
    });
    expect(entryOf(MOVE).describe(action.target)).toBe(
      'Move ABC-1 and ABC-2 to the sprint "ABC Sprint 14"',
    );
  });

  test.each([
    ['current sprint', 'ABC Sprint 14'],
    ['the next sprint', 'ABC Sprint 15'],
    ['abc sprint 15', 'ABC Sprint 15'],
    ['Sprint 15', 'ABC Sprint 15'],
  ])('"%s" is %s', (sprint, name) => {
    expect(resolvedForTest(MOVE, { sprint, issues: ['ABC-1'] }).target).toMatchObject({
      sprint: { name },
    });
  });

  test('more than fifty issues are several requests', () => {
    const issues = Array.from({ length: 120 }, (_, index) => `ABC-${index + 1}`);
    const jira = {
      getIssue: ({ path }: { path: Record<string, string> }): Json => ({
        id: '1',
        key: path['issueIdOrKey'] ?? '',
        fields: { project: { id: '10000', key: 'ABC' } },
      }),
    };
    const action = resolvedForTest(MOVE, { sprint: 'current', issues }, { jira });
    const sizes = requestsForTest(action).map((line) => line.split('ABC-').length - 1);
    expect(sizes).toEqual([50, 50, 20]);
  });

  test.each([
    [
      'a closed sprint',
      { ...args, sprint: 'ABC Sprint 13' },
      'unsupported: The sprint "ABC Sprint 13" is closed; Jira moves nothing into a closed sprint.',
    ],
    [
      'an unknown sprint',
      { ...args, sprint: 'ABC Sprint 99' },
      'ask sprint: ABC Sprint 14 (board ABC board, project ABC), ABC Sprint 15 (board ABC board, project ABC)',
    ],
    ['an unknown issue', { ...args, issues: ['ABC-99'] }, 'ask issue'],
    ['no key', { ...args, issues: ['the login bug'] }, 'ask issue'],
    ['a path as a key', { ...args, issues: ['ABC-1/../2'] }, 'ask issue'],
    [
      'an issue that is there already',
      { ...args, issues: ['ABC-3'] },
      'already: ABC-3 is already in the sprint "ABC Sprint 14".',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(MOVE, wish).outcome)).toBe(expected);
  });

  test('an issue that leaves a running sprint is for a person, who reads which sprint and board', () => {
    const action = resolvedForTest(MOVE, { sprint: 'next', issues: ['ABC-1', 'ABC-4'] });
    expect(action.facts.hasCompleteInverse).toBe(false);
    expect(entryOf(MOVE).reversibility.kind).toBe('partial');
    expect(action.radius).toEqual([
      '"ABC Sprint 15" is planned',
      'ABC-4 leaves "ABC Sprint 14" on the board "ABC board" (project ABC), which is running; its report still shows that',
    ]);
    const hidden = { getConfiguration: () => new Refusal(403) };
    const jira = resolvedForTest(MOVE, { sprint: 'next', issues: ['ABC-4'] }, { jira: hidden });
    expect(jira.radius.join()).toContain('"ABC Sprint 14" on a board that Kraken cannot see');
  });

  const issueWith = (sprints: Json | Refusal) => ({
    getIssue: ({ query }: { query: Record<string, string> }) => {
      const isSprintRead = query['fields']?.includes('customfield_10020') === true;
      if (isSprintRead && sprints instanceof Refusal) return sprints;
      return {
        id: '1',
        key: 'ABC-1',
        fields: {
          project: { id: '10000', key: 'ABC' },
          ...(!(sprints instanceof Refusal) && { customfield_10020: sprints }),
        },
      };
    },
  });

  test.each([
    ['a sprint Jira hides', new Refusal(403)],
    ['a sprint that is not there', new Refusal(404)],
    ['a sprint without an id', [{ name: 'ABC Sprint 14', state: 'active' }]],
    ['a sprint in words', ['ABC Sprint 14']],
  ])('%s is not the backlog', (_, sprints) => {
    const jira = issueWith(sprints);
    for (const type of [MOVE, 'backlog.issue.move']) {
      const wish = type === MOVE ? { sprint: 'current', issues: ['ABC-1'] } : { issues: ['ABC-1'] };
      expect(inWords(resolveForTest(type, wish, { jira }).outcome)).toMatch(
        /^unsupported: .*the sprint of ABC-1/,
      );
    }
  });

  test('two running sprints are asked', () => {
    const jira = {
      getAllSprints: () => ({
        values: [14, 24].map((id) => ({ id, name: `Sprint ${id}`, state: 'active' })),
        isLast: true,
      }),
    };
    expect(inWords(resolveForTest(MOVE, args, { jira }).outcome)).toBe(
      'ask sprint: Sprint 14 (board ABC board, project ABC), Sprint 24 (board ABC board, project ABC)',
    );
  });

  test('a board without sprints has none, a board Jira hides is said', () => {
    const none = { getAllSprints: () => new Refusal(400) };
    expect(inWords(resolveForTest(MOVE, args, { jira: none }).outcome)).toBe('ask sprint');
    const hidden = { getAllBoards: () => new Refusal(403) };
    expect(inWords(resolveForTest(MOVE, args, { jira: hidden }).outcome)).toBe(
      'unsupported: Jira does not let Kraken read the boards (answer 403).',
    );
  });

  test('the effect check looks at every issue', () => {
    const action = resolvedForTest(MOVE, args);
    expect(judgeForTest(action, inSprint(14), inSprint(13, 14))).toBe('done');
    expect(judgeForTest(action, inSprint(), inSprint(13))).toBe('not-done');
    expect(judgeForTest(action, inSprint(14), inSprint(13))).toBe('differs');
    expect(judgeForTest(action, inSprint(15), inSprint(15))).toBe('differs');
    expect(judgeForTest(action, inSprint(14), LOST)).toBe('unknown');
    const nameless = answered({ fields: { customfield_10020: [{ state: 'active' }] } });
    expect(judgeForTest(action, inSprint(14), nameless)).toBe('unknown');
  });
});
