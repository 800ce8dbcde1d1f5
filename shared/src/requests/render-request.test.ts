import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JiraRequest } from './jira-request.ts';
import { bodyText, renderRequest, requestLine } from './render-request.ts';

const RUNS = { seed: 20261124, numRuns: 100_000 };

/** A value that fits, for every path parameter of the operations in use. */
const FITTING: Record<string, string> = {
  projectIdOrKey: 'ABC',
  projectKeyOrId: '10001',
  issueIdOrKey: 'ABC-1',
  fieldId: 'customfield_10042',
  propertyKey: 'kraken.decision',
  taskId: '10-ab',
  id: '1',
  boardId: '2',
  sprintId: '3',
  schemeId: '4',
  contextId: '5',
  commentId: '6',
  permissionId: '7',
};
const PARAMETERS = Object.keys(FITTING);

const HOSTILE = [
  '',
  '.',
  '..',
  '../user',
  'ABC/../../user?accountId=1',
  'ABC/role',
  'ABC\\role',
  'ABC?x=1',
  'ABC#x',
  'ABC%2frole',
  'ABC%252frole',
  'ABC%00',
  'ABC\u0000',
  'ABC\n',
  '\nABC',
  'ABC\r\nHost: x',
  'ABC ',
  ' ABC',
  'ＡＢＣ',
  'АВС',
  'ABC\u202e',
  'abc\u0130',
  '١٢٣',
  '1\u0661',
  '{id}',
  '$&',
  '__proto__',
  '\ud800',
  'A'.repeat(10_000),
  '1'.repeat(10_000),
];

function get(
  parameter: string,
  value: JiraRequest['path'][string],
  query: JiraRequest['query'] = [],
): JiraRequest {
  return {
    operationId: 'getThing',
    method: 'GET',
    template: `/rest/api/3/thing/{${parameter}}/part`,
    path: { [parameter]: value },
    query,
  };
}

/** True when the rendered path is the template with exactly this value as its one segment, for a URL parser too. */
function staysInTemplate(path: string, value: string): boolean {
  const url = new URL(`https://jira.invalid${path}`);
  return (
    url.pathname === path &&
    url.host === 'jira.invalid' &&
    path === `/rest/api/3/thing/${encodeURIComponent(value)}/part` &&
    /^[A-Za-z0-9_.-]+$/.test(value) &&
    value !== '.' &&
    value !== '..'
  );
}

/** A fitting value with something put into it, or any text at all. */
const values = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(...HOSTILE),
  fc
    .tuple(
      fc.constantFrom(...Object.values(FITTING)),
      fc.nat({ max: 8 }),
      fc.oneof(
        fc.constantFrom(...HOSTILE.slice(0, 20)),
        fc.string({ unit: 'binary', maxLength: 2 }),
      ),
    )
    .map(([base, at, more]) => base.slice(0, at) + more + base.slice(at)),
);

