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

describe('catalogue', () => {
  const [first] = CATALOGUE;
  if (first === undefined) throw new Error('the catalogue is empty');

  test('has the twelve first actions, each found by its type and by no other word', () => {
    expect(CATALOGUE.map(({ type }) => type)).toEqual([
      'project.member.add',
      'project.member.remove',
      'project.member.clear',
      'project.delete',
      'project.archive',
      'custom_field.create',
      'sprint.issue.move',
      'permission_scheme.assign',
      'permission_scheme.grant.add',
      'issue.transition',
      'issue.bulk_transition',
      'issue.assign',
      'custom_field.update',
      'custom_field.trash',
      'custom_field.restore',
      'custom_field.delete',
      'custom_field.context.create',
      'custom_field.context.delete',
      'custom_field.context.add_project',
      'custom_field.context.remove_project',
      'custom_field.option.add',
      'custom_field.option.rename',
      'custom_field.option.reorder',
      'custom_field.option.delete',
      'screen.field.add',
      'screen.field.remove',
      'field.associate_projects',
      'field.dissociate_projects',
      'screen.create',
      'screen.delete',
      'screen.tab.add',
      'screen.tab.delete',
      'field_scheme.assign',
      'field_scheme.parameters.set',
    ]);
    for (const action of CATALOGUE) expect(findAction(action.type)).toBe(action);
    for (const word of ['', '__proto__', 'constructor', 'Project.delete', 'kraken.change']) {
      expect(findAction(word)).toBeUndefined();
    }
  });

  test('what the seed names is automatic or needs approval as it says', () => {
    const auto = CATALOGUE.filter(({ defaultClass }) => defaultClass === 'auto-execute');
    expect(auto.map(({ type }) => type)).toEqual([
      'project.member.add',
      'custom_field.create',
      'sprint.issue.move',
      'issue.transition',
      'issue.assign',
      'custom_field.context.create',
      'custom_field.context.add_project',
      'custom_field.option.add',
      'custom_field.option.reorder',
      'screen.field.add',
      'field.associate_projects',
      'screen.create',
      'screen.tab.add',
    ]);
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
    expect(posts.map(({ operationId }) => operationId)).toEqual([
      'getBulkPermissions',
      'searchAndReconsileIssuesUsingJqlPost',
      'countIssues',
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
