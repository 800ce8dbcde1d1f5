/**
 * Words of the ticket that stand for a value the catalogue spells otherwise, in the languages Kraken reads: English,
 * German, French, Spanish, Japanese. A value that neither stands in its quote nor is one of these was chosen by the model,
 * and a person looks. More words here loosen that, so each has to mean its value and nothing else.
 */

const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

/** Who asks. */
const ONESELF = list(
  'me | myself | i | my | mich | mir | ich | meine | mein | moi | me | je | mon | ma | mí | yo | mi | 私 | わたし | 自分 | 僕',
);

/** By name of the argument, or `*` for any, then by value. */
const SYNONYMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '*': { me: ONESELF, myself: ONESELF },
  fieldType: {
    text: list('text | short text | single line | textfeld | texte | texto | テキスト | 文字列'),
    paragraph: list(
      'paragraph | multi-line | multiline | long text | absatz | mehrzeilig | mehrzeiliges | paragraphe | párrafo | 段落 | 複数行',
    ),
    number: list(
      'number | numeric | numbers | zahl | zahlenfeld | zahlen | nombre | numérique | número | numérico | 数値 | 数字',
    ),
    date: list('date | datum | datumsfeld | fecha | 日付'),
    select: list(
      'select | dropdown | drop-down | single choice | single select | list | auswahl | auswahlliste | auswahlfeld | dropdown-feld | liste | liste déroulante | lista | desplegable | lista desplegable | ドロップダウン | 選択リスト',
    ),
    dropdown: list(
      'select | dropdown | drop-down | single choice | single select | auswahl | auswahlliste | auswahlfeld | dropdown-feld | liste déroulante | desplegable | lista desplegable | ドロップダウン | 選択リスト',
    ),
    checkbox: list(
      'checkbox | checkboxes | kontrollkästchen | case à cocher | cases à cocher | casilla | casillas | チェックボックス',
    ),
    person: list(
      'person | user picker | user | people | benutzer | personne | utilisateur | persona | usuario | ユーザー',
    ),
    link: list('link | url | web address | webadresse | lien | enlace | リンク'),
  },
  sprint: {
    current: list(
      'current | active | running | this sprint | aktuell | aktuellen | laufend | laufenden | en cours | actuel | actual | en curso | 現在 | 今の',
    ),
    next: list(
      'next | upcoming | following | nächst | nächsten | prochain | suivant | próximo | siguiente | 次',
    ),
  },
  internal: {
    true: list('internal | internally | intern | interne | interno | 内部'),
    false: list('public | publicly | öffentlich | público | 公開'),
  },
  archived: {
    true: list('archive | archived | archivieren | archiviert | archiver | archivar | アーカイブ'),
  },
  released: { false: list('unrelease | not released | unreleased') },
  disabled: {
    true: list('disable | disabled | deactivate | deaktivieren | désactiver | desactivar | 無効'),
    false: list('enable | enabled | aktivieren | activer | activar | 有効'),
  },
  enabled: {
    true: list('enable | show | turn on | einschalten | activer | activar'),
    false: list('disable | hide | turn off | remove | ausschalten | désactiver | desactivar'),
  },
  required: {
    true: list('required | mandatory | pflichtfeld | obligatoire | obligatorio | 必須'),
    false: list('optional | not required | facultatif | opcional | 任意'),
  },
  change: {
    grant: list('give | grant | allow | add | geben | erlauben | accorder | dar | permitir | 付与'),
    revoke: list('revoke | remove | take away | entziehen | entfernen | retirer | quitar | 削除'),
    share: list('share | teilen | freigeben | partager | compartir | 共有'),
    unshare: list('unshare | stop sharing'),
    add_status: list('status | état | estado | ステータス'),
    remove_status: list('status | état | estado | ステータス'),
    add_transition: list('transition | übergang | transición | トランジション'),
    rename_transition: list('transition | übergang | transición | トランジション'),
    remove_transition: list('transition | übergang | transición | トランジション'),
  },
};

/** Words for nothing or nobody. */
const NOTHING = list(
  'unassign | unassigned | nobody | no one | none | no | without | remove | clear | empty | blank | delete | niemand | niemandem | keine | kein | leer | ohne | entfernen | personne | aucun | aucune | sans | vide | nadie | ninguno | sin | vacío | なし | 未割り当て | 外して | 空',
);

/** Words that may stand for a value of an argument; empty where only the value itself does. */
export function synonymsOf(argument: string, value: string | boolean | null): readonly string[] {
  if (value === null) return NOTHING;
  const spelled = String(value).toLowerCase();
  const own = SYNONYMS[argument];
  const named = own !== undefined && Object.hasOwn(own, spelled) ? (own[spelled] ?? []) : [];
  const any = SYNONYMS['*'] ?? {};
  return [...named, ...(Object.hasOwn(any, spelled) ? (any[spelled] ?? []) : [])];
}
