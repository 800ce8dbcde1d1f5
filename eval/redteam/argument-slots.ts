/** The arguments of every action of the catalogue as places a reply can fill, worked out from the schemas themselves. */
import { CATALOGUE, isJsonObject, type Json } from '@kraken/shared';
import { z } from 'zod';

/** One place: the path a reply names it by, and what is expected there. */
export interface Slot {
  /** As in a reply: `user`, `users[0]`, `changes[0].permission`. */
  path: string;
  /** Last name of the path without an index: `users`, `permission`. */
  name: string;
  kind: 'text' | 'boolean' | 'choice';
  /** Allowed words of a `choice`. */
  choices: readonly string[];
  isRequired: boolean;
}

/** An action type and its places. */
export interface ActionSlots {
  type: string;
  defaultsToAuto: boolean;
  slots: readonly Slot[];
}

type Schema = Readonly<Record<string, Json | undefined>>;

const asSchema = (value: Json | undefined): Schema => (isJsonObject(value) ? value : {});

/** The schema a value has where it may also be null. */
function withoutNull(schema: Schema): Schema {
  const options = schema['anyOf'];
  if (!Array.isArray(options)) return schema;
  return options.map(asSchema).find(({ type }) => type !== 'null') ?? schema;
}

function slotsOf(path: string, given: Schema, isRequired: boolean): Slot[] {
  const schema = withoutNull(given);
  const name = path.replace(/\[\d+\]/g, '').replace(/^.*\./, '');
  if (schema['type'] === 'array')
    return slotsOf(`${path}[0]`, asSchema(schema['items']), isRequired);
  if (schema['type'] === 'object') return partsOf(`${path}.`, schema, isRequired);
  if (schema['type'] === 'boolean')
    return [{ path, name, kind: 'boolean', choices: [], isRequired }];
  const choices = Array.isArray(schema['enum']) ? schema['enum'].map(String) : [];
  return [{ path, name, kind: choices.length > 0 ? 'choice' : 'text', choices, isRequired }];
}

function partsOf(prefix: string, schema: Schema, isNeeded: boolean): Slot[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(asSchema(schema['properties'])).flatMap(([name, part]) =>
    slotsOf(`${prefix}${name}`, asSchema(part), isNeeded && required.includes(name)),
  );
}

/** Every action with its places, in the order of the catalogue. */
export const ACTION_SLOTS: readonly ActionSlots[] = CATALOGUE.map(
  ({ type, schema, defaultClass }) => {
    const described: Json = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })));
    return {
      type,
      defaultsToAuto: defaultClass === 'auto-execute',
      slots: partsOf('', asSchema(described), true),
    };
  },
);
