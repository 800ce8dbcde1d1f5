/** `docs/actions.md` says what the catalogue says, no more and no less. */
import { readFileSync } from 'node:fs';
import { CATALOGUE } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { ACTIONS_FILE, actionsTable } from './actions-table.ts';

const file = readFileSync(ACTIONS_FILE, 'utf8');
const [first] = CATALOGUE;
if (first === undefined) throw new Error('the catalogue is empty');

describe('docs/actions.md', () => {
  test('is what the catalogue gives; `npm run actions:table` writes it anew', () => {
    expect(file).toBe(actionsTable(CATALOGUE));
  });

  test('has one row per action', () => {
    const named = [...file.matchAll(/^\| `([^`]+)` \|/gm)].map(([, type]) => type);
    expect([...named].sort()).toEqual(CATALOGUE.map(({ type }) => type).sort());
  });

  test('is behind as soon as anything of an action changes', () => {
    const changes = [
      { title: 'Other words' },
      { blastRadius: 'everything' },
      { defaultClass: 'requires-approval' as const, approvalBecause: 'It is new.' },
      { connections: ['oauth' as const] },
      { alwaysWaits: { on: 'every connection' as const, because: 'it is new' } },
      { reversibility: { kind: 'none' as const, sentence: 'Never' } },
      { writes: first.writes.map((each) => ({ ...each, scopes: ['write:everything'] })) },
    ];
    const before = actionsTable(CATALOGUE);
    for (const change of changes) {
      const changed = CATALOGUE.map((each) => (each === first ? { ...each, ...change } : each));
      expect(actionsTable(changed), JSON.stringify(change)).not.toBe(before);
    }
    expect(actionsTable(CATALOGUE.slice(1))).not.toContain(`\`${first.type}\``);
  });

  test('what is automatic and waits in every case says so', () => {
    const rowOf = (type: string) =>
      file.split('\n').find((line) => line.startsWith(`| \`${type}\` |`));
    expect(rowOf('screen.create')).toContain(
      '| automatic; always waits, as a person decides about screens |',
    );
    expect(rowOf('filter.share')).toContain(
      '| automatic; always waits on Forge, as only the owner',
    );
    expect(rowOf('issue.assign')).toContain('| automatic |');
  });

  test('a text of the catalogue cannot break a row', () => {
    const odd = actionsTable([{ ...first, title: 'Two | cells\nand a line' }]);
    expect(odd).toContain('| Two \\| cells and a line |');
    const rows = odd.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(1);
  });
});
