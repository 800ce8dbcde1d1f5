/** What each kind of order may use. An order with anything else in it is refused as a whole. */
import {
  COMMENT_OPERATION_IDS,
  EXECUTE_OPERATION_IDS,
  FORGE_OPERATIONS,
  READ_OPERATION_IDS,
} from '@kraken/shared';

/** Identifies an operation by everything that fixes what it does. */
export interface OperationShape {
  operationId: string;
  method: string;
  template: string;
}

/** Operations by what they are for. `comments`: those that write a comment on a decision. */
export interface AllowedOperations {
  reads: readonly OperationShape[];
  writes: readonly OperationShape[];
  comments: readonly OperationShape[];
}

const pick = (isWanted: (operationId: string) => boolean): OperationShape[] =>
  FORGE_OPERATIONS.filter(({ operationId }) => isWanted(operationId));

const isComment = (id: string): boolean =>
  COMMENT_OPERATION_IDS.has(id) && !READ_OPERATION_IDS.has(id);

/** Out of the action catalogue. A comment an action writes is told from those on decisions by its mark (`verify-order.ts`). */
export const ALLOWED_OPERATIONS: AllowedOperations = {
  reads: pick((id) => READ_OPERATION_IDS.has(id)),
  writes: pick((id) => EXECUTE_OPERATION_IDS.has(id)),
  comments: pick(isComment),
};
