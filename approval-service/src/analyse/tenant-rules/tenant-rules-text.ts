/**
 * A tenant's rules as compact text for the prompt: names, conditions, effects. No account ids, no cases, no ids of rules,
 * and no fixed values, which may be ids of accounts or groups.
 */
import type { ArgumentSource } from '../playbook.ts';
import type { TenantEffect, TenantRule } from './tenant-rule.ts';

/** Longest text; rules that no longer fit are counted, not cut. */
export const MAX_RULES_TEXT = 30_000;

function conditionText({ conditions }: TenantRule): string {
  const { projects, issueTypes, labels, reporterGroups, phrases } = conditions;
  const parts = [
    ['project', projects],
    ['issue type', issueTypes],
    ['label', labels],
    ['reporter group', reporterGroups],
    ['phrase', phrases],
  ] as const;
  const given = parts.flatMap(([name, values]) =>
    values === undefined
      ? []
      : [`${name} ${values.map((value) => JSON.stringify(value)).join(' or ')}`],
  );
  return given.length === 0 ? 'any ticket' : given.join(' and ');
}

/** A source of an argument; a fixed value is not printed, nor is what words are turned into. */
function sourceText(source: ArgumentSource): string {
  if ('value' in source) return 'a fixed value';
  if ('from' in source) return JSON.stringify({ from: source.from });
  if (!('object' in source)) return JSON.stringify(source);
  return argumentsText(source.object);
}

function argumentsText(args: Readonly<Record<string, ArgumentSource>>): string {
  const parts = Object.entries(args);
  return `{${parts.map(([name, source]) => `${JSON.stringify(name)}: ${sourceText(source)}`).join(', ')}}`;
}

function effectText(effect: TenantEffect): string {
  switch (effect.kind) {
    case 'propose':
      return `propose ${effect.type} ${argumentsText(effect.args)}`;
    case 'tighten':
      return `needs approval (${effect.types === 'all' ? 'all actions' : effect.types.join(', ')}): ${effect.sentence}`;
    case 'add-approver':
      return `needs approval by ${effect.approver.name}`;
    case 'route':
      return `left to ${effect.to}`;
    case 'ignore':
      return 'no request, ignore';
  }
}

/** One line per rule that is switched on, in order; empty for none. */
export function tenantRulesText(rules: readonly TenantRule[]): string {
  const enabled = rules
    .filter(({ isEnabled }) => isEnabled)
    .sort((one, other) => one.position - other.position);
  const lines: string[] = [];
  let length = 0;
  for (const rule of enabled) {
    const line = `${rule.position}. ${rule.name}: if ${conditionText(rule)}, then ${effectText(rule.effect)}`;
    length += line.length + 1;
    if (length > MAX_RULES_TEXT) break;
    lines.push(line);
  }
  const rest = enabled.length - lines.length;
  return rest === 0 ? lines.join('\n') : [...lines, `(and ${rest} more rules)`].join('\n');
}
