/**
 * Forge's queues: what functions push reaches the consumer of that queue at least once, unordered, with retries.
 * It guarantees the push limits (50 events, 200 KB); it leaves out the rate per minute and the limit on chained pushes.
 */
import type { Invoker } from './invoke-function.ts';
import type { Platform } from './platform.ts';
import { invokeWithRetries } from './retry-invocation.ts';

const EVENTS_MOST = 50;
const BYTES_MOST = 200 * 1024;

interface PushedEvent {
  body: Record<string, unknown>;
  delayInSeconds?: number;
  concurrency?: unknown;
}
interface PushRequest {
  queueName: string;
  jobId: string;
  payload: PushedEvent[];
}
/** Counts of one job. */
export interface JobStats {
  success: number;
  inProgress: number;
  failed: number;
}

/** The queues of one installation. */
export interface Queues {
  /** Answers `/webhook/queue/<verb>/...` of `@forge/events` with a status and a JSON body. */
  answer(verb: string, request: unknown): { status: number; body: unknown };
}

const refuse = (status: number, errorMessage: string) => ({
  status,
  body: { errorMessage, message: errorMessage },
});

/** Makes the queues declared by the manifest's consumers. */
export function createQueues(platform: Platform, invoker: Invoker): Queues {
  const consumers = new Map(platform.manifest.modules.consumer.map((c) => [c.queue, c]));
  const jobs = new Map<string, JobStats>();
  const cancelled = new Set<string>();

  const consume = async (queueName: string, jobId: string, event: PushedEvent): Promise<void> => {
    const consumer = consumers.get(queueName);
    const stats = jobs.get(jobId);
    if (!consumer || !stats) return;
    await platform.wait((event.delayInSeconds ?? 0) * 1000);
    if (!platform.state.installed || cancelled.has(jobId)) return;
    const outcome = await invokeWithRetries(platform, 'queue', (retryContext) => {
      const message = {
        body: event.body,
        jobId,
        ...(event.concurrency === undefined ? {} : { concurrency: event.concurrency }),
        ...(retryContext ? { retryContext } : {}),
      };
      const args = [message, { installContext: platform.contextAri }];
      return invoker.invoke({ moduleType: 'consumer', moduleKey: consumer.key, args });
    });
    stats.inProgress -= 1;
    if (outcome.kind === 'returned') stats.success += 1;
    else stats.failed += 1;
  };

  const publish = (request: PushRequest) => {
    const { queueName, jobId, payload } = request;
    if (!consumers.has(queueName)) return refuse(404, `no consumer reads the queue ${queueName}`);
    if (payload.length > EVENTS_MOST) return refuse(413, `at most ${EVENTS_MOST} events per push`);
    if (Buffer.byteLength(JSON.stringify(payload)) > BYTES_MOST)
      return refuse(413, 'at most 200 KB per push');
    const twice = payload.filter(() => platform.chance(platform.state.faults.duplicateRate));
    const items = [...payload, ...twice];
    jobs.set(jobId, { success: 0, inProgress: items.length, failed: 0 });
    platform.note(
      'queue',
      queueName,
      `${payload.length} pushed${twice.length > 0 ? `, ${twice.length} doubled` : ''}`,
    );
    for (const event of items) void platform.track(consume(queueName, jobId, event));
    return { status: 201, body: {} };
  };

  return {
    answer: (verb, request) => {
      const { jobId } = request as { jobId: string };
      if (verb === 'publish') return publish(request as PushRequest);
      const stats = jobs.get(jobId);
      if (!stats) return refuse(404, 'no such job');
      if (verb === 'stats') return { status: 200, body: stats };
      if (verb === 'cancel') {
        cancelled.add(jobId);
        return { status: 204, body: undefined };
      }
      return refuse(400, `the host does not play queue/${verb}`);
    },
  };
}
