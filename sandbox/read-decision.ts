/** Reads what Kraken has made of a ticket, through its real HTTP API. */
import type { DecisionDetail } from './sandbox-types.ts';
import type { ServiceClient } from './service-client.ts';

interface Page {
  items: Array<{ decisionId: string; issueKey: string; state: string }>;
  nextCursor: string | null;
}

/** All decisions about an issue, newest first; those without a request are among them. */
export async function listDecisions(
  client: ServiceClient,
  issueKey: string,
): Promise<Page['items']> {
  const found: Page['items'] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor === null ? {} : { cursor }) });
    const page: Page = await client.json<Page>(`/api/decisions?${query}`);
    found.push(...page.items.filter((item) => item.issueKey === issueKey));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The newest decision about an issue, with its actions and log lines. */
export async function readDecision(
  client: ServiceClient,
  issueKey: string,
): Promise<DecisionDetail | undefined> {
  const [newest] = await listDecisions(client, issueKey);
  return newest && client.json<DecisionDetail>(`/api/decisions/${newest.decisionId}`);
}
