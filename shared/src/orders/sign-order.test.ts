import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JiraRead, JiraRequest } from '../requests/jira-request.ts';
import { fieldsMac, macEquals, purposeKey } from './mac.ts';
import { orderDigest, signOrder, type UnsignedOrder, verifyOrder } from './sign-order.ts';
import type { WorkOrder } from './work-order.ts';

const KEY: Uint8Array = new Uint8Array(32).fill(1);
const NOW = 1_795_521_600_000;

const request: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: '10001', id: { captured: 'roleId' } },
  query: [['a', '1']],
  body: { user: ['person-1'], deep: [{ n: 1, yes: true, none: null }] },
  capture: { roleId: 'id' },
  poll: { field: 'status', until: ['COMPLETE'] },
};
const read: JiraRead = { request: { ...request, method: 'GET' }, pick: ['id', 'name'] };

const unsigned: UnsignedOrder = {
  orderId: 'ord_00000001',
  kind: 'execute',
  installationId: 'installation-1',
  decisionId: 'dec_00000001',
  issueId: '10042',
  reads: [read],
  steps: [
    {
      index: 0,
      dependsOn: [],
      preconditions: [{ label: 'Members', read, expected: { status: 200, body: { id: '1' } } }],
      requests: [request],
      checks: [read],
    },
    { index: 1, dependsOn: [0], preconditions: [], requests: [request], checks: [] },
  ],
  issuedAtMs: NOW,
  expiresAtMs: NOW + 60_000,
  nonce: 'nonce-of-this-order',
};
const ORDER = signOrder(KEY, unsigned);

function judge(
  candidate: unknown,
  key = KEY,
  installation = 'installation-1',
  nowMs = NOW,
): string {
  const verified = verifyOrder(key, candidate, installation, nowMs);
  return verified.ok ? 'verified' : verified.error;
}

type Place = Array<string | number>;

/** Every place in a value that holds no further parts. */
function* places(value: unknown, at: Place = []): Generator<Place> {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    for (const [key, item] of Object.entries(value)) yield* places(item, [...at, key]);
  } else {
    yield at;
  }
}

/** A copy with another value of the same kind at one place. */
function changedAt(order: WorkOrder, place: Place): unknown {
  const copy: unknown = structuredClone(order);
  let holder = copy as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = place.at(-1) ?? '';
  holder[last] = otherThan(holder[last]);
  return copy;
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return value.replace(/.$/u, (last) => (last === '0' ? '1' : '0'));
  return Array.isArray(value) ? [1] : 'something';
}

describe('a work order', () => {
  it('verifies for its own installation until it expires', () => {
    expect(verifyOrder(KEY, ORDER, 'installation-1', NOW)).toEqual({ ok: true, value: ORDER });
    expect(judge(ORDER, KEY, 'installation-1', ORDER.expiresAtMs - 1)).toBe('verified');
    expect(judge(ORDER, KEY, 'installation-1', ORDER.expiresAtMs)).toBe('expired');
  });

  it('verifies after a journey as JSON, with its keys in any order', () => {
    const turned = Object.fromEntries(Object.entries(ORDER).reverse());
    expect(judge(JSON.parse(JSON.stringify(turned)))).toBe('verified');
  });

  it('is refused when any one of its values changes', () => {
    const all = [...places(ORDER)];
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((place) => judge(changedAt(ORDER, place)) === 'verified')).toEqual([]);
  });

  it('is refused when any part is left out, doubled or added', () => {
    const [first, second] = ORDER.steps;
    if (first === undefined || second === undefined) throw new Error('the order has two steps');
    const changes: unknown[] = [
      { ...ORDER, steps: [first] },
      { ...ORDER, steps: [second, first] },
      { ...ORDER, steps: [first, second, second] },
      { ...ORDER, reads: [] },
      { ...ORDER, reads: [read, read] },
      { ...ORDER, more: 1 },
      { ...ORDER, steps: [{ ...first, more: 1 }, second] },
      { ...ORDER, steps: [{ ...first, requests: [...first.requests, request] }, second] },
      ...Object.keys(ORDER).map((key) =>
        Object.fromEntries(Object.entries(ORDER).filter(([name]) => name !== key)),
      ),
    ];
    expect(changes.filter((change) => judge(change) === 'verified')).toEqual([]);
  });

  it('is refused when a byte of its JSON changes, wherever', () => {
    const text = JSON.stringify(ORDER);
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.integer({ min: 32, max: 126 }),
        (at, code) => {
          const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
          if (changed === text) return true;
          try {
            return judge(JSON.parse(changed)) !== 'verified';
          } catch (error) {
            return error instanceof SyntaxError;
          }
        },
      ),
      { seed: 20261124, numRuns: 20_000 },
    );
  });

  it.each([
    { name: 'another key', says: judge(ORDER, new Uint8Array(32).fill(2)), is: 'bad-signature' },
    {
      name: 'another installation',
      says: judge(ORDER, KEY, 'installation-2'),
      is: 'other-installation',
    },
    {
      name: 'requests changed and the digest made new',
      says: judge(forged()),
      is: 'bad-signature',
    },
    {
      name: 'requests changed under the old digest',
      says: judge({ ...ORDER, reads: [] }),
      is: 'bad-digest',
    },
    { name: 'text', says: judge('order'), is: 'malformed' },
    { name: 'nothing', says: judge(undefined), is: 'malformed' },
    { name: 'a list of orders', says: judge([ORDER]), is: 'malformed' },
    {
      name: 'a signature in capitals',
      says: judge({ ...ORDER, signature: ORDER.signature.toUpperCase() }),
      is: 'malformed',
    },
  ])('is refused with $name', ({ says, is }) => {
    expect(says).toBe(is);
  });

  it('is signed with a key of its own purpose', () => {
    expect(judge(ORDER, purposeKey(KEY, 'work-order'))).toBe('bad-signature');
    expect(Buffer.from(purposeKey(KEY, 'work-order')).equals(purposeKey(KEY, 'web-trigger'))).toBe(
      false,
    );
  });
});

/** What somebody without the key can make of an order. */
function forged(): WorkOrder {
  const other = { ...ORDER, steps: [] };
  return { ...other, digest: orderDigest(other) };
}

describe('a MAC over fields', () => {
  it('is shared by no two lists of fields', () => {
    const fields = fc.array(
      fc.string({ unit: fc.constantFrom('a', ':', '1', '2', 'é'), maxLength: 4 }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        return (
          (fieldsMac(KEY, a) === fieldsMac(KEY, b)) === (JSON.stringify(a) === JSON.stringify(b))
        );
      }),
      { seed: 20261124, numRuns: 20_000 },
    );
  });

  it('equals itself only, in one spelling, and never throws', () => {
    const mac = fieldsMac(KEY, ['a']);
    const others = [
      '',
      mac.slice(1),
      `${mac}0`,
      `${mac}zz`,
      mac.toUpperCase(),
      `${mac}\n`,
      'é'.repeat(64),
    ];
    expect(macEquals(mac, mac)).toBe(true);
    expect(others.filter((other) => macEquals(mac, other))).toEqual([]);
  });
});
