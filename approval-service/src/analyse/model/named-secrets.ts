/**
 * Secrets that only their surroundings betray: `password: x`, `pwd=x`, `the API key is x`, in English, German, French,
 * Spanish and Japanese. A text about passwords is no password: what follows a colon or `is` must look like a secret or
 * stand alone. Issue keys, e-mail addresses and links are never taken. Leaves out: a passphrase of several words that is
 * not in quotation marks, and a word of plain letters in the middle of a sentence.
 */
import { MASKED_CHAR } from './secret-patterns.ts';

/** Where a secret stands, in UTF-16 units, end exclusive. */
export interface SecretSpan {
  start: number;
  end: number;
  kind: string;
}

/** `bare`: what follows a colon counts even when it looks like a word, if it stands alone. */
interface Label {
  kind: string;
  words: string;
  isBare?: boolean;
}

const LABELS: readonly Label[] = [
  {
    kind: 'AWS secret access key',
    words: 'aws[_ -]?secret(?:[_ -]?access)?[_ -]?key|secret[_ -]?access[_ -]?key|aws[_ -]?secret',
  },
  {
    kind: 'client secret',
    words:
      'client[_ -]?secret|app[_ -]?secret|consumer[_ -]?secret|client-geheimnis|clientgeheimnis',
    isBare: true,
  },
  {
    kind: 'API key',
    words:
      "api[_ -]?(?:key|schlüssel)|api[_ -]?secret|apikey|cl[eé]s? (?:d[’']|de l[’'])?api|cl[eé] api|clave (?:de (?:la )?)?api|llave (?:de (?:la )?)?api|apiキー|apiシークレット|access[_ -]?key|account[_ -]?key|encryption[_ -]?key|signing[_ -]?key|secret[_ -]?key|private[_ -]?key|zugriffsschlüssel|zugangsschlüssel|geheimer schlüssel|cl[eé] (?:secr[eè]te|priv[eé]e|d[’']acc[eè]s)|clave (?:secreta|privada|de acceso)|アクセスキー|秘密鍵|シークレットキー",
  },
  {
    kind: 'token',
    words:
      "(?:api|access|auth|bearer|refresh|session|bot|deploy|personal access|id)[_ -]?token|zugriffstoken|zugangstoken|jeton(?: d[’'](?:acc[eè]s|api))?|token de (?:acceso|api)|(?:api|アクセス)?トークン|(?<![a-z\\uFFFF])token",
  },
  {
    kind: 'password',
    words:
      'passwords?|passwor[dt]|passwörter|passwd|passphrase|passcode|(?<![a-z\\uFFFF])pwd|(?<![a-z\\uFFFF])pw|kennwort|zugangscode|mots? de passe|(?<![a-z\\uFFFF])mdp|contraseñas?|(?<![a-z\\uFFFF])contrasena|パスワード|パスフレーズ|パスコード|暗証番号|密码',
    isBare: true,
  },
  { kind: 'password', words: '(?<![a-z\\uFFFF])(?:pass|pin|clave)' },
  {
    kind: 'secret',
    words: '(?<![a-z\\uFFFF])secret|geheimnis|(?<![a-z\\uFFFF])secreto|シークレット',
    isBare: true,
  },
];

const LABEL = new RegExp(LABELS.map(({ words }) => `(${words})`).join('|'), 'gi');

/** What a secret with a label may be called. */
export const LABEL_KINDS: readonly string[] = LABELS.map(({ kind }) => kind);

/** Words that follow a colon in sentences about passwords. */
const ORDINARY = new Set(
  (
    'i it its the a an my your our their his her please cannot can could does do did is are was were has have had will must should would when why how what who where if no not none nil null n/a na yes ok tbd todo see here below above attached same new old change changed changing reset resetting forgotten forgot lost expired expires unknown missing empty blank hidden wrong invalid incorrect required optional rejected refused locked disabled enabled set unset sent unchanged policy needed help true false string any ' +
    'ich es das der die mein meine bitte kann nicht ist war wurde vergessen abgelaufen falsch ungültig unbekannt keine keins kein fehlt neu zurücksetzen zurückgesetzt ändern geändert gesperrt siehe ' +
    'je il le la les un une mon ma merci non aucun aucune oublié oubliée expiré expirée perdu perdue inconnu inconnue réinitialiser changer voir ' +
    'yo el los mi por favor olvidada olvidado olvidé caducada caducado expirada perdida perdido desconocida ninguna ninguno restablecer cambiar ver si sí'
  ).split(' '),
);

