import { describe, expect, test } from 'vitest';
import {
  ALL_OPERATIONS,
  byType,
  CATALOGUE,
  COMMENT_OPERATION_IDS,
  EXECUTE_OPERATION_IDS,
  findAction,
  READ_OPERATION_IDS,
} from './catalogue.ts';
import { describeAction, isActionType } from './describe-action.ts';
import { documentedOperations, HAS_DOCUMENTS } from './testing/openapi.ts';
import { HAS_CATALOGUE_FILE, wantedActions } from './testing/wanted-actions.ts';

describe('catalogue', () => {
  const [first] = CATALOGUE;
  if (first === undefined) throw new Error('the catalogue is empty');

  test('every type is found by its own name and by no other word', () => {
    for (const action of CATALOGUE) expect(findAction(action.type)).toBe(action);
    for (const word of ['', '__proto__', 'constructor', 'Project.delete', 'kraken.change']) {
      expect(findAction(word)).toBeUndefined();
    }
  });

  test('what the seed names is automatic or needs approval as it says', () => {
    const classOf = (type: string) => findAction(type)?.defaultClass;
    for (const type of ['project.member.add', 'custom_field.create', 'sprint.issue.move']) {
      expect(classOf(type)).toBe('auto-execute');
    }
    for (const type of [
      'project.delete',
      'project.member.clear',
      'permission_scheme.assign',
      'permission_scheme.grant.add',
      'issue.bulk_transition',
    ]) {
      expect(classOf(type)).toBe('requires-approval');
    }
  });

  test.each([
    ['a type twice', [first, first], 'twice'],
    [
      'no way back said',
      [{ ...first, reversibility: { kind: 'none' as const, sentence: '' } }],
      'undone',
    ],
    [
      'approval without a reason',
      [{ ...first, defaultClass: 'requires-approval' as const }],
      'why',
    ],
    [
      'two reasons to wait',
      [
        {
          ...first,
          defaultClass: 'requires-approval' as const,
          approvalBecause: 'It is new.',
          alwaysWaits: { on: 'forge' as const, because: 'it is new' },
        },
      ],
      'waits all the same',
    ],
    ['no connection', [{ ...first, connections: [] }], 'connection'],
    ['a read that writes', [{ ...first, reads: first.writes }], 'changes something'],
    ['nothing written', [{ ...first, writes: first.reads }], 'changes nothing'],
    [
      'a made-up operation',
      [{ ...first, reads: first.reads.map((each) => ({ ...each })) }],
      'unknown operation',
    ],
  ])('a catalogue with %s does not load', (_, catalogue, words) => {
    expect(() => byType(catalogue)).toThrow(words);
  });

  test('orders that only read or comment can change nothing else', () => {
    const writes = ALL_OPERATIONS.filter(({ operationId }) => !READ_OPERATION_IDS.has(operationId));
    expect(
      [...READ_OPERATION_IDS].filter((id) => writes.some(({ operationId }) => operationId === id)),
    ).toEqual([]);
    const posts = ALL_OPERATIONS.filter(
      ({ method, operationId }) => method !== 'GET' && READ_OPERATION_IDS.has(operationId),
    );
    // Each of them only reads, as its description in Atlassian's documents says.
    expect(posts.map(({ operationId }) => operationId).sort()).toEqual([
      'bulkFetchIssues',
      'countIssues',
      'getBulkPermissions',
      'parseJqlQueries',
      'readWorkflows',
      'searchAndReconsileIssuesUsingJqlPost',
      'validateUpdateWorkflows',
    ]);
    // One action comments; `isActionComment` tells its comments from those on decisions.
    expect([...COMMENT_OPERATION_IDS].filter((id) => EXECUTE_OPERATION_IDS.has(id))).toEqual([
      'addComment',
    ]);
  });

  test('every sentence belongs to an action, and other types say that they are unknown', () => {
    for (const { type } of CATALOGUE) expect(isActionType(type)).toBe(true);
    expect(describeAction('issue.assign', { issue: { id: '1', key: 'A-1' }, assignee: null })).toBe(
      'Remove the assignee of A-1',
    );
    expect(describeAction('kraken.change', {})).toBe(
      'Something Kraken does not know (kraken.change)',
    );
    expect(describeAction('constructor', {})).toContain('does not know');
  });

  test('names cannot break the line or turn its direction', () => {
    const target = { issue: { key: 'A-1' }, assignee: { name: 'Eve\n\u202eApproved\u0000' } };
    expect(describeAction('issue.assign', target)).toBe('Assign A-1 to Eve Approved');
  });
});

describe.skipIf(!HAS_CATALOGUE_FILE)('the list of actions Kraken is to have', () => {
  const wanted = HAS_CATALOGUE_FILE ? wantedActions() : [];
  const left = [
    'custom_field.default.set', // rests on an operation Atlassian takes away
    'jsm.approval.answer', // a human's approval is never answered: R001
    'project.email.set',
    'project.feature.toggle',
    'workflow.create',
  ];

  test('is there: every action of the first tier, and of the second all but five', () => {
    const missing = wanted.filter(({ id }) => findAction(id) === undefined);
    expect(missing.map(({ id }) => id).sort()).toEqual(left);
    expect(missing.filter(({ tier }) => tier === 1)).toEqual([]);
    expect(wanted.filter(({ tier }) => tier === 1)).toHaveLength(85);
  });

  test.each(wanted.filter(({ id }) => findAction(id) !== undefined))(
    '$id has the class and the kinds of connection it names',
    ({ id, default_category: category, forge }) => {
      const entry = findAction(id);
      expect(entry?.defaultClass).toBe(category === 'auto' ? 'auto-execute' : 'requires-approval');
      expect(entry?.connections.includes('forge')).toBe(forge !== 'no');
      expect(entry?.connections).toContain('oauth');
    },
  );
});

describe.skipIf(!HAS_DOCUMENTS)('operations', () => {
  test.each(ALL_OPERATIONS)(
    '$operationId is as Atlassian documents it: method, path and scopes',
    (operation) => {
      const documented = documentedOperations().find(
        ({ method, template }) => method === operation.method && template === operation.template,
      );
      expect(documented?.operationId).toBe(operation.operationId);
      expect(documented?.scopes).toEqual([...operation.scopes]);
      expect(documented?.node['deprecated'] ?? false).toBe(false);
    },
  );
});
