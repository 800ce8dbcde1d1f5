/**
 * What a resolution looked into, from its reads and their answers: which projects, and whether things that only
 * administrators see. An operation that is not in the table counts as one for administrators of the site.
 */
import { isJsonObject, type Json } from '@kraken/shared';
import { type Kind, kindOf, untoldOf } from './operation-kinds.ts';
import { issuesSeen } from './seen-issues.ts';
import {
  objectsIn,
  projectsOf,
  type Ref,
  refsOfAnswer,
  refsOfEntry,
  refsOfRequest,
} from './seen-projects.ts';
import { type SeenRead, textsAt } from './seen-reads.ts';

/** Who may know what was found, beside seeing the projects. */
export type Sight = 'members' | 'administrators' | 'site-administrators';

export interface LookedInto {
  /** Ids of projects, as Jira gave them. */
  projectIds: string[];
  /** Keys, or ids out of the wish, of projects whose id no answer gave. */
  unresolved: string[];
  /** Ids of issues: one may be closed to people who see its project. */
  issueIds: string[];
  /** Keys of issues whose id no answer gave. */
  unresolvedIssues: string[];
  sight: Sight;
}

/** What is to be said of a wish. */
export interface Saying {
  /** Type of the action that was wished for. */
  type: string;
  text: string;
  /** A question without a sentence of its own says nothing about what it does not list. */
  mayOmit: boolean;
  /** Account ids of those who are told; null where one is not known. */
  readerIds: ReadonlyArray<string | null>;
}

/** What was looked into for the sake of a sentence. */
export function lookedInto(seen: readonly SeenRead[], saying: Saying): LookedInto {
  const idsShown = idsShownIn(seen);
  const refs: Ref[] = [];
  const untold = untoldOf(saying.type);
  const told = seen.filter(({ read }) => !untold.includes(read.request.operationId));
  const isOwn = isOnlyAbout(seen, saying.readerIds);
  const issues = issuesSeen(told);
  // Nobody sees an issue that is not there; to say so tells that another one, which he may not see, is.
  let sight: Sight = issues.isOneMissing ? 'site-administrators' : 'members';
  for (const one of told) {
    const { found, asks } = lookAt(one, { idsShown, isOwn }, saying);
    refs.push(...found);
    sight = stricter(sight, asks);
  }
  return {
    ...projectsOf(refs, seen),
    issueIds: issues.ids,
    unresolvedIssues: issues.unresolved,
    sight,
  };
}

const SIGHTS: readonly Sight[] = ['members', 'administrators', 'site-administrators'];
const stricter = (a: Sight, b: Sight): Sight => (SIGHTS.indexOf(a) >= SIGHTS.indexOf(b) ? a : b);

interface Look {
  found: Ref[];
  asks: Sight;
}

interface Around {
  idsShown: IdsShown;
  /** Nobody was looked up but the one who is told. */
  isOwn: boolean;
}

function lookAt(one: SeenRead, around: Around, saying: Saying): Look {
  const { operationId } = one.read.request;
  const kind = kindOf(operationId);
  if (kind === undefined) return { found: [], asks: 'site-administrators' };
  if (kind === 'open') return { found: [], asks: 'members' };
  if (kind === 'people') {
    return { found: [], asks: isBeyondPicker(one) ? 'site-administrators' : 'members' };
  }
  if (kind === 'listing') return lookAtList(one, saying);
  // Where there is no such project, there is nothing to see in it.
  if (operationId === 'getProject' && one.answer.status === 404) {
    return { found: [], asks: 'members' };
  }
  const found = [...refsOfRequest(one), ...refsOfAnswer(one)];
  if (tellsCount(one, saying)) return { found, asks: 'site-administrators' };
  return { found, asks: sightThere(one, kind, { found, ...around }) };
}

/** What it takes beside seeing the projects that were found. */
function sightThere(
  one: SeenRead,
  kind: Kind,
  { found, idsShown, isOwn }: Around & { found: readonly Ref[] },
): Sight {
  if (kind === 'administration' || (kind === 'own' && !isOwn)) return 'administrators';
  const isPart = typeof kind === 'object' && belongsTo(one, idsShown(kind.partOf));
  return isPart || found.length > 0 ? 'members' : 'site-administrators';
}

