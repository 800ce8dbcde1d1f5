/** Comment orders: from stored results to the one Jira request that writes or edits the comment. */
import { assertNever, type JiraRequest, type Json } from '@kraken/shared';
import type {
  ActionRow,
  ApprovalRow,
  Audience,
  CommentTemplate,
  DecisionRow,
  Instance,
  Log,
  OrderRow,
  TenantTx,
} from '../ports.ts';
import {
  closedParagraphs,
  notDoneParagraphs,
  noteParagraphs,
  refusedParagraphs,
  stagedParagraphs,
  stagedPublicParagraphs,
} from './comment-notices.ts';
import { outcomeParagraphs } from './comment-outcome.ts';
import { type CommentInput, inert, type Paragraph } from './comment-text.ts';
import type { OrderContent } from './issue-order.ts';

export interface CommentDeps {
  log: Pick<Log, 'error'>;
  /** Link of an approval; given by the composition root. */
  linkOf(tx: TenantTx, approval: ApprovalRow): string;
}

/** ADF document of paragraphs; text nodes only, empty ones left out. Every comment goes through here: no address in it is live but Kraken’s own link. */
export function toAdf(paragraphs: readonly Paragraph[]): Json {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((runs) => ({
      type: 'paragraph',
      content: runs
        .filter(({ text }) => text !== '')
        .map(({ text, href }) => ({
          type: 'text',
          text: inert(text),
          ...(href === undefined ? {} : { marks: [{ type: 'link', attrs: { href } }] }),
        })),
    })),
  };
}

/** Writes the comment of an order from what is stored now; undefined when there is nothing to say any more. */
export async function writeComment(
  tx: TenantTx,
  deps: CommentDeps,
  order: OrderRow,
  instance: Instance,
): Promise<OrderContent | undefined> {
  const { payload } = order;
  if (payload.kind !== 'comment') return undefined;
  const decision = await tx.decisions.get(order.decisionId);
  const delivery = decision && (await tx.deliveries.get(decision.deliveryId));
  if (!decision || !delivery || isOfEarlierReading(order, decision)) return undefined;
  const approval = payload.approvalId ? await tx.approvals.get(payload.approvalId) : undefined;
  const paragraphs = paragraphsOf(payload.template, {
    decision,
    actions: await actionsOf(tx, order, approval),
    refused: await tx.actions.list(order.decisionId),
    approval,
    log: deps.log,
    requesterName: requesterName(decision, delivery.body.snapshot.reporterDisplayName),
    link:
      needsLink(payload.template, instance, approval) && approval
        ? deps.linkOf(tx, approval)
        : undefined,
  });
  if (
    paragraphs.length === 0 ||
    !isPossible(payload.audience, payload.template, instance, approval)
  )
    return undefined;
  const body = toAdf([...paragraphs, [{ text: `Ref ${decision.decisionId}` }]]);
  const request = commentRequest({
    order,
    instance,
    body,
    decision,
    isServiceDesk: delivery.body.routing.isServiceDesk,
  });
  return {
    reads: [],
    steps: [{ index: 0, dependsOn: [], preconditions: [], requests: [request], checks: [] }],
  };
}

/** Notes are of one reading of the ticket; a reply has had it read again, and its own notes follow. */
function isOfEarlierReading(
  { payload, purpose }: OrderRow,
  { deliveryId, stage }: DecisionRow,
): boolean {
  if (payload.kind !== 'comment' || payload.template !== 'notes') return false;
  const isReading = purpose.startsWith('notes:');
  return isReading && (stage === 'received' || purpose !== `notes:${deliveryId}`);
}

/** Who is spoken to: the person who pressed, or the reporter. */
function requesterName({ origin }: DecisionRow, reporter: string): string {
  return origin?.by.name || reporter || 'the reporter';
}

const needsLink = (
  template: CommentTemplate,
  instance: Instance,
  approval: ApprovalRow | undefined,
): boolean =>
  template === 'staged' && instance.settings.approverGroup !== null && approval?.state === 'staged';

/** The restricted comment exists only where it can be restricted, and only while there is something to decide. */
function isPossible(
  audience: Audience,
  template: CommentTemplate,
  instance: Instance,
  approval: ApprovalRow | undefined,
): boolean {
  if (audience === 'public') return true;
  if (instance.settings.approverGroup === null) return false;
  return template === 'closed' || approval?.state === 'staged';
}

/** The actions an order's comment speaks of: those of the executed order or of the request, else all. */
async function actionsOf(
  tx: TenantTx,
  order: OrderRow,
  approval: ApprovalRow | undefined,
): Promise<ActionRow[]> {
  const rows = await tx.actions.list(order.decisionId);
  const executedId = /^(?:(?:late-)?outcome|withdrawn):(.*)$/.exec(order.purpose)?.[1];
  const orders = executedId === undefined ? [] : await tx.orders.list(order.decisionId);
  const executed = orders.find(({ orderId }) => orderId === executedId);
  const indexes =
    executed?.payload.kind === 'execute'
      ? executed.payload.actionIndexes
      : approval?.body.actionIndexes;
  return indexes === undefined ? rows : rows.filter(({ index }) => indexes.includes(index));
}

function paragraphsOf(template: CommentTemplate, input: CommentInput): Paragraph[] {
  switch (template) {
    case 'notes':
      return [...refusedParagraphs(input.actions), ...noteParagraphs(input.decision.notes)];
    case 'outcome':
      return outcomeParagraphs(input);
    case 'staged':
      return stagedParagraphs(input);
    case 'staged-public':
      return withNotes(stagedPublicParagraphs(input), input);
    case 'denied':
    case 'expired':
    case 'superseded':
      return notDoneParagraphs(input);
    case 'closed':
      return closedParagraphs(input);
    default:
      return assertNever(template);
  }
}

/** What is refused, asked or left to a person stands in the same comment as what waits. */
function withNotes(waiting: Paragraph[], { decision, refused }: CommentInput): Paragraph[] {
  return [...waiting, ...refusedParagraphs(refused), ...noteParagraphs(decision.notes)];
}

function commentRequest(input: {
  order: OrderRow;
  instance: Instance;
  body: Json;
  decision: DecisionRow;
  isServiceDesk: boolean;
}): JiraRequest {
  const { order, instance, body, decision } = input;
  const { payload } = order;
  if (payload.kind === 'comment' && payload.editCommentId !== null) {
    return {
      operationId: 'updateComment',
      method: 'PUT',
      template: '/rest/api/3/issue/{issueIdOrKey}/comment/{id}',
      path: { issueIdOrKey: decision.issueId, id: payload.editCommentId },
      query: [],
      body: { body, ...visibilityOf(instance) },
    };
  }
  const isRestricted = payload.kind === 'comment' && payload.audience === 'approvers';
  const internal: Json[] =
    isRestricted && input.isServiceDesk
      ? [{ key: 'sd.public.comment', value: { internal: true } }]
      : [];
  return {
    operationId: 'addComment',
    method: 'POST',
    template: '/rest/api/3/issue/{issueIdOrKey}/comment',
    path: { issueIdOrKey: decision.issueId },
    query: [],
    body: {
      body,
      properties: [{ key: 'kraken', value: { ref: order.orderId } }, ...internal],
      ...(isRestricted ? visibilityOf(instance) : {}),
    },
  };
}

function visibilityOf(instance: Instance): { visibility?: Json } {
  const group = instance.settings.approverGroup;
  return group === null ? {} : { visibility: { type: 'group', identifier: group.groupId } };
}
