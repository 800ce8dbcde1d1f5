import { type Grant, MAX_STEP_REQUESTS, type PlannedAction } from '@kraken/shared';
import { digestsOf } from '@kraken/shared/crypto';
import { expect, it } from 'vitest';
import { actionRow } from '../testing/action-rows.ts';
import { type OrderPlanInput, orderPlan } from './order-plan.ts';

it('a stored plan with a step that no order can carry is not ordered, and why is said', async () => {
  const request = { operationId: 'x', method: 'PUT', template: '/x', path: {}, query: [] };
  const requests = Array.from({ length: MAX_STEP_REQUESTS + 1 }, () => request);
  const { planned } = actionRow({ planned: { requests: requests as PlannedAction['requests'] } });
  const grant = { ...digestsOf([planned]), actionIndexes: [0] } as unknown as Grant;
  const input = { grant, actions: [planned], nowMs: 0 } as unknown as OrderPlanInput;
  await expect(orderPlan({} as never, {} as never, input)).rejects.toThrow('at most 1000 requests');
});
