/** Whether what was told of an execution is true of the site. */
import type { TestSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { comparableWorld } from './comparable-world.ts';
import { mayBeOne } from './may-be-one.ts';
import type { Settled } from './service-on-site.ts';

/** How an execution ended, and what is so. */
export interface Ended {
  /** Undefined: it never came to an end. */
  told: Settled | undefined;
  deaths: number;
  truth: Truth;
}

export interface Truth {
  isAsAsked: boolean;
  /** Nothing of the site is other than before, be it part of the case or not. */
  isUntouched: boolean;
  /** Writes that were made once more than they should have been. */
  doubled: number;
}

/** Looks at the site itself. */
export function truthOf(site: TestSite, each: ActionCase, before: World): Truth {
  const after = site.site.exportWorld();
  const seen = each.look(after, site);
  const writes = site.site
    .effects()
    .map(({ method, path, body }) => JSON.stringify([method, path, body]));
  return {
    isAsAsked: mayBeOne(seen, each.after),
    isUntouched:
      mayBeOne(seen, each.before) && mayBeOne(comparableWorld(after), comparableWorld(before)),
    doubled: writes.length - new Set(writes).size,
  };
}

/** Words by which a failure says that Jira took it, or a part of it. */
const TAKEN =
  /^(?:Only \d+ of \d+ requests were done|A part of it may be done|Jira accepted (?:only a part of )?it)/;

/** What is wrong with it; empty when all is true. */
export function problemsOf({ told, truth }: Ended): string[] {
  if (told === undefined) return ['lost: it never ends'];
  const lie = lieOf(told, truth);
  return [
    ...(truth.doubled > 0 ? [`${truth.doubled} doubled`] : []),
    ...(told.isTold ? [] : [`lost: nobody is told that it is ${told.state}`]),
    ...(lie === undefined ? [] : [lie]),
  ];
}

function lieOf(told: Settled, truth: Truth): string | undefined {
  return isSo(told, truth) ? undefined : `told as ${told.state}, and ${wordsOf(truth)}`;
}

function isSo({ state, reason = '', seen }: Settled, { isAsAsked, isUntouched }: Truth): boolean {
  switch (state) {
    case 'succeeded':
      return isAsAsked;
    case 'unknown':
      // What was seen is told with it.
      if (seen === 'differs') return !isAsAsked && !isUntouched;
      return seen !== 'not-done' || !isAsAsked;
    case 'failed':
      return !isAsAsked && (isUntouched || TAKEN.test(reason));
    case 'skipped':
    case 'drifted':
      return isUntouched;
    default:
      return false; // it has not ended
  }
}

function wordsOf({ isAsAsked, isUntouched }: Truth): string {
  if (isAsAsked) return 'it is done';
  return isUntouched ? 'nothing is done' : 'a part of it is done';
}
