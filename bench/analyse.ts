/**
 * What an analysis by the model costs without the model: the playbook's reading, masking and building the request, and
 * the reply parsed, backed by the ticket's words and looked at a second time. The baseline writes and parses the same
 * request and reply as JSON, which any client of the API has to.
 */
import type { ModelInfo, TicketSnapshot } from '@kraken/shared';
import { readPromptFile } from '../approval-service/src/adapters/anthropic/read-prompt.ts';
import { analyseByPlaybook } from '../approval-service/src/analyse/analyse-by-playbook.ts';
import { buildPrompt } from '../approval-service/src/analyse/model/build-prompt.ts';
import { parseReply } from '../approval-service/src/analyse/model/parse-reply.ts';
import { parsePrompt } from '../approval-service/src/analyse/model/prompt.ts';
import { toAnalysis } from '../approval-service/src/analyse/model/to-analysis.ts';
import { STARTER_PLAYBOOK } from '../approval-service/src/analyse/starter-playbook.ts';
import { median, printRow, type Row } from './row.ts';

const ROUNDS = 5;
const CALLS = 200;

const ORDER = 'Could Dana Weber become a colleague of ours over in ABC';
const COMMENT =
  'We talked about it on Tuesday. The new team starts with the payment pages, see https://wiki.example/plan for the list.';

/** A ticket of a few kilobytes: an order between what people write around it, with some comments. */
function ticket(at: number): TicketSnapshot {
  const story = Array.from({ length: 12 }, (_, line) => `${COMMENT} (${at}.${line})`).join('\n');
  return {
    summary: `Onboarding, part ${at}`,
    description: `${story}\n\n${ORDER}?\n\n${story}`,
    reporterDisplayName: 'Dan Reporter',
    status: 'To Do',
    comments: Array.from({ length: 8 }, (_, index) => ({
      commentId: String(index),
      text: COMMENT,
    })),
  };
}

const REPLY = JSON.stringify({
  outcome: 'plan',
  confidence: 0.95,
  actions: [
    {
      type: 'project.member.add',
      source: 'description',
      quote: ORDER,
      arguments: [
        { name: 'project', value: 'ABC', source: 'description', quote: 'over in ABC' },
        { name: 'user', value: 'Dana Weber', source: 'description', quote: 'Dana Weber' },
      ],
      needs: [],
    },
  ],
  questions: [],
  unsupported: [],
});

const INFO: ModelInfo = {
  kind: 'model',
  modelId: 'claude-sonnet-5-5',
  promptVersion: '2026-11-24.1',
  tokens: null,
  costMicroUsd: null,
  latencyMs: 0,
  masks: [],
};

const SECRETS = ['bm90IGEgcmVhbCBrZXkgYXQgYWxsLCBqdXN0IGJ5dGVz'];

function timesOf(work: (at: number) => void): number[] {
  return Array.from({ length: CALLS }, (_, at) => {
    const started = performance.now();
    work(at);
    return performance.now() - started;
  }).sort((a, b) => a - b);
}

const p99 = (sorted: readonly number[]): number =>
  sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;

/** Prints `analyse/overhead-p50` and `analyse/overhead-p99`, in milliseconds a ticket. */
export function benchAnalyse(): Row[] {
  const prompt = parsePrompt(readPromptFile());
  const voiceOf = () => 'reporter' as const;
  const analyse = (at: number): void => {
    const snapshot = ticket(at);
    analyseByPlaybook({ snapshot, voiceOf, rules: STARTER_PLAYBOOK });
    const { request } = buildPrompt(prompt, {
      snapshot,
      voiceOf,
      knownSecrets: SECRETS,
      playbookText: '',
    });
    JSON.stringify(request);
    const reply = parseReply(REPLY);
    const analysis = reply.ok ? toAnalysis(reply.value, { snapshot, voiceOf }, INFO) : undefined;
    if (analysis?.outcome !== 'plan') throw new Error('the reply was not understood');
  };
  const plain = (at: number): void => {
    JSON.stringify({ system: prompt.text, ticket: ticket(at) });
    JSON.parse(REPLY);
  };
  const own: number[][] = [];
  const base: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    base.push(timesOf(plain));
    own.push(timesOf(analyse));
  }
  const baseline = 'the same request and reply written and parsed as JSON';
  return [
    printRow(
      { name: 'analyse/overhead-p50', unit: 'ms', baseline },
      own.map(median),
      base.map(median),
    ),
    printRow({ name: 'analyse/overhead-p99', unit: 'ms', baseline }, own.map(p99), base.map(p99)),
  ];
}
