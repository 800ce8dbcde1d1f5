import { describe, expect, it } from 'vitest';
import {
  type JiraRequest,
  jiraReadResultSchema,
  jiraReadSchema,
  jiraRequestSchema,
  preconditionSchema,
} from './jira-request.ts';

const request: JiraRequest = {
  operationId: 'getProject',
  method: 'GET',
  template: '/rest/api/3/project/{projectIdOrKey}',
  path: { projectIdOrKey: 'ABC' },
  query: [['expand', 'lead']],
};

describe('a request that crosses a boundary', () => {
  it.each([
    { name: 'without body', change: {} },
    { name: 'with a captured value', change: { path: { projectIdOrKey: { captured: 'id' } } } },
    {
      name: 'with body, capture and poll',
      change: {
        body: { a: [null, 1] },
        capture: { id: 'id' },
        poll: { field: 'status', until: ['COMPLETE'] },
      },
    },
    { name: 'of the software API', change: { template: '/rest/agile/1.0/board/{boardId}/sprint' } },
  ])('is accepted $name, unchanged', ({ change }) => {
    const whole = { ...request, ...change };
    expect(jiraRequestSchema.parse(whole)).toEqual(whole);
  });

  it.each([
    { name: 'another method', change: { method: 'PATCH' } },
    { name: 'a method in small letters', change: { method: 'get' } },
    { name: 'another host', change: { template: 'https://evil.invalid/rest/api/3/x' } },
    { name: 'a host without scheme', change: { template: '//evil.invalid/rest/api/3' } },
    { name: 'something outside the API', change: { template: '/secure/admin' } },
    { name: 'a way up', change: { template: '/rest/api/3/../../secure' } },
    { name: 'a way up at the end', change: { template: '/rest/api/..' } },
    { name: 'a dot segment', change: { template: '/rest/./api' } },
    { name: 'an empty segment', change: { template: '/rest//api' } },
    { name: 'an encoded template', change: { template: '/rest/api/%2e%2e/x' } },
    { name: 'a query in the template', change: { template: '/rest/api/3/user?accountId=1' } },
    { name: 'a line break in the template', change: { template: '/rest/api/3/user\n' } },
    { name: 'a key nobody knows', change: { headers: { a: 'b' } } },
    { name: 'a path value that is a number', change: { path: { projectIdOrKey: 1 } } },
    {
      name: 'a captured value with more in it',
      change: { path: { id: { captured: 'a', or: 'b' } } },
    },
    { name: 'a query that is an object', change: { query: { a: 'b' } } },
    { name: 'a query of three', change: { query: [['a', 'b', 'c']] } },
    { name: 'an operation with a path in it', change: { operationId: 'get/project' } },
    { name: 'a body JSON cannot say', change: { body: { at: new Date(0) } } },
  ])('is refused with $name', ({ change }) => {
    expect(jiraRequestSchema.safeParse({ ...request, ...change }).success).toBe(false);
  });
});

describe('reads, answers and preconditions', () => {
  const read = { request, pick: ['id'] };
  const answer = { status: 200, body: { id: '1' } };

  it('are accepted whole', () => {
    expect(jiraReadSchema.parse(read)).toEqual(read);
    expect(jiraReadResultSchema.parse({ status: 0, body: null })).toEqual({
      status: 0,
      body: null,
    });
    const precondition = { label: 'Project', read, expected: answer };
    expect(preconditionSchema.parse(precondition)).toEqual(precondition);
  });

  it.each([-1, 600, 200.5, '200', null])('are refused with status %s', (status) => {
    expect(jiraReadResultSchema.safeParse({ ...answer, status }).success).toBe(false);
  });

  it('are refused with a key nobody knows', () => {
    expect(jiraReadSchema.safeParse({ ...read, more: 1 }).success).toBe(false);
    expect(jiraReadResultSchema.safeParse({ ...answer, more: 1 }).success).toBe(false);
  });
});
