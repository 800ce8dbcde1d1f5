/** Starter rules: the commonest requests in German, French, Spanish and Japanese, in their simple forms. */
import type { StarterRule } from './rule-case.ts';

const MEMBER = {
  kind: 'propose',
  type: 'project.member.add',
  args: { project: { from: 'project' }, user: { each: 'users' }, role: { from: 'role' } },
  needs: ['user', 'project'],
  accepts: ['role'],
} as const;
const DELETE = {
  kind: 'propose',
  type: 'project.delete',
  args: { project: { from: 'project' } },
  needs: ['project'],
} as const;

const DE_PROJECT = '([jira] projekt {project}|{project:projectBefore} [-] projekt)';

/** Rules in languages other than English. */
export const OTHER_LANGUAGE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.member-add-de',
    phrases: [
      `(füge|fügen sie|fügt) [bitte] [den|die] [nutzer|benutzer|kollegen|kollegin|user] {users} [bitte] (zum|zu|dem|in das|ins) ${DE_PROJECT} [als {role}] hinzu`,
      `[den|die] [nutzer|benutzer|kollegen|kollegin|user] {users} [bitte] (zum|zu|dem) ${DE_PROJECT} [als {role}] hinzufügen`,
      `nimm [bitte] {users} [bitte] (ins|in das|in) ${DE_PROJECT} auf`,
    ],
    effect: { ...MEMBER, needs: [...MEMBER.needs], accepts: [...MEMBER.accepts] },
    matches: [
      {
        text: 'Füge bitte Dana zum Projekt ABC hinzu\nRolle: Entwickler',
        actions: [{ project: 'ABC', user: 'Dana', role: 'Entwickler' }],
      },
      {
        text: 'Bitte füge Jörg Müller zum Projekt OPS hinzu.',
        actions: [{ project: 'OPS', user: 'Jörg Müller' }],
      },
    ],
    misses: [
      'Füge Dana nicht zum Projekt ABC hinzu',
      'Bitte Dana erst nach Freigabe zum Projekt ABC hinzufügen',
      'Wie füge ich Dana zum Projekt ABC hinzu?',
    ],
  },
  {
    ruleId: 'starter.member-remove-de',
    phrases: [
      `(entferne|entfernen sie|entfernt) [bitte] [den|die] [nutzer|benutzer|user] {users} [bitte] (aus|von) [dem] ${DE_PROJECT}`,
      `[den|die] [nutzer|benutzer|user] {users} [bitte] (aus|von) [dem] ${DE_PROJECT} entfernen`,
    ],
    effect: { ...MEMBER, type: 'project.member.remove', needs: [...MEMBER.needs], accepts: [] },
    matches: [
      {
        text: 'Bitte entferne Jonas aus dem Projekt ABC',
        actions: [{ project: 'ABC', user: 'Jonas' }],
      },
    ],
    misses: [
      'Jonas wurde aus dem Projekt ABC entfernt',
      'Bitte Jonas nicht aus dem Projekt ABC entfernen',
    ],
  },
  {
    ruleId: 'starter.project-delete-de',
    phrases: [
      `(lösche|löschen sie|löscht) [bitte] [das|unser] ${DE_PROJECT}`,
      `[das|unser] ${DE_PROJECT} [bitte] löschen`,
    ],
    effect: { ...DELETE, needs: [...DELETE.needs] },
    matches: [{ text: 'Bitte das Projekt OLD löschen', actions: [{ project: 'OLD' }] }],
    misses: ['Bitte das Projekt OLD noch nicht löschen', 'Wer darf das Projekt OLD löschen?'],
  },
  {
    ruleId: 'starter.member-add-fr',
    phrases: [
      "(ajoute|ajoutez|ajouter|d'ajouter) {users} (au|dans le) projet {project} [en tant que {role}|comme {role}]",
      "(ajoute|ajoutez|ajouter|d'ajouter) {users} à {project:projectKey}",
    ],
    effect: { ...MEMBER, needs: [...MEMBER.needs], accepts: [...MEMBER.accepts] },
    matches: [
      {
        text: "Merci d'ajouter Claire Dubois au projet ABC",
        actions: [{ project: 'ABC', user: 'Claire Dubois' }],
      },
    ],
    misses: ["N'ajoutez pas Claire au projet ABC", 'Ajoutez Claire au projet ABC après validation'],
  },
  {
    ruleId: 'starter.project-delete-fr',
    phrases: ['(supprime|supprimez|supprimer|de supprimer) le projet {project}'],
    effect: { ...DELETE, needs: [...DELETE.needs] },
    matches: [{ text: 'Veuillez supprimer le projet OLD', actions: [{ project: 'OLD' }] }],
    misses: ['Ne supprimez pas le projet OLD'],
  },
  {
    ruleId: 'starter.member-add-es',
    phrases: [
      '(agrega|agregue|agregar|añade|añada|añadir|incluye|incluir) [a] {users} (al|en el) proyecto {project} [como {role}]',
      '(agrega|agregue|agregar|añade|añada|añadir) [a] {users} a {project:projectKey}',
    ],
    effect: { ...MEMBER, needs: [...MEMBER.needs], accepts: [...MEMBER.accepts] },
    matches: [
      {
        text: 'Por favor, añade a Lucía Gómez al proyecto ABC',
        actions: [{ project: 'ABC', user: 'Lucía Gómez' }],
      },
    ],
    misses: ['No añadas a Lucía al proyecto ABC', '¿Cómo añado a Lucía al proyecto ABC?'],
  },
  {
    ruleId: 'starter.project-delete-es',
    phrases: ['(elimina|elimine|eliminar|borra|borre|borrar) el proyecto {project}'],
    effect: { ...DELETE, needs: [...DELETE.needs] },
    matches: [{ text: 'Por favor elimina el proyecto OLD', actions: [{ project: 'OLD' }] }],
    misses: ['No elimines el proyecto OLD'],
  },
  {
    ruleId: 'starter.member-add-ja',
    phrases: [
      '({project:projectBefore} プロジェクト|プロジェクト {project:projectBefore}) に {users:userJa} (を|さんを|様を|さん を|様 を) 追加 (して|してください|お 願 いします|お 願いします|をお 願 いします)',
      '{users:userJa} (を|さんを|様を|様 を) {project:projectBefore} プロジェクト に 追加 (して|してください)',
    ],
    effect: { ...MEMBER, needs: [...MEMBER.needs], accepts: [...MEMBER.accepts] },
    matches: [
      {
        text: 'ABCプロジェクトにダナさんを追加してください',
        actions: [{ project: 'ABC', user: 'ダナ' }],
      },
    ],
    misses: [
      'ABCプロジェクトにダナさんを追加しないでください',
      'ABCプロジェクトにダナさんを追加しましたか',
    ],
  },
  {
    ruleId: 'starter.project-delete-ja',
    phrases: [
      '({project:projectBefore} プロジェクト|プロジェクト {project:projectBefore}) を 削除 (して|してください)',
    ],
    effect: { ...DELETE, needs: [...DELETE.needs] },
    matches: [{ text: 'OLDプロジェクトを削除してください', actions: [{ project: 'OLD' }] }],
    misses: ['OLDプロジェクトを削除しないでください'],
  },
];
