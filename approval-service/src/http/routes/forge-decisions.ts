/** `/forge/v1/decisions/:id/…`: what people press in the panel. Thin: parse, one use case, render. */
import { type DecisionId, decideBodySchema, parseId, pressBodySchema } from '@kraken/shared';
import { Hono, type MiddlewareHandler } from 'hono';
import { decideFromPanel, type PanelDecision } from '../../approve/decide-from-panel.ts';
import { pressDecision } from '../../approve/press-decision.ts';
import { ServiceError } from '../../errors.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { decideProblem, pressProblem } from '../decide-problem.ts';
import { known } from '../middleware/forge-caller.ts';
import { readJson } from '../read-body.ts';

const VERDICTS: ReadonlyArray<[path: string, verdict: PanelDecision['verdict']]> = [
  ['approve', 'approve'],
  ['deny', 'deny'],
  ['cancel', 'withdraw'],
];

/** `approve`, `deny`, `cancel`, `undo` and `retry`. */
export function forgeDecisionRoutes(
  context: HttpContext,
  verified: MiddlewareHandler<AppEnv>,
): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const [path, verdict] of VERDICTS) {
    app.post(`/:id/${path}`, verified, async (c) => {
      const { instance } = known(c);
      const body = await readJson(c, decideBodySchema);
      const decisionId = decisionIdOf(c.req.param('id'));
      const decided = await decideFromPanel(context, { instance, decisionId, verdict, body });
      if (!decided.ok) throw decideProblem(decided.error);
      return c.json(decided.value);
    });
  }
  for (const kind of ['undo', 'retry'] as const) {
    app.post(`/:id/${kind}`, verified, async (c) => {
      const { instance } = known(c);
      const body = await readJson(c, pressBodySchema);
      const decisionId = decisionIdOf(c.req.param('id'));
      const nowMs = context.clock.nowMs();
      const pressed = await context.store
        .forTenant(instance.userId)
        .transact((tx) => pressDecision(tx, context, { kind, instance, decisionId, body, nowMs }));
      if (!pressed.ok) throw pressProblem(pressed.error, kind);
      return c.json(pressed.value);
    });
  }
  return app;
}

function decisionIdOf(given: string | undefined): DecisionId {
  const decisionId = parseId('DecisionId', given);
  if (!decisionId) throw new ServiceError('not-found', 'There is no such decision.');
  return decisionId;
}
