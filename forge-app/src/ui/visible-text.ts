/**
 * Makes characters visible that would let a text look other than it is: control characters, invisible and
 * direction-changing ones, unusual blanks. Pure, without imports; every value the panel shows goes through it.
 */

/** Controls, formats (bidi marks, joiners, tags), lone surrogates, private use, default-ignorable characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Every blank but the ordinary one; also letters that are drawn as nothing. */
const ODD_BLANK = /[\u2800]|(?! )\p{Zs}/u;

function isHidden(character: string): boolean {
  return INVISIBLE.test(character) || ODD_BLANK.test(character);
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

function reveal(text: string, isKept: (character: string) => boolean): string {
  return [...text]
    .map((character) => (!isKept(character) && isHidden(character) ? codeOf(character) : character))
    .join('');
}

/** One line: line breaks become visible too. */
export function visibleText(text: string): string {
  return reveal(text, () => false);
}

/** Several lines, as in a request's body: line feeds stay. */
export function visibleLines(text: string): string {
  return reveal(text, (character) => character === '\n');
}
