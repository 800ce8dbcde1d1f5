/** Which operations are experimental is Atlassian's word, not ours. */
import { describe, expect, test } from 'vitest';
import { OPERATIONS, requestOf } from '../actions/operations.ts';
import { documentedOperations, HAS_DOCUMENTS } from '../actions/testing/openapi.ts';
import { isExperimental } from './experimental.ts';
import { renderRequest } from './render-request.ts';

const DESK = '/rest/servicedeskapi/';

test('a request to an experimental operation says that it opts in, and no other request does', () => {
  const path = { serviceDeskId: '7' };
  expect(
    renderRequest(requestOf('removeCustomers', { path, body: { accountIds: ['a'] } })),
  ).toEqual({
    ok: true,
    value: {
      method: 'DELETE',
      path: `${DESK}servicedesk/7/customer`,
      body: '{"accountIds":["a"]}',
      headers: { 'x-experimentalapi': 'opt-in' },
    },
  });
  const plain = renderRequest(requestOf('addCustomers', { path, body: { accountIds: ['a'] } }));
  expect(plain.ok && 'headers' in plain.value).toBe(false);
});

test.skipIf(!HAS_DOCUMENTS)(
  'every service desk operation is known as the document marks it',
  () => {
    const desk = OPERATIONS.filter(({ template }) => template.startsWith(DESK));
    expect(desk.length).toBeGreaterThan(10);
    for (const { operationId, method, template } of desk) {
      const documented = documentedOperations().find(
        (each) => each.method === method && each.template === template,
      );
      expect(isExperimental(operationId), operationId).toBe(
        documented?.node['x-experimental'] === true,
      );
    }
  },
);

describe('two operations of one name', () => {
  test('are told apart here, and sent under the name Atlassian gives them', () => {
    const site = requestOf('getOrganizations');
    const desk = requestOf('getOrganizations@desk');
    expect([site.operationId, desk.operationId]).toEqual(['getOrganizations', 'getOrganizations']);
    expect(site.template).toBe(`${DESK}organization`);
    expect(desk.template).toBe(`${DESK}servicedesk/{serviceDeskId}/organization`);
  });
});
