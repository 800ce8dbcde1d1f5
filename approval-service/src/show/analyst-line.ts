/** Who read a ticket, and what that took, as people read it on the page of a decision. */
import { type AnalystInfo, assertNever, type ModelInfo } from '@kraken/shared';

const whole = (value: number): string => value.toLocaleString('en-US');

/** `0.0058`: dollars with enough places that a small call does not read as free. */
function dollars(microUsd: number): string {
  return (microUsd / 1_000_000).toFixed(4);
}

function modelWords(info: ModelInfo): string {
  const { modelId, promptVersion, tokens, costMicroUsd, latencyMs, masks } = info;
  const parts = [`${modelId}, prompt ${promptVersion}, ${(latencyMs / 1_000).toFixed(1)} s`];
  if (tokens !== null) {
    const read = tokens.input + tokens.cacheRead + tokens.cacheWrite;
    parts.push(`${whole(read)} tokens read, ${whole(tokens.output)} written`);
  }
  if (costMicroUsd !== null) parts.push(`${dollars(costMicroUsd)} US dollars`);
  const kinds = [...new Set(masks)];
  if (kinds.length > 0) parts.push(`masked before it was sent: ${kinds.join(', ')}`);
  return parts.join('; ');
}

/** One sentence; undefined for a decision that somebody pressed. */
export function analystLine(analyst: AnalystInfo): string | undefined {
  switch (analyst.kind) {
    case 'model':
      return `Read by the model (${modelWords(analyst)}).`;
    case 'playbook': {
      const { asked, ruleIds } = analyst;
      const rules = ruleIds.length > 0 ? ` (${ruleIds.join(', ')})` : '';
      const beside =
        asked === undefined
          ? ''
          : ` The model was asked as well and found no request (${modelWords(asked)}).`;
      return `Read by the playbook${rules}.${beside}`;
    }
    case 'press':
      return undefined;
    default:
      return assertNever(analyst);
  }
}
