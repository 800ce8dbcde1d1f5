/**
 * Runs a `comment` order: one comment on the decision's own issue. Guarantees one comment even if the answer of Jira was
 * lost: the app looks for the comment by its reference, and only when it is not there makes one second attempt. As the
 * first report of an order is final, `unknown` is reported only when there is nothing left to try.
 */
import { isJsonObject, type Json, type OrderStep, type StepResult } from '@kraken/shared';
import type { Sender } from '../jira/send-patiently';
import type { OrderPorts } from '../ports';
import { executeStep } from './execute-step';
import { type CommentSearch, commentRef, findComment } from './find-comment';
import {
  beginStep,
  findLostNote,
  findStep,
  finishStep,
  giveBackStep,
  isTooEarly,
  LONGEST_RUN_MS,
  noteLostStep,
  type Records,
  takeOverStep,
} from './record-step';
import type { VerifiedOrder } from './verify-order';

interface Task {
  sender: Sender;
  records: Records;
  step: OrderStep;
  issueId: string;
  /** Reference to find the comment by; undefined when it carries none. */
  ref: string | undefined;
  /** Editing a comment twice is the same as editing it once. */
  isEdit: boolean;
}

/** `not-now`: somebody else is at it, or it is too early to look again. `expired`: never begun, and too late now. */
type CommentOutcome = StepResult | 'not-now' | 'expired';

/** Longer than a request whose answer was lost can still be on its way. */
const LOOK_AFTER_MS = 60_000;
/** While the comments cannot be read the order is left open, but not for ever. */
const GIVE_UP_AFTER_MS = 86_400_000;

/** Writes the comment, or finds out what became of it. */
export async function writeComment(
  ports: OrderPorts,
  verified: VerifiedOrder,
  deadlineMs: number,
): Promise<CommentOutcome> {
  const { order, hasExpired } = verified;
  const step = order.steps[0];
  if (step === undefined) throw new Error('a verified comment order has one step');
  const task: Task = {
    sender: { jira: ports.jira, clock: ports.clock, deadlineMs },
    records: { kvs: ports.kvs, clock: ports.clock, orderId: order.orderId },
    step,
    issueId: order.issueId,
    ref: step.requests.map(commentRef).find((ref) => ref !== undefined),
    isEdit: step.requests.some(({ method }) => method === 'PUT'),
  };
  const known = await findStep(task.records, step.index);
  if (known === undefined) {
    return hasExpired ? 'expired' : writeFirst(task, order.orderId, order.issuedAtMs);
  }
  if (known.state === 'finished') return known.result;
  const lostAtMs = known.state === 'lost' ? known.begunAtMs : await lostSince(task);
  return lostAtMs === undefined ? 'not-now' : writeAgain(task, lostAtMs, hasExpired);
}

/** When the first attempt was lost, once it is time to look. */
async function lostSince(task: Task): Promise<number | undefined> {
  const notedAtMs = await findLostNote(task.records, task.step.index);
  if (notedAtMs === undefined) return undefined;
  return task.sender.clock.nowMs() - notedAtMs > LOOK_AFTER_MS ? notedAtMs : undefined;
}

/** A comment under another order's reference may be there already: the service has issued it anew. */
async function writeFirst(task: Task, orderId: string, sinceMs: number): Promise<CommentOutcome> {
  if (task.ref !== undefined && task.ref !== orderId) {
    const search = await look(task, sinceMs);
    if (search.state === 'found') return keep(task, succeeded(task, search.commentId));
  }
  const { records, step } = task;
  if (await isTooEarly(records, step.index)) return 'not-now';
  const record = await beginStep(records, step.index);
  if (record.state === 'finished') return record.result;
  if (record.state !== 'begun') return 'not-now';
  const result = await attempt(task);
  if ('notBeforeMs' in result) {
    await giveBackStep(records, step.index, result.notBeforeMs);
    return 'not-now';
  }
  if (result.outcome !== 'unknown') return keep(task, result);
  if (!canLookAgain(task)) return keep(task, unsure(task));
  await noteLostStep(task.records, task.step.index);
  return 'not-now';
}

/** The answer to the first attempt was lost. */
async function writeAgain(
  task: Task,
  lostAtMs: number,
  hasExpired: boolean,
): Promise<CommentOutcome> {
  if (!canLookAgain(task)) return keep(task, unsure(task));
  const search = await look(task, lostAtMs - LONGEST_RUN_MS);
  if (search.state === 'found') return keep(task, succeeded(task, search.commentId));
  const isOld = task.sender.clock.nowMs() - lostAtMs > GIVE_UP_AFTER_MS;
  if (search.state === 'unsure') return isOld ? keep(task, unsure(task)) : 'not-now';
  if (hasExpired || !(await takeOverStep(task.records, task.step.index))) {
    return keep(task, unsure(task));
  }
  const result = await attempt(task);
  return keep(task, 'notBeforeMs' in result ? heldBack(task) : result);
}

/** One request, and a look at once when its answer is lost; a time when Jira was too busy and nothing was sent. */
async function attempt(task: Task): Promise<StepResult | { notBeforeMs: number }> {
  const startedAtMs = task.sender.clock.nowMs();
  const executed = await executeStep(task.sender, task.step);
  if (executed.state === 'held') {
    const { progress, notBeforeMs } = executed;
    return progress.hasWritten ? unsure(task) : { notBeforeMs };
  }
  const { result, writtenBody } = executed;
  if (result.outcome === 'unknown') {
    const search = await look(task, startedAtMs);
    return search.state === 'found' ? succeeded(task, search.commentId) : result;
  }
  const commentId = idOf(writtenBody) ?? editedId(task.step);
  const isWritten = result.outcome === 'succeeded' && commentId !== undefined;
  return isWritten ? { ...result, commentId } : result;
}

/** A second attempt that Jira was too busy for; what became of the first is still not known. */
function heldBack({ step }: Task): StepResult {
  const reason = 'Jira gave no answer at first, and was too busy for a second try';
  return { index: step.index, outcome: 'unknown', statuses: [], reason, checks: [] };
}

function canLookAgain({ ref, isEdit }: Task): boolean {
  return ref !== undefined || isEdit;
}

async function look(task: Task, sinceMs: number): Promise<CommentSearch> {
  const { ref, sender, issueId, isEdit } = task;
  if (isEdit) return { state: 'absent' };
  return ref === undefined ? { state: 'unsure' } : findComment(sender, issueId, ref, sinceMs);
}

async function keep(task: Task, result: StepResult): Promise<StepResult> {
  await finishStep(task.records, result);
  return result;
}

function succeeded(task: Task, commentId: string): StepResult {
  return { index: task.step.index, outcome: 'succeeded', statuses: [], checks: [], commentId };
}

function unsure(task: Task): StepResult {
  const reason = 'Jira gave no answer, and the comment could not be found or ruled out';
  return { index: task.step.index, outcome: 'unknown', statuses: [], reason, checks: [] };
}

function idOf(body: Json): string | undefined {
  const id = isJsonObject(body) ? body['id'] : undefined;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return /^\d{1,20}$/.test(String(id)) ? String(id) : undefined;
}

/** Id in the path of a request that edits a comment. */
function editedId(step: OrderStep): string | undefined {
  const id = step.requests.find(({ method }) => method === 'PUT')?.path['id'];
  return typeof id === 'string' ? id : undefined;
}
