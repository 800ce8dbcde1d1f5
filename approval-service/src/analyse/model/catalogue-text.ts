/** The catalogue in the few words the prompt has room for: one line per action, arguments in a short notation. */
import { type ActionDefinition, CATALOGUE, isJsonObject, type Json } from '@kraken/shared';
import { z } from 'zod';
import { QUESTION_NAMES } from '../build-question.ts';
import { CHANGE_OF_KRAKEN } from './reply-schema.ts';
import { TOPIC_IDS, topicSentence } from './unsupported-topics.ts';

const schemas = new Map<string, { [key: string]: Json }>();

/** The JSON schema of an action's arguments; made once per type. */
export function argumentSchemaOf({ type, schema }: ActionDefinition): { [key: string]: Json } {
  const known = schemas.get(type);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const kept = isJsonObject(made) ? made : {};
  schemas.set(type, kept);
  return kept;
}

const objectOf = (value: Json | undefined): { [key: string]: Json } =>
  isJsonObject(value) ? value : {};
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** `scrum|kanban` in braces, `true|false`, `|null`, a list as `[]`; plain text needs no mark. */
function notationOf(name: string, schema: { [key: string]: Json }): string {
  const choices = listOf(schema['enum']);
  if (choices.length > 0) return `${name}: {${choices.join('|')}}`;
  if ('const' in schema) return `${name}: ${String(schema['const'])}`;
  if (schema['type'] === 'boolean') return `${name}: true|false`;
  if (schema['type'] === 'array') return listNotation(name, objectOf(schema['items']));
  const isNullable = listOf(schema['anyOf']).some((one) => objectOf(one)['type'] === 'null');
  return isNullable ? `${name}: text|null` : name;
}

function listNotation(name: string, items: { [key: string]: Json }): string {
  if (items['type'] !== 'object') return `${name}[]`;
  return `${name}[]: (${argumentsText(items)})`;
}

function argumentsText(schema: { [key: string]: Json }): string {
  const required = new Set(listOf(schema['required']));
  return Object.entries(objectOf(schema['properties']))
    .map(([name, one]) => notationOf(`${name}${required.has(name) ? '' : '?'}`, objectOf(one)))
    .join(', ');
}

function actionLine(action: ActionDefinition): string {
  return `${action.type}(${argumentsText(argumentSchemaOf(action))}): ${action.title}`;
}

/** All actions, one a line. */
export function catalogueText(): string {
  const kraken = `${CHANGE_OF_KRAKEN}(): Change Kraken itself, or approve something`;
  return [...CATALOGUE.map(actionLine), kraken].join('\n');
}

/** Fills the places of a prompt file. Throws when one is missing: a prompt without the catalogue is none. */
export function fillPrompt(template: string): string {
  const topics = TOPIC_IDS.map((id) => `${id}: ${topicSentence(id)}`).join('\n');
  const parts = { catalogue: catalogueText(), questions: QUESTION_NAMES.join(', '), topics };
  return Object.entries(parts).reduce((text, [name, words]) => {
    const place = `{{${name}}}`;
    if (!text.includes(place)) throw new Error(`the prompt has no place for ${place}`);
    return text.replace(place, () => words);
  }, template);
}
