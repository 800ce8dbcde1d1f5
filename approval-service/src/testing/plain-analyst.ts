/**
 * An analyst for tests in which the playbook's caution would be in the way: takes every `Please <order>.` of the ticket,
 * whoever wrote it, for a wish, and nothing else. Provenance and policy then decide alone.
 */
import type { Analysis, Json, ProposedAction, TextSource } from '@kraken/shared';
import type { Analyst, AnalystInput } from '../ports.ts';

const ORDERS: ReadonlyArray<{ pattern: RegExp; type: string; names: string[] }> = [
  {
    pattern: /^add (.+) to project (\w+)$/,
    type: 'project.member.add',
    names: ['user', 'project'],
  },
  { pattern: /^archive project (\w+)$/, type: 'project.archive', names: ['project'] },
  { pattern: /^delete project (\w+)$/, type: 'project.delete', names: ['project'] },
  { pattern: /^assign (\S+) to (.+)$/, type: 'issue.assign', names: ['issue', 'assignee'] },
];

function wishOf(sentence: string): Pick<ProposedAction, 'type' | 'args'> | undefined {
  for (const { pattern, type, names } of ORDERS) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const args: Record<string, Json> = {};
    for (const [at, name] of names.entries()) args[name] = found[at + 1] ?? '';
    return { type, args };
  }
  return undefined;
}

function textsOf({ snapshot }: AnalystInput): Array<{ source: TextSource; text: string }> {
  const { summary, description, comments } = snapshot;
  return [
    { source: { kind: 'summary' }, text: summary },
    { source: { kind: 'description' }, text: description },
    ...comments.map(({ commentId, text }) => ({
      source: { kind: 'comment' as const, commentId },
      text,
    })),
  ];
}

function wishesOf(input: AnalystInput): ProposedAction[] {
  return textsOf(input).flatMap(({ source, text }) =>
    [...text.matchAll(/Please ((?:[^.]|\.(?=\S))+)\./g)].flatMap(([quote, sentence = '']) => {
      const wish = wishOf(sentence);
      const quotes = [{ text: quote, source, voice: input.voiceOf(source) }];
      return wish ? [{ ...wish, quotes, dependsOn: [] }] : [];
    }),
  );
}

/** An analyst that answers at once with what a function makes of a ticket. */
export function analystFrom(analyse: (input: AnalystInput) => Analysis): Analyst {
  return { analyse: async (input) => ({ state: 'analysed', analysis: analyse(input) }) };
}

/** `add <who> to project <key>`, `archive|delete project <key>`, `assign <issue> to <who>`. */
export function plainAnalysis(input: AnalystInput): Analysis {
  const actions = wishesOf(input);
  const analyst = { kind: 'playbook' as const, ruleIds: ['plain'] };
  return actions.length === 0
    ? { outcome: 'none', analyst }
    : { outcome: 'plan', actions, confidence: 1, analyst };
}

/** The analyst that reads plainly. */
export const PLAIN_ANALYST: Analyst = analystFrom(plainAnalysis);

/** Reads plainly; every wish needs the one before it. */
export const CHAIN_ANALYST: Analyst = analystFrom((input) => {
  const analysis = plainAnalysis(input);
  if (analysis.outcome !== 'plan') return analysis;
  const actions = analysis.actions.map((action, index) => {
    return { ...action, dependsOn: index === 0 ? [] : [index - 1] };
  });
  return { ...analysis, actions };
});
