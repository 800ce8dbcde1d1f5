import { CATALOGUE } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { asksFor, TYPES_WITH_WORDS } from './order-words.ts';

describe('the words that ask for an action', () => {
  it('are known for every type that can run by itself, and for no other', () => {
    const automatic = CATALOGUE.filter(
      ({ defaultClass, alwaysWaits, onlyAnswers }) =>
        defaultClass === 'auto-execute' && alwaysWaits?.on !== 'every connection' && !onlyAnswers,
    ).map(({ type }) => type);
    const missing = automatic.filter((type) => !TYPES_WITH_WORDS.includes(type));
    expect(missing).toEqual([]);
    expect(TYPES_WITH_WORDS.filter((type) => !automatic.includes(type))).toEqual([]);
  });

  it.each([
    ['jsm.organization.create', 'Please create the organisation Acme'],
    ['jsm.organization.create', '組織「Acme」を作成してください'],
    ['custom_field.create', 'Wir brauchen ein neues Textfeld „Kostenstelle“ als Feld in OPS'],
    ['custom_field.create', 'Por favor, crea un campo numérico llamado Coste'],
    ['issue.assign', 'OPS-3 bitte Jörg zuweisen'],
    ['project.member.add', 'Merci d’ajouter Léa au projet OPS'],
    ['project.delete', 'anything, as it waits anyway'],
  ])('of type %s stand in: %s', (type, words) => {
    expect(asksFor(type, words)).toBe(true);
  });

  it.each([
    ['jsm.organization.create', 'The weather is nice in spring'],
    ['jsm.organization.create', 'Our organisation likes the weather'],
    ['dashboard.create', 'Look at the dashboard of the car'],
    ['project.member.add', 'Dana works with project OPS'],
    ['issue.label.change', 'OPS-12 is about the engine'],
    ['issue.watcher.change', 'The clock of OPS-12 is slow'],
  ])('of type %s do not stand in: %s', (type, words) => {
    expect(asksFor(type, words)).toBe(false);
  });
});
