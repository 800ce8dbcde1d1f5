/** A change of the playbook that was not made, in words that say what to do. */
import { assertNever, type Json } from '@kraken/shared';
import { ServiceError } from '../errors.ts';
import { type ChangeError, MAX_OPEN_PROPOSALS } from '../playbook/change-playbook.ts';
import type { ProposalError } from '../playbook/decide-proposal.ts';

/** Maps every reason of a change to its code and sentence. */
export function changeProblem(error: ChangeError): ServiceError {
  const { reason } = error;
  switch (error.reason) {
    case 'not-found':
      return new ServiceError('not-found', 'There is no such rule.', { detail: { reason } });
    case 'rules-invalid':
      return new ServiceError(
        'unprocessable',
        error.errors.map(({ sentence }) => sentence).join(' '),
        { detail: { reason, errors: error.errors as unknown as Json } },
      );
    case 'cases-fail': {
      const [first] = error.failures;
      const sentence = `${error.failures.length} of the cases beside the rules do not hold, so nothing was saved. The first, of “${first?.rule ?? ''}”: for “${first?.text ?? ''}” it expects ${first?.expected ?? ''}, found: ${first?.found ?? ''}`;
      const failures = error.failures as unknown as Json;
      return new ServiceError('unprocessable', sentence, { detail: { reason, failures } });
    }
    case 'too-many-proposals':
      return new ServiceError(
        'conflict',
        `${MAX_OPEN_PROPOSALS} changes of the playbook wait for a second administrator already, so this one was not proposed. Confirm some of them or take them back first.`,
        { detail: { reason } },
      );
    case 'changed-meanwhile':
      return new ServiceError(
        'conflict',
        'Somebody changed the playbook in the meantime; nothing was saved. Load it again and repeat your change.',
        { detail: { reason } },
      );
    default:
      return assertNever(error);
  }
}

/** Maps every reason a proposal was not decided to its code and sentence. */
export function proposalProblem(error: ProposalError): ServiceError {
  const { reason } = error;
  const of = (code: ServiceError['code'], sentence: string) =>
    new ServiceError(code, sentence, { detail: { reason } });
  switch (error.reason) {
    case 'not-found':
      return of('not-found', 'There is no such proposal.');
    case 'already-decided':
      return of('already-decided', `This proposal is ${error.state} already.`);
    case 'expired':
      return of('expired', 'This proposal is older than seven days. Make the change again.');
    case 'same-person':
      return of(
        'forbidden',
        'You proposed this yourself. It loosens what ran before, so another owner or approver of the account has to confirm it.',
      );
    case 'not-linked':
      return of(
        'forbidden',
        'Your sign-in, or that of who proposed it, is not linked to a Jira account, so it is not known that you are two people. Use one that is linked.',
      );
    case 'changed-meanwhile':
      return of(
        'conflict',
        'The playbook has changed since this was proposed. Make the change again.',
      );
    default:
      return assertNever(error);
  }
}
