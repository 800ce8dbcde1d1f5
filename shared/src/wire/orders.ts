/** `POST /forge/v1/work-orders/claim` and `/:id/results`. */
import { z } from 'zod';
import type { WorkOrder } from '../orders/work-order.ts';

export const claimBodySchema = z.strictObject({ max: z.number().int().min(1).max(20) });

export interface ClaimAnswer {
  orders: WorkOrder[];
}

export interface ReportAnswer {
  state: 'recorded' | 'already-recorded';
}
