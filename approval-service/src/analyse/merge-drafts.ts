/** Drafts that say the same become one; what one needs of another becomes a dependency. */
import type { Draft } from './draft-actions.ts';
import { missingOf } from './draft-actions.ts';

function folded(value: unknown): string {
  return JSON.stringify(value).toLowerCase();
}

/** True when every argument of `part` stands in `whole` as well. */
function isWithin(part: Draft, whole: Draft): boolean {
  if (part.type !== whole.type) return false;
  return [...part.args].every(([name, value]) => {
    const other = whole.args.get(name);
    return other !== undefined && folded(other) === folded(value);
  });
}

function absorb(whole: Draft, part: Draft): void {
  for (const quote of part.quotes) {
    if (!whole.quotes.some((own) => folded(own) === folded(quote))) whole.quotes.push(quote);
  }
  for (const doubt of part.doubts) whole.doubts.add(doubt);
  whole.tightens.push(...part.tightens.filter((sentence) => !whole.tightens.includes(sentence)));
}

/** Joins drafts of the same type where one says no more than the other; keeps the order of the first mention. */
export function mergeDrafts(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const same = merged.findIndex((other) => isWithin(draft, other) || isWithin(other, draft));
    const other = merged[same];
    if (other === undefined) merged.push({ ...draft, tightens: [...draft.tightens] });
    else if (isWithin(draft, other)) absorb(other, draft);
    else {
      const whole = { ...draft, tightens: [...draft.tightens] };
      absorb(whole, other);
      merged[same] = whole;
    }
  }
  return dropHeadings(merged);
}

/** An order without its arguments is a heading of the complete ones of its type (`Add user to project`). */
function dropHeadings(drafts: readonly Draft[]): Draft[] {
  const complete = new Set(
    drafts.filter((draft) => missingOf(draft).length === 0).map(({ type }) => type),
  );
  return drafts.filter(
    (draft) => missingOf(draft).length === 0 || draft.args.size > 0 || !complete.has(draft.type),
  );
}

const LAST_WORDS = new Set(['project.delete', 'project.archive', 'project.member.clear']);

function shares(one: Draft, other: Draft, name: string, otherName = name): boolean {
  const [value, second] = [one.args.get(name), other.args.get(otherName)];
  return value !== undefined && second !== undefined && folded(value) === folded(second);
}

function needs(later: Draft, earlier: Draft): boolean {
  if (LAST_WORDS.has(later.type) && shares(later, earlier, 'project')) return true;
  if (later.type === 'issue.assign' && earlier.type === 'project.member.add') {
    return shares(later, earlier, 'assignee', 'user');
  }
  return (
    later.type === 'permission_scheme.grant.add' &&
    earlier.type === 'permission_scheme.assign' &&
    shares(later, earlier, 'project')
  );
}

/** Positions of earlier drafts that the one at `index` needs: it says so (`after that`), or it undoes their ground. */
export function dependenciesOf(drafts: readonly Draft[], index: number): number[] {
  const later = drafts[index];
  if (later === undefined) return [];
  return drafts.slice(0, index).flatMap((earlier, position) => {
    const isSequel = later.isSequel && position === index - 1;
    return isSequel || needs(later, earlier) ? [position] : [];
  });
}
