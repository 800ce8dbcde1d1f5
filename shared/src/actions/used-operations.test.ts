import { expect, test } from 'vitest';
import { ALL_OPERATIONS } from './catalogue.ts';
import { FORGE_OPERATIONS, operationsOf } from './used-operations.ts';

test('every operation of the table is used: by an action, a comment order, or to read who asked', () => {
  const used = new Set([...operationsOf('forge'), ...operationsOf('oauth')]);
  expect(ALL_OPERATIONS.filter((operation) => !used.has(operation))).toEqual([]);
});

test('site administration is nothing the Forge app can be asked to do', () => {
  const ids = FORGE_OPERATIONS.map(({ operationId }) => operationId);
  const never = [
    'addUserToGroup',
    'removeUserFromGroup',
    'createUser',
    'removeUser',
    'createGroup',
  ];
  expect(ids.filter((id) => never.includes(id))).toEqual([]);
});
