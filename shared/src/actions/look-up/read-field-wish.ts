/** What a wish for a new custom field says: nothing here is looked up in Jira. */
import { ok, type Result } from '../../result.ts';
import { listOf } from '../sentence-words.ts';
import { type FieldType, findFieldType } from './field-types.ts';
import { bareWords, foldName } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

interface FieldArguments {
  name: string;
  fieldType: string;
  options?: string[];
}

/** One visible line: no control, format, line or surrogate characters. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

/** Words as one line, without quotation marks around them; undefined where they are none. */
export function oneLineOf(words: string): string | undefined {
  const line = bareWords(words).replace(/\s+/gu, ' ');
  return ONE_LINE.test(line) ? line : undefined;
}

/** A field as asked: one-line name, known type, values each named once. */
export interface FieldWish {
  name: string;
  type: FieldType;
  options: string[];
}

/** Checks name, type and values; asks for what cannot be meant. */
export function readFieldWish(args: FieldArguments): Result<FieldWish, Obstacle> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!ONE_LINE.test(name)) return ask('field name', args.name);
  const type = findFieldType(args.fieldType);
  if (!type.ok) return type;
  const options = (args.options ?? []).map((option) => bareWords(option).replace(/\s+/gu, ' '));
  if (!options.every((option) => ONE_LINE.test(option))) return ask('list of values', name);
  if (new Set(options.map(foldName)).size < options.length) {
    return ask(
      'list of values',
      listOf(options),
      [],
      'A value is named twice. Which values shall it be?',
    );
  }
  if (options.length > 0 && !type.value.hasOptions) {
    return ask('field type', args.fieldType, [
      'dropdown',
      'multi-select',
      'checkboxes',
      'radio buttons',
    ]);
  }
  return ok({ name, type: type.value, options });
}