const OPENING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '‘': '’',
};

/**
 * How strongly what stands between says that a secret follows. `set`: as in a form, what stands alone counts. `told`: a
 * sentence says so, quotation marks count. `near`: only next to it. What looks like a secret counts with each.
 */
type Strength = 'set' | 'told' | 'near';

const GAP =
  '(?:[ \\t](?:for|of|to|on|at|in|für|von|zu|zum|zur|pour|de|du|des|del|para|en)[ \\t][^\\n:=.!?\\uFFFF]{1,40}?)?';
const SEPARATORS: readonly { pattern: RegExp; strength: Strength }[] = [
  {
    pattern: /["'`*_~}\]]{0,3}[ \t]{0,3}(?:[:=：＝]{1,2}>?|=>|->|→)[*_~]{0,2}[ \t]{0,4}/y,
    strength: 'set',
  },
  { pattern: /(?<=--[\w-]{1,30})[ =]/y, strength: 'set' },
  { pattern: />/y, strength: 'set' },
  {
    pattern: new RegExp(`${GAP}[ \\t]{0,3}[:：=][ \\t]{0,4}\\n?[ \\t]{0,4}`, 'y'),
    strength: 'near',
  },
  {
    pattern: new RegExp(
      `${GAP}[ \\t](?:is|was|reads|lautet|ist|war|est|es|era|should be|needs to be|to|auf)(?: now| jetzt| maintenant| ahora)?[ \\t]?:?[ \\t]{1,3}`,
      'iy',
    ),
    strength: 'told',
  },
  { pattern: /(?:は|が|を)[:：]?[ \t]{0,2}/y, strength: 'told' },
  { pattern: /[*_]{0,2}[ \t]{0,3}\|[ \t]{0,3}/y, strength: 'near' },
  { pattern: /[ \t]{1,2}(?=["'`“„«「])/y, strength: 'near' },
];

/** Every secret that its surroundings name; spans may overlap. */
export function findNamedSecrets(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const runEnd = runEnds(text);
  let covered = 0;
  for (const match of text.matchAll(LABEL)) {
    const label = LABELS[match.slice(1).findIndex((group) => group !== undefined)];
    if (label === undefined) continue;
    const after = match.index + match[0].length;
    for (const { pattern, strength } of SEPARATORS) {
      pattern.lastIndex = after;
      if (!pattern.test(text) || pattern.lastIndex < covered) continue;
      const span = valueAt(text, pattern.lastIndex, { label, strength, runEnd });
      if (span === undefined) continue;
      spans.push(span);
      covered = Math.max(covered, span.end);
      break;
    }
  }
  return spans;
}

/** End of the run without white space or masks that starts at, or holds, a place. */
function runEnds(text: string): (at: number) => number {
  let ends: Int32Array | undefined;
  return (at) => {
    ends ??= endsOf(text);
    return ends[at] ?? text.length;
  };
}

function endsOf(text: string): Int32Array {
  const ends = new Int32Array(text.length);
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (/[\s\uFFFF]/.test(text[at] ?? '')) end = at;
    ends[at] = end;
  }
  return ends;
}

interface Place {
  label: Label;
  strength: Strength;
  runEnd: (at: number) => number;
}

function valueAt(text: string, at: number, place: Place): SecretSpan | undefined {
  const inQuotes = quotedAt(text, at);
  const runEnd = place.runEnd(at);
  const [start, end] = inQuotes ?? [at, trimmedEnd(text, at, runEnd)];
  const value = text.slice(start, Math.min(end, start + MAX_JUDGED));
  const isPartlyMasked =
    inQuotes === undefined ? text[runEnd] === MASKED_CHAR : value.includes(MASKED_CHAR);
  if (isPartlyMasked || !isPossible(value)) return undefined;
  const isSecret =
    looksSecret(value) ||
    (inQuotes === undefined
      ? isBareSecret(text, [start, end], place)
      : isQuotedSecret(value, place));
  return isSecret ? { start, end, kind: place.label.kind } : undefined;
}

function isBareSecret(text: string, [start, end]: [number, number], { label, strength }: Place) {
  if (strength !== 'set' || isOrdinary(text.slice(start, Math.min(end, start + MAX_JUDGED))))
    return false;
  return (
    (text[start - 1] === '=' && end - start >= 4) || (label.isBare === true && isAlone(text, end))
  );
}

/** What stands between quotation marks on the same line, at most 200 characters. */
function quotedAt(text: string, at: number): [number, number] | undefined {
  const closing = OPENING[text[at] ?? ''];
  if (closing === undefined) return undefined;
  const length = text.slice(at + 1, at + 202).search(new RegExp(`[${closing}\\n]`));
  return length < 1 || text[at + 1 + length] === '\n' ? undefined : [at + 1, at + 1 + length];
}

function isQuotedSecret(value: string, { strength, label }: Place): boolean {
  if (strength === 'near' || isOrdinary(value)) return false;
  return strength === 'told' ? !/\s/.test(value) && value.length >= 4 : label.isBare === true;
}

const isOrdinary = (value: string): boolean =>
  ORDINARY.has(value.toLowerCase().replace(/[.!?]{1,3}$/, ''));

/** Without the marks that end a sentence, a cell or a tag; what follows in another script is no part of it. */
function trimmedEnd(text: string, start: number, end: number): number {
  const run = text.slice(start, Math.min(end, start + MAX_JUDGED));
  const stop = run.search(/[;&](?=[A-Za-z_]{2,30}=)|[<|、。」』），；\u3040-\u30FF\u4E00-\u9FFF]/u);
  let last = stop > 0 && /[\x21-\x7E]/.test(run[0] ?? '') ? start + stop : end;
  while (last > start && /[.,;:)\]}"'`”»*_’]/.test(text[last - 1] ?? '')) last -= 1;
  return last;
}

/** How much of a long run is looked at to tell what it is; it is masked as a whole. */
const MAX_JUDGED = 512;
const ISSUE_KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}[.,;:!?]?$/;
const EMAIL = /^[^@\s]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}$/;
const LINK = /^[a-z][a-z0-9+.-]{1,20}:\/\/|^www\./i;
const STAND_IN = /^[<{[]|^\$[{(A-Z_]|^%[A-Z_]+%?$|^[*•.xX_-]+$|^\\/;

/** Never taken, whatever stands before it. */
function isPossible(value: string): boolean {
  if (value.length < 3 || !/[A-Za-z0-9]/.test(value)) return false;
  if (value.length > 255) return true;
  return !(ISSUE_KEY.test(value) || EMAIL.test(value) || LINK.test(value) || STAND_IN.test(value));
}

/** Letters with digits, six digits or more, or signs that no word has; not a count, a day, a time or a version. */
function looksSecret(value: string): boolean {
  if (/\s/.test(value)) return false;
  if (value.length < 6 || /^\d{1,4}[-–]?\p{L}+$/u.test(value)) return false;
  if (
    /^\d{4}-\d{2}-\d{2}|^\d{1,2}[:.]\d{2}|^v?\d+(?:\.\d+){1,3}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(
      value,
    )
  )
    return false;
  const hasDigit = /\d/.test(value);
  if (hasDigit && /\p{L}/u.test(value)) return true;
  if (/^\d{6,}$/.test(value)) return true;
  return /[!@#$%^&*+=~?_](?=.*[A-Za-z0-9])/.test(value);
}

/** Nothing but an end or the next field behind it. */
function isAlone(text: string, end: number): boolean {
  return /^(?:["'`”»)\]}*_.,;]{0,3}[ \t]{0,3}(?:\n|$|[,;|/<])|[ \t](?:and|und|et|y|user|login|username)\b)/.test(
    text.slice(end, end + 16),
  );
}
