/** A decision that was not taken, in words that say what to do. */
import { assertNever, timeWords } from '@kraken/shared';
import type { DecideError } from '../approve/decide-plan.ts';
import type { PressError } from '../approve/press-decision.ts';
import { ServiceError } from '../errors.ts';

/** Maps every reason to its code and sentence. */
export function decideProblem(error: DecideError): ServiceError {
  const { reason } = error;
  const of = (code: ServiceError['code'], sentence: string) =>
    new ServiceError(code, sentence, { detail: { reason } });
  switch (error.reason) {
    case 'not-found':
      return of('not-found', 'There is no such request.');
    case 'already-decided':
      return of(
        'already-decided',
        `Already ${error.state}${error.by === null ? '' : ` by ${error.by}`}${error.atMs === null ? '' : `, ${timeWords(error.atMs)}`}.`,
      );
    case 'expired':
      return of(
        'expired',
        `This request expired ${timeWords(error.atMs)}. Nothing ran. Reply on the ticket to ask again.`,
      );
    case 'not-authorised':
      return of(
        'forbidden',
        'You cannot decide this. In Jira it takes a site administrator, or an administrator of every project it touches; here, the owner or an approver of the account.',
      );
    case 'four-eyes':
      return of(
        'forbidden',
        'You asked for this, so somebody else has to approve it. You may deny it.',
      );
    case 'other-approver-required':
      return of(
        'forbidden',
        `The playbook of this site says who has to approve this: ${error.names.join(' or ')}. You may deny it.`,
      );
    case 'not-linked':
      return of(
        'forbidden',
        'Your sign-in is not linked to a Jira account, so it cannot be told whether you asked for this yourself. Approve in the Jira panel, or have your sign-in linked.',
      );
    case 'plan-changed':
      return of(
        'conflict',
        'The plan is not the one you saw; nothing ran. Load it again and look.',
      );
    case 'reason-required':
      return of('unprocessable', 'Please give a reason; it is written on the ticket.');
    case 'typed-key-required':
      return of('unprocessable', `Please type ${error.key} to confirm.`);
    case 'sign-in-too-old':
      return of(
        'forbidden',
        'This one needs a sign-in of the last 15 minutes. Please sign in again.',
      );
    case 'paused':
      return of('conflict', `Kraken is paused by ${error.by}. Resume it first, then approve.`);
    default:
      return assertNever(error);
  }
}

/** An undo or a retry that was not taken up, in words that say why. */
export function pressProblem(error: PressError, kind: 'undo' | 'retry'): ServiceError {
  const { reason } = error;
  const detail = { reason };
  switch (error.reason) {
    case 'not-found':
      return new ServiceError('not-found', 'There is no such decision.', { detail });
    case 'not-authorised':
      return new ServiceError(
        'forbidden',
        `You cannot ${kind} this. It takes a site administrator, an administrator of every project it touches, or the person who asked for it.`,
        { detail },
      );
    case 'not-possible':
      return new ServiceError('conflict', error.why, { detail });
    default:
      return assertNever(error);
  }
}
