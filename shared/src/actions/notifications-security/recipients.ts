/** Who gets mail or sees a level: from words, from Jira's answers, and back into words. */

import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { accountIdIn } from '../look-up/account-id.ts';
import { type FoundHolder, findHolder, holderArg, holderWords } from '../look-up/find-holder.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedIdIn } from '../look-up/named-id.ts';
import { ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { quoted } from '../sentence-words.ts';
import type { Recipient } from './sentences.ts';

/** How one list of Jira calls its kinds of recipients. */
export interface RecipientKinds {
  /** Words that say all -> Jira's kind. The first words of a kind are the ones used for it. */
  plain: Readonly<Record<string, string>>;
  role: string;
  group: string;
  user: string;
  /** Words of a field with people in it -> Jira's kind; empty where the list takes none. */
  fields: Readonly<Record<string, string>>;
  /** Everybody who is signed in; undefined where the list does not take them. */
  signedIn: string | undefined;
  /** What to say of a holder the list does not take. */
  refusal: string;
}

/** A recipient, and the person where it is one. */
export interface FoundRecipient {
  recipient: Recipient;
  person?: PersonFact;
}

const FIELD = /^(user field|group field)\s+id:\s?(customfield_\d{1,20})$/i;

/** Finds the recipient the words mean, for one that is to be added. */
export function* findRecipient(
  words: string,
  kinds: RecipientKinds,
  context: ResolveContext,
): Reading<Result<FoundRecipient, Obstacle>> {
  const bare = bareWords(words);
  const folded = foldName(bare).replace(/^the /, '');
  if (Object.hasOwn(kinds.plain, folded)) {
    return ok({ recipient: plainRecipient(kinds.plain[folded] ?? '', kinds) });
  }
  const [, field, fieldId] = FIELD.exec(bare) ?? [];
  const fieldKind = field === undefined ? undefined : kinds.fields[foldName(field)];
  if (fieldKind !== undefined && fieldId !== undefined) {
    return ok({ recipient: fieldRecipient(fieldKind, fieldId) });
  }
  const found = yield* findHolderOrPerson(words, context);
  if (!found.ok) return found;
  const { holder, person } = found.value;
  const recipient = fromHolder(holder.type, holder.value ?? '', holder.name, kinds);
  if (recipient === undefined) return unsupported(kinds.refusal);
  return ok(person === undefined ? { recipient } : { recipient, person });
}

/** A role or group of that name; else a person, whom `findHolder` takes with a mention or an address only. */
function* findHolderOrPerson(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  const holder = yield* findHolder(words, context);
  if (holder.ok || holder.error.outcome !== 'ask') return holder;
  if (holder.error.question.thing !== 'role or group') return holder;
  const person = yield* findUser(words, context);
  if (!person.ok) return holder;
  const { accountId, name } = person.value;
  return ok({ holder: { type: 'user', value: accountId, name }, person: person.value });
}

function plainRecipient(type: string, kinds: RecipientKinds): Recipient {
  const words = Object.entries(kinds.plain).find(([, kind]) => kind === type)?.[0] ?? type;
  return { type, value: '', parameter: '', words: `the ${words}` };
}

function fieldRecipient(type: string, id: string): Recipient {
  return { type, value: id, parameter: id, words: `whoever is in the field ${id}` };
}

/** A holder as a recipient; Jira names a group where it wants one, and gives ids for the rest. */
function fromHolder(
  holderType: string,
  value: string,
  name: string,
  kinds: RecipientKinds,
): Recipient | undefined {
  if (holderType === 'projectRole') {
    return { type: kinds.role, value, parameter: value, words: `the role ${quoted(name)}` };
  }
  if (holderType === 'group') {
    const words = holderWords({ type: 'group', value, name });
    return { type: kinds.group, value, parameter: name, words };
  }
  if (holderType === 'user') return { type: kinds.user, value, parameter: value, words: name };
  if (holderType === 'applicationRole' && value === '' && kinds.signedIn !== undefined) {
    return { type: kinds.signedIn, value: '', parameter: '', words: 'everybody who is signed in' };
  }
  return undefined;
}

/** What Jira says of somebody who is in a list. */
export interface ListedRecipient {
  /** Id of the line. */
  id: string;
  type: string;
  value: string;
  name: string;
}

/** A line of a list as a recipient. */
export function recipientOf(
  { type, value, name }: ListedRecipient,
  kinds: RecipientKinds,
): Recipient {
  if (type === kinds.role)
    return { type, value, parameter: value, words: `the role ${quoted(name)}` };
  if (type === kinds.group) {
    return { type, value, parameter: name, words: `the group ${quoted(name)}` };
  }
  if (type === kinds.user) return { type, value, parameter: value, words: name };
  if (Object.values(kinds.fields).includes(type)) return fieldRecipient(type, value);
  if (Object.values(kinds.plain).includes(type)) return plainRecipient(type, kinds);
  return {
    type,
    value,
    parameter: value,
    words:
      type === kinds.signedIn && value === ''
        ? 'everybody who is signed in'
        : `${type} ${value}`.trim(),
  };
}

/** Words that lead back to this recipient; undefined for kinds Kraken does not add. */
export function recipientArg(
  { type, value }: Recipient,
  kinds: RecipientKinds,
): string | undefined {
  if (type === kinds.role) return holderArg('projectRole', value);
  if (type === kinds.group) return holderArg('group', value);
  if (type === kinds.user) return holderArg('user', value);
  const field = Object.entries(kinds.fields).find(([, kind]) => kind === type)?.[0];
  if (field !== undefined) return `${field} id:${value}`;
  if (type === kinds.signedIn && value === '') return 'all users';
  return Object.entries(kinds.plain).find(([, kind]) => kind === type)?.[0];
}

/** A list in which somebody is looked for, who shall leave it. */
export interface ListedSearch {
  thing: string;
  words: string;
  listed: readonly ListedRecipient[];
  kinds: RecipientKinds;
}

/**
 * The one line of a list the words mean: also of people who have left and roles that were renamed. Somebody who exists
 * but is not in the list is `absent`, in words; other words are asked.
 */
export function* findListed(
  { thing, words, listed, kinds }: ListedSearch,
  context: ResolveContext,
): Reading<Result<{ line: ListedRecipient } | { absent: string }, Obstacle>> {
  const hits = listed.filter((line) => isMeant(line, bareWords(words), kinds));
  const [only] = hits;
  if (only !== undefined && hits.length === 1) return ok({ line: only });
  if (hits.length > 1) {
    const choices = hits.map((line) => `${recipientOf(line, kinds).words} (id:${line.id})`);
    return yield* askVisibly({ thing, words, choices, guard: { global: 'ADMINISTER' } }, context);
  }
  const who = yield* findRecipient(words, kinds, context);
  if (!who.ok) return who.error.outcome === 'ask' ? ask(thing, words) : who;
  const { recipient } = who.value;
  const line = listed.find((each) => isSameRecipient(each, recipient));
  return ok(line === undefined ? { absent: recipient.words } : { line });
}

/** Whether a line of a list is this recipient: by kind and id, not by name. */
export function isSameRecipient(
  line: Pick<ListedRecipient, 'type' | 'value'>,
  { type, value }: Recipient,
): boolean {
  return line.type === type && line.value === value;
}

function isMeant(line: ListedRecipient, bare: string, kinds: RecipientKinds): boolean {
  const lineId = namedIdIn(bare);
  const accountId = accountIdIn(bare);
  if (lineId !== undefined) return line.id === lineId;
  if (accountId !== undefined) return line.type === kinds.user && line.value === accountId;
  return formsOf(line, kinds).includes(foldName(bare).replace(/^the /, ''));
}

function formsOf(line: ListedRecipient, kinds: RecipientKinds): string[] {
  const recipient = recipientOf(line, kinds);
  const name = foldName(line.name);
  const kind = line.type === kinds.role ? 'role' : line.type === kinds.group ? 'group' : undefined;
  const plainWords = Object.entries(kinds.plain).flatMap(([each, type]) =>
    type === line.type ? [each] : [],
  );
  return [
    foldName(recipient.words).replace(/^the /, ''),
    foldName(recipientArg(recipient, kinds) ?? recipient.words),
    ...plainWords,
    ...(name === ''
      ? []
      : [name, ...(kind === undefined ? [] : [`${kind} ${name}`, `${name} ${kind}`])]),
  ];
}
