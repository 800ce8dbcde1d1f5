/**
 * Data minimisation at the source: keeps only the named fields of a Jira answer.
 * Paths are dot-separated, `[]` walks an array: `id`, `actors[].actorUser.accountId`, `[].accountId`, `permissions.*.havePermission`.
 */
import { isJsonObject, type Json } from '../json.ts';

type Step = { kind: 'key'; key: string } | { kind: 'each' } | { kind: 'any' };

function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  for (const part of path.split('.')) {
    const name = part.replace(/(\[\])+$/, '');
    if (name === '*') steps.push({ kind: 'any' });
    else if (name !== '') steps.push({ kind: 'key', key: name });
    for (let rest = part.length - name.length; rest > 0; rest -= 2) steps.push({ kind: 'each' });
  }
  return steps;
}

interface Tree {
  keep: boolean;
  each?: Tree;
  any?: Tree;
  keys: Map<string, Tree>;
}

const newTree = (): Tree => ({ keep: false, keys: new Map() });

function insert(tree: Tree, steps: Step[]): void {
  const [step, ...rest] = steps;
  if (step === undefined) {
    tree.keep = true;
    return;
  }
  insert(childFor(tree, step), rest);
}

function childFor(tree: Tree, step: Step): Tree {
  if (step.kind === 'each') {
    tree.each ??= newTree();
    return tree.each;
  }
  if (step.kind === 'any') {
    tree.any ??= newTree();
    return tree.any;
  }
  const known = tree.keys.get(step.key);
  if (known) return known;
  const made = newTree();
  tree.keys.set(step.key, made);
  return made;
}

const isTree = (tree: Tree | undefined): tree is Tree => tree !== undefined;

/** Keeps what any of the trees names: a field may be named by its key and by `*` at once. */
function prune(value: Json, trees: readonly Tree[]): Json | undefined {
  if (trees.some(({ keep }) => keep)) return value;
  if (Array.isArray(value)) {
    const each = trees.map((tree) => tree.each).filter(isTree);
    return each.length > 0 ? value.map((item) => prune(item, each) ?? null) : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const kept: Array<[string, Json]> = [];
  for (const [key, item] of Object.entries(value)) {
    const children = trees.flatMap(({ keys, any }) => [keys.get(key), any]).filter(isTree);
    const pruned = children.length > 0 ? prune(item, children) : undefined;
    if (pruned !== undefined) kept.push([key, pruned]);
  }
  return Object.fromEntries(kept);
}

/** Keeps the fields named by `paths`; what is not there is left out. Returns null when nothing matched. */
export function pickFields(value: Json, paths: readonly string[]): Json {
  const tree = newTree();
  for (const path of paths) insert(tree, parsePath(path));
  return prune(value, [tree]) ?? null;
}

function takeStep(value: Json, step: Step): Json[] {
  if (step.kind === 'each') return Array.isArray(value) ? value : [];
  if (!isJsonObject(value)) return [];
  if (step.kind === 'any') return Object.values(value);
  const item = keyOf(value, step.key);
  return item === undefined ? [] : [item];
}

/** Every value a picked path leads to, in the order of the answer (`actors[].actorUser.accountId`); what is not there is left out. */
export function valuesAt(value: Json, path: string): Json[] {
  return parsePath(path).reduce<Json[]>(
    (found, step) => found.flatMap((item) => takeStep(item, step)),
    [value],
  );
}

/**
 * The part of a picked answer that leads to one value of a list: of every list on the way only the items that hold it, with
 * all that was picked of them. Null where nothing leads there.
 */
export function branchTo(value: Json, path: string, wanted: string): Json {
  return keepBranch(value, parsePath(path), wanted) ?? null;
}

function keepBranch(value: Json, steps: readonly Step[], wanted: string): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return String(value) === wanted ? value : undefined;
  if (step.kind === 'each') {
    const items = Array.isArray(value) ? value : [];
    const kept = items.flatMap((item) => keepBranch(item, rest, wanted) ?? []);
    return kept.length > 0 ? kept : undefined;
  }
  if (step.kind === 'any' || !isJsonObject(value)) return undefined;
  const inner = keepBranch(keyOf(value, step.key) ?? null, rest, wanted);
  return inner === undefined ? undefined : { ...value, [step.key]: inner };
}

const PLAIN_STEP = /^([^[\]]*)((?:\[\d{1,4}\])*)$/;

/** Follows a plain path (`a.b`, `values[0].id`, `[2].name`) to a value; undefined when it is not there. */
export function fieldAt(value: Json, path: string): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path.split('.')) {
    const parsed = PLAIN_STEP.exec(step);
    if (parsed === null) return undefined;
    const [, key = '', indexes = ''] = parsed;
    if (key !== '' || indexes === '') at = keyOf(at, key);
    for (const [digits] of indexes.matchAll(/\d+/g)) at = itemOf(at, Number(digits));
  }
  return at;
}

function keyOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function itemOf(value: Json | undefined, index: number): Json | undefined {
  return Array.isArray(value) ? value[index] : undefined;
}
