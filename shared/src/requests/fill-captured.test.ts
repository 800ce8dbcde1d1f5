import { describe, expect, it } from 'vitest';
import { fillCaptured } from './fill-captured.ts';
import type { JiraRequest } from './jira-request.ts';
import { renderRequest } from './render-request.ts';

const READ: JiraRequest = {
  operationId: 'getContextsForField',
  method: 'GET',
  template: '/rest/api/3/field/{fieldId}/context/{contextId}',
  path: { fieldId: { captured: 'field' }, contextId: '7' },
  query: [],
};

describe('a request that names a captured value', () => {
  it('can be sent on its own once the value is in it', () => {
    expect(renderRequest(fillCaptured(READ, { field: 'customfield_10100' }))).toMatchObject({
      ok: true,
      value: { path: '/rest/api/3/field/customfield_10100/context/7' },
    });
  });

  it.each([{}, { other: 'customfield_10100' }, Object.create({ field: 'customfield_1' })])(
    'cannot be sent while the value is not known',
    (captured) => {
      expect(renderRequest(fillCaptured(READ, captured))).toEqual({
        ok: false,
        error: { reason: 'missing-parameter', parameter: 'fieldId' },
      });
    },
  );

  it('is still held to the pattern of its parameter', () => {
    expect(renderRequest(fillCaptured(READ, { field: '../user' })).ok).toBe(false);
  });
});
