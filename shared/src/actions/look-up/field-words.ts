/** Words for a field: an id in one of its forms, or a name with `field` around it. */
import { bareWords } from './match-name.ts';
import { namedIdIn } from './named-id.ts';

/** Ids of custom and of system fields. */
export const FIELD_ID = /^(?:customfield_\d{1,20}|[a-zA-Z]{1,40})$/;
/** Ids of custom fields. */
export const CUSTOM_ID = /^customfield_\d{1,20}$/;

/** `cf[10010]` and `customfield_10010` are ids; other words are names. */
export function fieldIdIn(words: string): string | undefined {
  const number = /^cf\[(\d{1,20})\]$/i.exec(words)?.[1];
  if (number !== undefined) return `customfield_${number}`;
  const id = namedIdIn(words);
  if (id !== undefined) return FIELD_ID.test(id) ? id : undefined;
  return CUSTOM_ID.test(words) ? words : undefined;
}

/** Words without `field` around them: `the Severity field` -> `Severity`. */
export function shortFieldWords(words: string): string {
  const bare = words.replace(/^(?:the\s+)?(?:custom\s+)?field\s+|^the\s+/i, '');
  return bareWords(bare.replace(/\s+(?:custom\s+)?field$/i, ''));
}
