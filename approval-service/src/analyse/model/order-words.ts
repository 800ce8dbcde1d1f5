/**
 * Words without which a sentence does not speak of an action, for every type that can run by itself, in the languages
 * Kraken reads. A model can read an order into any words; where the sentences that ask name neither the kind of thing nor
 * what shall happen to it, the action waits for a person. A word here stands for its endings as well (`assign` for
 * `assigned`). More words loosen, so each has to speak of its action.
 */
import { standsIn } from './value-in-words.ts';

const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

const MAKE = list(
  'create | add | new | make | need | set up | setup | open | give us | want | would like | introduce | register | start | anlegen | lege | legt | leg | erstell | neu | brauch | hinzufüg | füge | richte | einrichten | crée | créer | ajout | nouve | besoin | crea | cree | añad | agreg | nuev | necesit | 作成 | 作って | 追加 | 新し | 新規 | 必要',
);
const CHANGE = list(
  'change | set | edit | update | rename | correct | fix | replace | make | put | extend | move | shift | call | änder | setz | aktualisier | umbenenn | benenn | korrigier | modifi | chang | mett | renomm | mets | cambi | actualiz | renombr | pon | 変更 | 設定 | 更新 | 修正',
);
const JOIN = list(
  'add | access | join | member | invite | role | give | grant | put | include | onboard | become | part of | let | permission | hinzufüg | füge | aufnehm | nehm | nimm | zugriff | zugang | mitglied | rolle | ajout | accès | membre | rôle | donne | añad | agreg | acceso | miembro | rol | dar | 追加 | 参加 | 権限 | アクセス | メンバー',
);
const PEOPLE = list('customer | portal | kund | client | 顧客 | user | access | zugang');
const ISSUE = list(
  'issue | ticket | task | bug | story | epic | subtask | sub-task | incident | vorgang | aufgabe | fehler | tâche | demande | anomalie | tarea | incidencia | error | 課題 | タスク | チケット | バグ',
);
const FIELD = list('field | feld | champ | campo | フィールド | 項目');
const OPTION = list(
  'option | value | choice | entry | entries | list | wert | auswahl | valeur | choix | valor | opci | 選択肢 | 値',
);
const SPRINT = list('sprint | スプリント');
const BACKLOG = list('backlog | バックログ');
const BOARD = list('board | tablero | tableau | ボード');
const FILTER = list('filter | filtre | filtro | フィルタ');
const DASHBOARD = list('dashboard | tableau de bord | panel | ダッシュボード');
const COMPONENT = list('component | komponente | composant | componente | コンポーネント');
const VERSION = list('version | release | fix | versión | バージョン | リリース');
const PROJECT = list('project | projekt | projet | proyecto | プロジェクト');
const LEAD = list(
  'lead | owner | responsible | default assignee | leit | verantwort | respons | assign | zuständig | リード | 担当',
);

