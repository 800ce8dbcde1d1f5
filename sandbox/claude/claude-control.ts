/** The part of the control interface that is about the model: what it says next, and what it was asked. HTTP.md. */
import type { Context, Hono } from 'hono';
import { ControlProblem, readBody } from '../control-problem.ts';
import type { Claude } from './create-claude.ts';
import { BadResponse, claudeOrderShape, readResponse } from './read-responses.ts';

const stateOf = ({ mode, waiting }: Claude) => ({ mode, waiting });

/** `POST` and `DELETE /sandbox/claude`, `GET` and `DELETE /sandbox/claude/requests`. */
export function addClaudeRoutes(app: Hono, claude: Claude): void {
  app.get('/sandbox/claude', (c) => c.json(stateOf(claude)));
  app.post('/sandbox/claude', async (c) => {
    const { responses, mode } = await readBody(c, claudeOrderShape);
    if (responses) claude.script(readAll(responses));
    if (mode) claude.setMode(mode);
    return c.json(stateOf(claude));
  });
  app.delete('/sandbox/claude', (c) => {
    claude.clear();
    return c.json(stateOf(claude));
  });
  app.get('/sandbox/claude/requests', (c) => c.json(claude.requests(sinceOf(c))));
  app.delete('/sandbox/claude/requests', (c) => {
    claude.forgetRequests();
    return c.json([]);
  });
}

function readAll(responses: readonly unknown[]) {
  try {
    return responses.map(readResponse);
  } catch (error) {
    if (error instanceof BadResponse) throw new ControlProblem(422, 'unprocessable', error.message);
    throw error;
  }
}

function sinceOf(c: Context): number {
  const text = c.req.query('since') ?? '0';
  if (!/^\d{1,15}$/.test(text))
    throw new ControlProblem(422, 'unprocessable', 'since: expected the seq of a request');
  return Number(text);
}
