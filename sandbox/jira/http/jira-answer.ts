/**
 * Answers in Jira's shapes, and refusals as a thrown value that only the request pipeline catches.
 */

/** What an operation answers; `body` undefined means an empty answer. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Jira says no. `errors` holds a text per field. */
export class JiraRefusal extends Error {
  override readonly name = 'JiraRefusal';
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`Jira answers ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** A refusal in Jira's usual shape. */
export function refusal(
  status: number,
  messages: string | readonly string[],
  errors: Record<string, string> = {},
): JiraRefusal {
  const errorMessages = typeof messages === 'string' ? [messages] : [...messages];
  return new JiraRefusal(status, { errorMessages, errors });
}

/** A refusal that blames one field: 400 with an empty list of messages. */
export function fieldRefusal(field: string, text: string, status = 400): JiraRefusal {
  return refusal(status, [], { [field]: text });
}

/** What Atlassian's gateway says when the app's scopes do not cover the operation. */
export function scopeRefusal(): JiraRefusal {
  return new JiraRefusal(401, { code: 401, message: 'Unauthorized; scope does not match' });
}

/** 200 with a body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** 204 without a body. */
export function noContent(): Answer {
  return { status: 204 };
}

/** A point in time as Jira writes it; this site stands in UTC. */
export function jiraTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
