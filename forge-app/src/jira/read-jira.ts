/** Runs reads of Jira and keeps the named fields only: what is not picked never leaves the app. */
import { type JiraRead, type JiraReadResult, pickFields, renderRequest } from '@kraken/shared';
import { isLostRead, type Sender, sendRead } from './send-patiently';

const PARALLEL = 5;

/**
 * Runs one read. Status 0: no usable answer, also where a captured value it names is not known (any more); 400 with a
 * null body: the read itself cannot be sent.
 */
async function readJira(
  sender: Sender,
  read: JiraRead,
  captured: Readonly<Record<string, string>> = {},
): Promise<JiraReadResult> {
  const rendered = renderRequest(read.request, captured);
  if (!rendered.ok) {
    return { status: rendered.error.reason === 'missing-parameter' ? 0 : 400, body: null };
  }
  const answer = await sendRead(sender, rendered.value);
  if (answer.status < 500 && isLostRead(answer)) return { status: 0, body: null };
  if (answer.status >= 400) return { status: answer.status, body: null };
  return { status: answer.status, body: pickFields(answer.body, read.pick) };
}

/** Runs reads in parallel, at most five at a time; answers in the order of the reads. */
export async function readAll(
  sender: Sender,
  reads: readonly JiraRead[],
  captured: Readonly<Record<string, string>> = {},
): Promise<JiraReadResult[]> {
  const results: JiraReadResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < reads.length; at = next++) {
      const read = reads[at];
      if (read !== undefined) results[at] = await readJira(sender, read, captured);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, reads.length) }, work));
  return results;
}