describe('a path parameter', () => {
  it.each(PARAMETERS)('%s takes a value that fits', (parameter) => {
    const value = FITTING[parameter] ?? '';
    expect(renderRequest(get(parameter, value))).toEqual({
      ok: true,
      value: { method: 'GET', path: `/rest/api/3/thing/${value}/part`, body: undefined },
    });
  });

  it.each(PARAMETERS)('%s refuses every hostile value', (parameter) => {
    for (const value of HOSTILE) {
      expect({ value, ...renderRequest(get(parameter, value)) }).toEqual({
        value,
        ok: false,
        error: { reason: 'bad-parameter', parameter },
      });
    }
  });

  it.each(['id', 'boardId', 'sprintId', 'commentId'])('%s takes plain digits only', (parameter) => {
    for (const value of ['-1', '+1', '1e3', '0x10', '1.0', '1_000', 'constructor', 'NaN']) {
      expect({ value, ok: renderRequest(get(parameter, value)).ok }).toEqual({ value, ok: false });
    }
  });

  it('never leaves its place in the template, whatever its value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PARAMETERS), values, (parameter, value) => {
        const rendered = renderRequest(get(parameter, value));
        return !rendered.ok || staysInTemplate(rendered.value.path, value);
      }),
      RUNS,
    );
  });

  it('captured from an answer is held to the same pattern', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PARAMETERS), values, (parameter, value) => {
        const captured = renderRequest(get(parameter, { captured: 'it' }), { it: value });
        const given = renderRequest(get(parameter, value));
        return JSON.stringify(captured) === JSON.stringify(given);
      }),
      { ...RUNS, numRuns: 20_000 },
    );
  });

  it('says which value it was: no two values give one path', () => {
    const path = (value: string): string | undefined => {
      const rendered = renderRequest(get('propertyKey', value));
      return rendered.ok ? rendered.value.path : undefined;
    };
    const key = fc.stringMatching(/^[a-z][a-z0-9.-]{0,3}$/);
    fc.assert(
      fc.property(key, key, (a, b) => (a === b) === (path(a) === path(b))),
      { ...RUNS, numRuns: 20_000 },
    );
  });

  it('stands where its own name stands, not where another value names it', () => {
    const rendered = renderRequest({
      ...get('id', '1'),
      template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
      path: { id: '10002', projectIdOrKey: 'ABC' },
    });
    expect(rendered.ok && rendered.value.path).toBe('/rest/api/3/project/ABC/role/10002');
  });

  it.each([
    {
      name: 'a value the template does not name',
      path: { id: '1', boardId: '2' },
      error: 'unknown-parameter',
    },
    { name: 'a template parameter without value', path: {}, error: 'missing-parameter' },
    {
      name: 'a captured value that never came',
      path: { id: { captured: 'x' } },
      error: 'missing-parameter',
    },
    {
      name: 'a captured value named like a part of every object',
      path: { id: { captured: 'toString' } },
      error: 'missing-parameter',
    },
  ])('is refused: $name', ({ path, error }) => {
    const rendered = renderRequest({ ...get('id', '1'), path });
    expect(rendered.ok ? 'rendered' : rendered.error.reason).toBe(error);
  });

  it.each(['unheardOf', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'without a known pattern is refused: %s',
    (name) => {
      const path: JiraRequest['path'] = Object.fromEntries([[name, '1']]);
      const rendered = renderRequest({
        ...get('id', '1'),
        template: `/rest/api/3/{${name}}`,
        path,
      });
      expect(rendered.ok ? 'rendered' : rendered.error).toEqual({
        reason: 'unknown-parameter',
        parameter: name,
      });
    },
  );
});

describe('a query', () => {
  it('arrives pair by pair as it was given, whatever it holds', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 4 }), (query) => {
        const rendered = renderRequest(get('id', '1', query));
        if (!rendered.ok) return false;
        const url = new URL(`https://jira.invalid${rendered.value.path}`);
        const whole = query.map((pair) => pair.map((text) => text.toWellFormed()));
        return (
          url.pathname === '/rest/api/3/thing/1/part' &&
          url.hash === '' &&
          JSON.stringify([...url.searchParams]) === JSON.stringify(whole)
        );
      }),
      { ...RUNS, numRuns: 20_000 },
    );
  });

  it('with a broken character is sent with a replacement, never thrown', () => {
    const rendered = renderRequest(get('id', '1', [['\ud800', '\udfff']]));
    expect(rendered.ok && rendered.value.path).toBe('/rest/api/3/thing/1/part?%EF%BF%BD=%EF%BF%BD');
  });
});

describe('what is sent and what is shown', () => {
  const request: JiraRequest = {
    operationId: 'addActorUsers',
    method: 'POST',
    template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
    path: { projectIdOrKey: 'ABC', id: { captured: 'roleId' } },
    query: [['a', '1']],
    body: { user: ['person-1'] },
  };

  it('is the method, the rendered path and the JSON text of the body', () => {
    expect(renderRequest(request, { roleId: '10002' })).toEqual({
      ok: true,
      value: {
        method: 'POST',
        path: '/rest/api/3/project/ABC/role/10002?a=1',
        body: '{"user":["person-1"]}',
      },
    });
  });

  it('is the same line for a person, with captured values marked', () => {
    expect(requestLine(request)).toBe('POST /rest/api/3/project/ABC/role/‹roleId›?a=1');
    expect(requestLine({ ...request, path: {}, query: [] })).toBe(
      'POST /rest/api/3/project/{projectIdOrKey}/role/{id}',
    );
  });

  it('shows a body indented, and none where there is none', () => {
    expect(bodyText({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(bodyText(undefined)).toBeUndefined();
  });
});
