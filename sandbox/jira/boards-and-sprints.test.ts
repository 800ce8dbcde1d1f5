import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

const SPRINT = '/rest/agile/1.0/sprint';
const BOARD = '/rest/agile/1.0/board';

function seeded() {
  const site = testSite();
  const { world } = { world: site.site.exportWorld() };
  const sprint = (name: string) => {
    const found = Object.values(world.sprints).find((one) => one.name === name);
    if (found === undefined) throw new Error(`no sprint ${name}`);
    return found.id;
  };
  const board = (name: string) => {
    const found = Object.values(world.boards).find((one) => one.name === name);
    if (found === undefined) throw new Error(`no board ${name}`);
    return found;
  };
  return { ...site, sprint, board };
}

const stateOf = ({ site }: ReturnType<typeof testSite>, name: string) =>
  site.state().sprints.find((one) => one.name === name)?.state;

test('a sprint is made planned, with its name trimmed', async () => {
  const { ask, board } = seeded();
  const body = { name: '  Next  ', originBoardId: board('ABC board').id, goal: 'Go' };
  const answer = await ask('POST', SPRINT, body);
  expect(answer).toMatchObject({
    status: 201,
    body: { name: 'Next', state: 'future', goal: 'Go' },
  });
});

test.each([
  ['a name that is too long', { name: 'x'.repeat(31) }],
  ['no name', { name: '  ' }],
  ['a date that is none', { name: 'A', startDate: '2026-12-01' }],
  [
    'an end before the start',
    { name: 'A', startDate: '2026-12-02T00:00:00Z', endDate: '2026-12-01T00:00:00Z' },
  ],
])('%s is refused', async (_, body) => {
  const { site, ask, board } = seeded();
  const answer = await ask('POST', SPRINT, { ...body, originBoardId: board('ABC board').id });
  expect(answer.status).toBe(400);
  expect(site.effects()).toEqual([]);
});

test('a kanban board takes no sprint, and who does not manage sprints makes none', async () => {
  const { ask, board, asUser } = seeded();
  const kanban = { name: 'A', originBoardId: board('SUP queue').id };
  expect((await ask('POST', SPRINT, kanban)).status).toBe(400);
  const body = { name: 'A', originBoardId: board('ABC board').id };
  expect((await ask('POST', SPRINT, body, asUser('Tom Becker'))).status).toBe(403);
});

test('a sprint starts with both dates and never twice, closes, and never opens again', async () => {
  const seed = seeded();
  const { ask, sprint } = seed;
  const at = (name: string) => `${SPRINT}/${sprint(name)}`;
  const dates = { startDate: '2026-12-01T00:00:00Z', endDate: '2026-12-14T00:00:00Z' };
  expect((await ask('POST', at('ABC Sprint 15'), { state: 'active' })).status).toBe(400);
  // Another sprint runs on the board.
  expect((await ask('POST', at('ABC Sprint 15'), { state: 'active', ...dates })).status).toBe(400);
  expect((await ask('POST', at('ABC Sprint 14'), { state: 'closed' })).status).toBe(200);
  expect((await ask('POST', at('ABC Sprint 15'), { state: 'active', ...dates })).status).toBe(200);
  expect(stateOf(seed, 'ABC Sprint 15')).toBe('active');
  expect((await ask('POST', at('ABC Sprint 15'), { state: 'future' })).status).toBe(400);
  expect((await ask('POST', at('ABC Sprint 14'), { state: 'active' })).status).toBe(200);
  expect(stateOf(seed, 'ABC Sprint 14')).toBe('closed');
});

test('a closed sprint takes a name and a goal and ignores the rest', async () => {
  const { site, ask, sprint } = seeded();
  const body = { name: 'Thirteen', goal: 'Done', endDate: '2030-01-01T00:00:00Z' };
  const answer = await ask('POST', `${SPRINT}/${sprint('ABC Sprint 13')}`, body);
  expect(answer).toMatchObject({ status: 200, body: { name: 'Thirteen', goal: 'Done' } });
  expect(answer.body.endDate).not.toContain('2030');
  expect(site.violations()).toEqual([]);
});

test('deleting a sprint takes it out of its issues and deletes none of them', async () => {
  const { site, ask, sprint } = seeded();
  expect((await ask('DELETE', `${SPRINT}/${sprint('ABC Sprint 15')}`)).status).toBe(204);
  expect(site.state().issues['ABC-10']?.sprints).toEqual([]);
  expect((await ask('DELETE', `${SPRINT}/${sprint('ABC Sprint 15')}`)).status).toBe(404);
});

test('moving more than fifty issues, or one nobody knows, moves none', async () => {
  const { site, ask } = seeded();
  const many = Array.from({ length: 51 }, (_, index) => `ABC-${index + 1}`);
  for (const issues of [many, ['ABC-10', 'ABC-999'], []]) {
    expect((await ask('POST', '/rest/agile/1.0/backlog/issue', { issues })).status).toBe(400);
  }
  expect(site.state().issues['ABC-10']?.sprints).toEqual(['ABC Sprint 15']);
});

test('a sub-task does not move without its parent', async () => {
  const { site, ask } = seeded();
  site.edit((world) => {
    const issue = Object.values(world.issues).find(({ key }) => key === 'ABC-10');
    if (issue !== undefined) issue.typeId = '10003';
  });
  const body = { issues: ['ABC-10'] };
  expect((await ask('POST', '/rest/agile/1.0/backlog/issue', body)).status).toBe(400);
});

test('a board needs a filter its maker sees, a type and a project', async () => {
  const { ask, board, asUser } = seeded();
  const filterId = Number(board('ABC board').filterId);
  const location = { type: 'project', projectKeyOrId: 'ABC' };
  const good = { name: 'Second', type: 'kanban', filterId, location };
  expect((await ask('POST', BOARD, { ...good, filterId: 99_999 })).status).toBe(400);
  expect((await ask('POST', BOARD, { ...good, type: 'agility' })).status).toBe(400);
  expect((await ask('POST', BOARD, good, asUser('Vic Stone'))).status).toBe(400);
  const made = await ask('POST', BOARD, good);
  expect(made).toMatchObject({ status: 201, body: { name: 'Second', isPrivate: false } });
  const onFilter = await ask('GET', `${BOARD}/filter/${filterId}`);
  expect(onFilter.body.values).toHaveLength(2);
});

test('only a Jira administrator deletes a board; its issues stay', async () => {
  const { site, ask, board, asUser } = seeded();
  const path = `${BOARD}/${board('ABC board').id}`;
  expect((await ask('DELETE', path, undefined, asUser('Dan Reporter'))).status).toBe(403);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('GET', `${path}/configuration`)).status).toBe(404);
  expect(site.state().issues['ABC-10']?.sprints).toEqual(['ABC Sprint 15']);
});
