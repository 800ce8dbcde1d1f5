/**
 * Every named point between two durable steps of the service. The crash tests stop the process at each of them; in
 * production passing one does nothing.
 */
export const CHECKPOINTS = [
  'delivery.before-commit',
  'delivery.committed',
  'lifecycle.before-commit',
  'lifecycle.committed',
  'job.leased',
  'analysis.made',
  'analysis.committed',
  'facts.ordered',
  'route.before-commit',
  'route.committed',
  'order.issued',
  'order.rung',
  'claim.issued',
  'results.received',
  'results.committed',
  'settle.ordered',
  'approve.before-commit',
  'approve.committed',
  'deny.committed',
  'expire.committed',
] as const;

export type CheckpointName = (typeof CHECKPOINTS)[number];
