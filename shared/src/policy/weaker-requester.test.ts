import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequesterFacts } from './classification.ts';
import { classifyAction } from './classify-action.ts';
import { isAtLeastAsStrict } from './evaluate-rules.ts';
import { BYTES_PER_INPUT, decodeInput, policyBytes } from './testing/decode-input.ts';
import { testCatalogue } from './testing/entries.ts';
import { standingIn, weakerRequester } from './weaker-requester.ts';

const RUNS = { seed: 20261124, numRuns: 20_000 };

const strong: RequesterFacts = {
  accountId: 'reporter',
  kind: 'licensed',
  isActive: true,
  isSiteAdmin: true,
  standings: [
    { projectId: '1', canBrowse: true, isProjectAdmin: true, heldPermissions: ['A', 'B'] },
    { projectId: '2', canBrowse: true, isProjectAdmin: true, heldPermissions: ['A'] },
  ],
};

describe('the weaker of two people', () => {
  it('has the weaker answer in every field, whichever of the two gives it', () => {
    const weak: RequesterFacts = {
      accountId: 'creator',
      kind: 'customer',
      isActive: null,
      isSiteAdmin: false,
      standings: [
        { projectId: '1', canBrowse: false, isProjectAdmin: null, heldPermissions: ['B', 'C'] },
      ],
    };
    const expected = {
      kind: 'customer',
      isActive: null,
      isSiteAdmin: false,
      standings: [
        { projectId: '1', canBrowse: false, isProjectAdmin: null, heldPermissions: ['B'] },
        { projectId: '2', canBrowse: null, isProjectAdmin: null, heldPermissions: null },
      ],
    };
    expect(weakerRequester(strong, weak)).toEqual({ ...expected, accountId: 'reporter' });
    expect(weakerRequester(weak, strong)).toEqual({ ...expected, accountId: 'creator' });
  });

  it('holds a global permission only where both are known to hold it', () => {
    const held = (a: string[] | undefined, b: string[] | undefined) =>
      weakerRequester({ ...strong, globalPermissions: a }, { ...strong, globalPermissions: b })
        .globalPermissions;
    expect(held(['G', 'H'], ['G'])).toEqual(['G']);
    expect(held(['G'], undefined)).toBeNull();
    expect(held(undefined, undefined)).toBeUndefined();
  });

  it.each([
    { a: true, b: null, weaker: null },
    { a: null, b: false, weaker: false },
    { a: true, b: true, weaker: true },
  ])('answers $weaker to $a and $b', ({ a, b, weaker }) => {
    expect(weakerRequester({ ...strong, isActive: a }, { ...strong, isActive: b }).isActive).toBe(
      weaker,
    );
    expect(weakerRequester({ ...strong, isActive: b }, { ...strong, isActive: a }).isActive).toBe(
      weaker,
    );
  });

  it('is nobody when one of the two is not known', () => {
    expect(weakerRequester(strong, { ...strong, accountId: null }).accountId).toBeNull();
    expect(weakerRequester({ ...strong, accountId: null }, strong).accountId).toBeNull();
  });

  it('of one and the same person is that person', () => {
    expect(weakerRequester(strong, strong)).toEqual(strong);
  });

  it('never gets more than either of the two would', () => {
    fc.assert(
      fc.property(policyBytes(2), (bytes) => {
        const input = decodeInput(bytes);
        const other = decodeInput(bytes, BYTES_PER_INPUT).requester;
        const weaker = weakerRequester(input.requester, other);
        const classOf = (requester: RequesterFacts) =>
          classifyAction({ ...input, requester }, testCatalogue).class;
        const found = classOf(weaker);
        return (
          isAtLeastAsStrict(found, classOf(input.requester)) &&
          isAtLeastAsStrict(found, classOf(other))
        );
      }),
      RUNS,
    );
  });
});

describe('standing in a project', () => {
  it('is unknown where Jira was not asked', () => {
    expect(standingIn(strong, '3')).toEqual({
      projectId: '3',
      canBrowse: null,
      isProjectAdmin: null,
      heldPermissions: null,
    });
  });
});
