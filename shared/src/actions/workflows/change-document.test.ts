import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { addStatus, removeStatus, removeTransition } from './change-document.ts';
import { isDone } from './show-change.ts';
import { documentIn, payloadOf, type WorkflowDocument } from './workflow-document.ts';

const RULE = [{ ruleKey: 'system:check-permission-validator', parameters: { permissionKey: 'X' } }];
const link = (from: string) => ({ fromPort: 0, fromStatusReference: from, toPort: 1 });

function transition(id: string, name: string, to: string, from: string[] | null, more = {}) {
  const type = from === null ? 'GLOBAL' : 'DIRECTED';
  const links = (from ?? []).map(link);
  const bare = { actions: [], validators: [], triggers: [], properties: {} };
  return { id, name, type, toStatusReference: to, links, ...bare, ...more };
}

function documentOf(transitions: Json[]): WorkflowDocument {
  const statuses = ['1', '2', '3'].map((id) => ({
    id,
    name: `S${id}`,
    statusReference: id,
    statusCategory: 'TODO',
    description: null,
  }));
  const initial = { ...transition('1', 'Create', '1', []), type: 'INITIAL' };
  const body: Json = {
    statuses,
    workflows: [
      {
        id: 'w',
        name: 'W',
        isEditable: true,
        version: { id: 'v', versionNumber: 3 },
        startPointLayout: { x: 1, y: 2 },
        statuses: statuses.map(({ id }) => ({
          statusReference: id,
          deprecated: false,
          layout: { x: 5, y: 6 },
        })),
        transitions: [initial, ...transitions],
      },
    ],
  };
  const document = documentIn({ status: 200, body });
  if (document === undefined) throw new Error('the answer is not as documented');
  return document;
}

const S2 = { id: '2', name: 'S2' };

describe('a workflow goes back as it was read', () => {
  test('with rules, screens, layout and version, and without what only an answer says', () => {
    const ruled = transition('11', 'Go', '2', ['1'], {
      validators: RULE,
      transitionScreen: { ruleKey: 'system:transition-screen', parameters: { screenId: '9' } },
    });
    expect(payloadOf(documentOf([ruled]))).toMatchObject({
      workflows: [
        {
          id: 'w',
          version: { id: 'v', versionNumber: 3 },
          startPointLayout: { x: 1, y: 2 },
          statuses: [
            { statusReference: '1', layout: { x: 5, y: 6 }, properties: {} },
            { statusReference: '2' },
            { statusReference: '3' },
          ],
          transitions: [{ type: 'INITIAL' }, ruled],
        },
      ],
    });
    expect(JSON.stringify(payloadOf(documentOf([])))).not.toMatch(/deprecated|null|isEditable/);
  });

  test('an answer without a version is no workflow', () => {
    const body = { statuses: [], workflows: [{ id: 'w', statuses: [], transitions: [] }] };
    expect(documentIn({ status: 200, body })).toBeUndefined();
    expect(documentIn({ status: 403, body: null })).toBeUndefined();
  });
});

describe('a status that leaves', () => {
  test('takes transitions to it along, and only its own start off the others', () => {
    const both = transition('21', 'Close', '3', ['1', '2']);
    const document = documentOf([
      transition('11', 'S2', '2', null),
      both,
      transition('31', 'Back', '1', ['2']),
    ]);
    const changed = removeStatus(document, S2);
    if (!changed.ok) throw new Error('it may leave');
    const { transitions } = changed.value.document;
    expect(transitions.map(({ id, from }) => [id, from])).toEqual([
      ['1', []],
      ['21', ['1']],
    ]);
    expect(transitions[1]?.body['links']).toEqual([link('1')]);
    expect(changed.value.undo).toBeNull();
    expect(isDone(changed.value.document, changed.value.change)).toBe(true);
    expect(isDone(document, changed.value.change)).toBe(false);
  });

  test('comes back by itself only where it had nothing but the one bare way in', () => {
    const bare = removeStatus(documentOf([transition('11', 'S2', '2', null)]), S2);
    expect(bare.ok && bare.value.undo).toEqual({ change: 'add_status', status: 'id:2' });
    const ruled = transition('11', 'S2', '2', null, { validators: RULE });
    const other = removeStatus(documentOf([ruled]), S2);
    expect(other.ok && other.value.undo).toBeNull();
  });

  test('stays where new issues begin', () => {
    expect(removeStatus(documentOf([]), { id: '1', name: 'S1' })).toMatchObject({
      ok: false,
      error: { outcome: 'unsupported' },
    });
  });
});

describe('a transition that leaves', () => {
  test.each([
    [
      'without rules',
      transition('11', 'Go', '2', ['1']),
      { transition: 'Go', from: 'id:1', to: 'id:2' },
    ],
    [
      'from every status',
      transition('11', 'Go', '2', null),
      { transition: 'Go', from: 'any', to: 'id:2' },
    ],
    ['with a rule', transition('11', 'Go', '2', ['1'], { validators: RULE }), null],
    ['with two starts', transition('11', 'Go', '2', ['1', '3']), null],
  ])('%s has the inverse it can have', (_, gone, expected) => {
    const document = documentOf([gone, transition('12', 'Also', '2', null)]);
    const found = document.transitions.find(({ id }) => id === '11');
    if (found === undefined) throw new Error('it is there');
    const changed = removeTransition(document, found);
    expect(changed.ok && changed.value.undo).toEqual(
      expected === null ? null : { change: 'add_transition', ...expected },
    );
  });

  test('is not the only way to a status', () => {
    const document = documentOf([transition('11', 'Go', '2', ['1'])]);
    const [, only] = document.transitions;
    if (only === undefined) throw new Error('it is there');
    expect(removeTransition(document, only)).toMatchObject({ ok: false });
  });
});

test('a new transition gets a number of its own', () => {
  const document = documentOf([transition('711', 'Go', '2', ['1'])]);
  const { document: next } = addStatus(document, { id: '4', name: 'S4' }, { id: '4' });
  expect(next.transitions.at(-1)).toMatchObject({ id: '712', type: 'GLOBAL', to: '4', from: null });
});
