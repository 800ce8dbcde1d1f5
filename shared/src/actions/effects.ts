/**
 * The four kinds of effect most actions have, each as one description that gives the precondition before the request
 * and the judgement after it: fields of a thing change; something enters or leaves a list; a thing is made; a thing is
 * gone. What an answer does not show is `unknown`.
 */
import canonicalize from 'canonicalize';
import type { Json } from '../json.ts';
import type { JiraRead, JiraReadResult, Precondition } from '../requests/jira-request.ts';
import { fieldAt, valuesAt } from '../requests/pick-fields.ts';
import type { EffectCheck } from './action.ts';

type Seen = ReturnType<EffectCheck['judge']>;

/** One field of a thing: where it is in the answer, and its values; a field that is not there is null. */
export type FieldChange = { path: string; before: Json; after: Json };

const same = (a: Json, b: Json): boolean => canonicalize(a) === canonicalize(b);

function judgeFields(answer: JiraReadResult | undefined, fields: readonly FieldChange[]): Seen {
  if (answer?.status !== 200) return 'unknown';
  const now = (path: string): Json => fieldAt(answer.body, path) ?? null;
  if (fields.every(({ path, after }) => same(now(path), after))) return 'done';
  return fields.every(({ path, before }) => same(now(path), before)) ? 'not-done' : 'differs';
}

/** Fields change: all as asked is done, all as before is not done, a mixture differs. */
export function fieldsCheck(read: JiraRead, fields: readonly FieldChange[]): EffectCheck {
  return { reads: [read], judge: ([answer]) => judgeFields(answer, fields) };
}

/** One value of a list: a member, a label, a grant. `list` is a picked path such as `actors[].actorUser.accountId`. */
export interface Membership {
  list: string;
  /** As text; numbers are compared by their digits. */
  value: string;
}

/** Whether the value is in the list; undefined where the answer says nothing. */
export function isMember(
  answer: JiraReadResult | undefined,
  { list, value }: Membership,
): boolean | undefined {
  if (answer?.status !== 200) return undefined;
  return valuesAt(answer.body, list).some((item) => String(item) === value);
}

/** Something enters (`isIn` true) or leaves a list. */
export function membershipCheck(read: JiraRead, member: Membership, isIn: boolean): EffectCheck {
  return membershipsCheck([{ read, member }], isIn);
}

/** Several enter or leave, all or none; some differ. */
export function membershipsCheck(
  members: ReadonlyArray<{ read: JiraRead; member: Membership }>,
  isIn: boolean,
): EffectCheck {
  return {
    reads: members.map(({ read }) => read),
    judge(answers) {
      const seen = members.map(({ member }, index) => isMember(answers[index], member));
      if (seen.includes(undefined)) return 'unknown';
      if (seen.every((one) => one === isIn)) return 'done';
      return seen.every((one) => one !== isIn) ? 'not-done' : 'differs';
    },
  };
}

/** Narrows a precondition to one value of a list, as it is before the action. */
export function memberHolds({ list, value }: Membership, isIn: boolean): Precondition['holds'] {
  return { list, value, isIn };
}

/** A thing is made: exactly one of that name is there afterwards; several differ. */
export function madeCheck(read: JiraRead, { list, value }: Membership): EffectCheck {
  return {
    reads: [read],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const hits = valuesAt(answer.body, list).filter((item) => String(item) === value).length;
      if (hits === 1) return 'done';
      return hits === 0 ? 'not-done' : 'differs';
    },
  };
}

/** A thing is gone: 404 is done. What the app may not see any more answers 404 too; the request's own answer decides first. */
export function goneCheck(read: JiraRead): EffectCheck {
  return {
    reads: [read],
    judge([answer]) {
      if (answer?.status === 404) return 'done';
      return answer?.status === 200 ? 'not-done' : 'unknown';
    },
  };
}

/** Judges only lists that were read to their end: on a page that is not the last one nothing is missing for sure. */
export function wholeCheck({ reads, judge }: EffectCheck): EffectCheck {
  return {
    reads,
    judge: (answers) =>
      answers.some(({ body }) => fieldAt(body, 'isLast') === false) ? 'unknown' : judge(answers),
  };
}
