/** The flat list of arguments of a reply into the arguments of an action: `users[0]`, `changes[0].permission`. */
import { err, isJsonObject, type Json, ok, type Result } from '@kraken/shared';
import type { ReplyArgument } from './reply-schema.ts';

interface Place {
  name: string;
  index: number | undefined;
  part: string | undefined;
}

/** Where a value belongs; the schema of a reply has checked the form. */
export function placeOf(path: string): Place {
  const [, name = '', index, part] =
    /^([a-zA-Z]+)(?:\[(\d+)\])?(?:\.([a-zA-Z]+))?$/.exec(path) ?? [];
  return { name, index: index === undefined ? undefined : Number(index), part };
}

type Values = ReplyArgument['value'];

function listValue(entries: readonly (Place & { value: Values })[]): Json[] {
  const items = new Map<number, (Place & { value: Values })[]>();
  for (const entry of entries) {
    const at = entry.index ?? 0;
    items.set(at, [...(items.get(at) ?? []), entry]);
  }
  return [...items]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => {
      const [first] = own;
      if (first?.part === undefined) return first?.value ?? null;
      return Object.fromEntries(own.map(({ part = '', value }) => [part, value]));
    });
}

/** Error `twice`: two values for one place. Names nobody knows stay: the catalogue's schema refuses them. */
export function assembleArguments(given: readonly ReplyArgument[]): Result<Json, 'twice'> {
  if (new Set(given.map(({ name }) => name)).size < given.length) return err('twice');
  const byName = new Map<string, (Place & { value: Values })[]>();
  for (const { name: path, value } of given) {
    const place = placeOf(path);
    byName.set(place.name, [...(byName.get(place.name) ?? []), { ...place, value }]);
  }
  const made = [...byName].map(([name, entries]): [string, Json] => {
    const [first] = entries;
    const isSingle =
      first?.index === undefined && first?.part === undefined && entries.length === 1;
    return [name, isSingle ? (first?.value ?? null) : listValue(entries)];
  });
  const args = Object.fromEntries(made);
  return isJsonObject(args) ? ok(args) : err('twice');
}
