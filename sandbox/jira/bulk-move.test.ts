/** A bulk move never brings an issue into a status that the workflow of its new place lacks. */
import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

/** ABC-3 moves to OPS, whose workflow has other statuses; `given` says which it gets. */
async function moveToOps(given: (ids: { own: string; first: string; last: string }) => object) {
  const site = testSite();
  const world = site.site.exportWorld();
  const project = Object.values(world.projects).find(({ key }) => key === 'OPS');
  const issue = Object.values(world.issues).find(({ key }) => key === 'ABC-3');
  const [first = '', ...others] = world.workflows[project?.workflowId ?? '']?.statusIds ?? [];
  const own = issue?.statusId ?? '';
  expect([first, ...others]).not.toContain(own);
  const answer = await site.ask('POST', '/rest/api/3/bulk/issues/move', {
    targetToSourcesMapping: {
      [`${project?.id},${project?.issueTypeIds[0]}`]: {
        issueIdsOrKeys: ['ABC-3'],
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferSubtaskTypeDefault: true,
        ...given({ own, first, last: others.at(-1) ?? '' }),
      },
    },
  });
  site.advance(60_000);
  const moved = site.site.exportWorld().issues[issue?.id ?? ''];
  const isMoved = moved?.projectId === project?.id;
  return { status: answer.status, isMoved, statusId: moved?.statusId, own, first, others };
}

const mapped = (target: string, sources: string[]) => ({
  inferStatusDefaults: false,
  targetStatus: [{ statuses: { [target]: sources } }],
});

test.each([
  ['none is mapped', () => ({ inferStatusDefaults: false })],
  ['the target is not in the workflow', ({ own }: { own: string }) => mapped(own, [own])],
  ['another one is mapped', ({ last }: { last: string }) => mapped(last, ['1'])],
  [
    'Jira is asked to choose as well',
    ({ own, last }: { own: string; last: string }) => ({
      ...mapped(last, [own]),
      inferStatusDefaults: true,
    }),
  ],
])('it is refused where %s', async (_, given) => {
  const { status, isMoved, statusId, own } = await moveToOps(given);
  expect([status, isMoved, statusId]).toEqual([400, false, own]);
});

test('a mapped status is the one it gets', async () => {
  const { status, isMoved, statusId, others } = await moveToOps(({ own, last }) =>
    mapped(last, [own]),
  );
  expect([status, isMoved, statusId]).toEqual([201, true, others.at(-1)]);
});

test('Jira chooses the first status of the workflow', async () => {
  const { status, isMoved, statusId, first } = await moveToOps(() => ({
    inferStatusDefaults: true,
  }));
  expect([status, isMoved, statusId]).toEqual([201, true, first]);
});