/** By type: every list has to be represented. */
const WORDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'project.member.add': [JOIN],
  'project.update': [
    CHANGE,
    [...PROJECT, ...list('name | description | url | beschreibung | nom | nombre | assignee')],
  ],
  'project.category.set': [list('category | kategorie | catégorie | categoría | カテゴリ')],
  'custom_field.create': [FIELD, MAKE],
  'custom_field.context.create': [
    [...FIELD, ...list('context | kontext | contexte | contexto | コンテキスト')],
  ],
  'custom_field.context.add_project': [
    [...FIELD, ...list('context | kontext | contexte | contexto | コンテキスト')],
  ],
  'custom_field.option.add': [OPTION],
  'custom_field.option.reorder': [
    list('order | reorder | sort | reihenfolge | sortier | ordre | tri | orden | 順'),
  ],
  'sprint.issue.move': [SPRINT],
  'backlog.issue.move': [BACKLOG],
  'sprint.create': [SPRINT, MAKE],
  'sprint.update': [
    SPRINT,
    [...CHANGE, ...list('goal | date | end | start | ziel | objectif | objetivo | 目標')],
  ],
  'board.create': [BOARD, MAKE],
  'filter.create': [FILTER, MAKE],
  'filter.share': [
    FILTER,
    list('share | teil | freigeb | partag | compart | access | visible | 共有'),
  ],
  'dashboard.create': [DASHBOARD, MAKE],
  'issue.transition': [
    list(
      'move | close | set | transition | status | resolve | reopen | open | done | progress | start | mark | schließ | setz | erledig | öffn | verschieb | ferme | passe | statut | résou | rouvr | cierr | mueve | estado | reabr | pon | クローズ | 完了 | ステータス | 移動 | 変更',
    ),
  ],
  'issue.assign': [
    list(
      'assign | unassign | give | take | owner | hand | zuweis | weis | zuteil | assigne | affect | attribu | asign | 割り当て | 担当',
    ),
  ],
  'issue.create': [ISSUE, MAKE],
  'issue.edit': [
    [
      ...CHANGE,
      ...list(
        'summary | title | description | priority | due | titel | beschreibung | priorität | fällig | titre | priorité | échéance | título | descripción | prioridad | 優先度 | 期限 | 説明 | 要約',
      ),
    ],
  ],
  'issue.link': [
    list(
      'link | relat | block | duplicat | clone | cause | depend | verknüpf | verlink | lie | lier | bloque | enlaz | vincul | リンク | 関連',
    ),
  ],
  'issue.unlink': [list('link | unlink | verknüpf | lien | enlace | vínculo | リンク')],
  'issue.label.change': [
    list('label | tag | etikett | stichwort | schlagwort | étiquette | etiqueta | ラベル'),
  ],
  'issue.watcher.change': [
    list('watch | follow | notify | beobacht | suiv | observ | abonn | seguidor | ウォッチ'),
  ],
  'issue.comment.add': [
    list(
      'comment | note | reply | post | write | kommentar | kommentier | commentaire | comente | comentario | コメント',
    ),
  ],
  'component.create': [COMPONENT, MAKE],
  'component.update': [COMPONENT, [...CHANGE, ...list('description | name')]],
  'component.lead.set': [LEAD],
  'version.create': [VERSION, MAKE],
  'version.update': [
    VERSION,
    [...CHANGE, ...list('date | description | archive | archiv | release')],
  ],
  'field.associate_projects': [FIELD],
  'jsm.customer.add': [PEOPLE],
  'jsm.organization.create': [list('organization | organisation | organización | 組織'), MAKE],
  'jsm.request_type.create': [
    list(
      'request type | request | anfragetyp | anfrageart | type de demande | tipo de solicitud | リクエスト',
    ),
    MAKE,
  ],
  'jsm.participant.add': [
    list(
      'participant | share | add | include | cc | teilnehm | partage | particip | añad | compart | 参加 | 共有',
    ),
  ],
  'jsm.participant.remove': [
    list(
      'participant | remove | take | unshare | teilnehm | entfern | retir | particip | quit | 参加 | 削除 | 外',
    ),
  ],
};

/** Stems of one to three letters have to be whole words: `cc`, `lie`. */
function speaksOf(stem: string, words: string): boolean {
  return stem.length > 3 || /[^\p{ASCII}]/u.test(stem)
    ? standsIn(stem, words, { isStem: true })
    : standsIn(stem, words);
}

/** True for types that always wait anyway, and where the words that ask speak of the action. */
export function asksFor(type: string, words: string): boolean {
  const groups = Object.hasOwn(WORDS, type) ? (WORDS[type] ?? []) : [];
  return groups.every((group) => group.some((stem) => speaksOf(stem, words)));
}

/** Types with words of their own; a test compares them with the catalogue. */
export const TYPES_WITH_WORDS: readonly string[] = Object.keys(WORDS);