/** A search for a person may find others: it has to be the account itself. */
function isOnlyAbout(seen: readonly SeenRead[], readerIds: Saying['readerIds']): boolean {
  const lookups = seen.filter(({ read }) => kindOf(read.request.operationId) === 'people');
  const people = lookups.map(
    ({ read: { request } }) => request.query.find(([name]) => name === 'accountId')?.[1] ?? null,
  );
  const all = new Set([...people, ...readerIds]);
  return people.length > 0 && readerIds.length > 0 && all.size === 1 && !all.has(null);
}

/** How many issues there are counts those too that are closed to whoever is told. */
function tellsCount({ read, answer: { body } }: SeenRead, { text }: Saying): boolean {
  const count = read.request.operationId === 'countIssues' && isJsonObject(body) && body['count'];
  return typeof count === 'number' && count > 0 && isNamed(text, String(count));
}

/** Groups and products of a person are not in the user picker; that an account is deactivated shows on every ticket. */
function isBeyondPicker({ read }: SeenRead): boolean {
  return read.pick.some((path) => /groups|applicationRoles/.test(path));
}

/** Everything in a list counts, unless the sentence names which of it is meant. */
function lookAtList(one: SeenRead, { text, mayOmit }: Saying): Look {
  const { query } = one.read.request;
  if (query.some(([name, value]) => name === 'status' && value === 'deleted')) {
    return { found: [], asks: 'site-administrators' };
  }
  const own = refsOfRequest(one);
  const entries = itemsOf(one.answer.body).map((item) => {
    const parts = objectsIn(item);
    return { names: parts.flatMap(namesOfEntry), refs: parts.flatMap(refsOfEntry) };
  });
  const named = entries.filter(({ names }) => names.some((name) => isNamed(text, name)));
  const isAll = named.length === 0 && own.length === 0 && !mayOmit;
  const meant = isAll ? entries : named;
  const isHomeless = own.length === 0 && meant.some(({ refs }) => refs.length === 0);
  return {
    found: [...own, ...meant.flatMap(({ refs }) => refs)],
    asks: isHomeless ? 'site-administrators' : 'members',
  };
}

function itemsOf(body: Json): Json[] {
  const values = isJsonObject(body) ? body['values'] : undefined;
  return Array.isArray(values) ? values : [];
}

function namesOfEntry(entry: Record<string, Json>): string[] {
  return [entry['key'], entry['name'], entry['projectKey'], entry['projectName']].filter(
    (name) => typeof name === 'string',
  );
}

/** Whole words only: `AB` is not named by `ABC`. */
function isNamed(text: string, name: string): boolean {
  if (name === '') return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return true;
  }
  return false;
}

/** Every id in the answers of an operation. */
type IdsShown = (operationId: string) => ReadonlySet<string>;

/** Looks through the answers of an operation once, when they are asked for: a resolution may read thousands of parts. */
function idsShownIn(seen: readonly SeenRead[]): IdsShown {
  const shown = new Map<string, ReadonlySet<string>>();
  return (operationId) => {
    const known = shown.get(operationId);
    if (known !== undefined) return known;
    const whole = seen.filter(({ read }) => read.request.operationId === operationId);
    const ids = whole.flatMap(({ answer }) => objectsIn(answer.body).map(({ id }) => String(id)));
    const found = new Set(ids);
    shown.set(operationId, found);
    return found;
  };
}

/** True when every id the read was sent for stands in an answer of the operation it belongs to. */
function belongsTo({ read: { request } }: SeenRead, known: ReadonlySet<string>): boolean {
  const { propertyKey: _, ...places } = request.path;
  const asked = [...Object.values(places), ...textsAt(request.body, 'issueIdsOrKeys')];
  return asked.length > 0 && asked.every((id) => typeof id === 'string' && known.has(id));
}
