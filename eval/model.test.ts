import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from './evaluate-model.ts';
import { analystWith, sayingModel } from './model-analyst.ts';
import { dataFolder, readTexts } from './read-texts.ts';
import { recordingModel, replayedModel } from './recording.ts';
import { analyse, runPipeline, toTicket } from './run-pipeline.ts';
import { LANGUAGES, scriptedReply } from './scripted/scripted-reply.ts';
import { worldFor } from './world.ts';

const texts = readTexts(dataFolder());
const isCi = process.env['CI'] !== undefined;

const SENTENCES = Object.entries(LANGUAGES.sentences).flatMap(([language, sentences]) =>
  sentences.map((sentence, at) => ({ language, sentence, action: LANGUAGES.actions[at] })),
);
const ENGLISH = LANGUAGES.sentences['English'] ?? [];

/** Types, arguments and classes of what a sentence comes to with a model that reads it rightly. */
async function readWithModel(sentence: string, at: number) {
  const action = LANGUAGES.actions[at];
  if (action === undefined) throw new Error('a sentence without an action');
  const ticket = toTicket('Request', sentence);
  const analyst = analystWith(sayingModel(scriptedReply([action], ticket)));
  const world = (analysis: Parameters<Parameters<typeof runPipeline>[1]>[0]) =>
    worldFor(analysis.outcome === 'plan' ? analysis.actions : []);
  const { actions, analysis } = await runPipeline(ticket, world, analyst);
  const args = analysis.outcome === 'plan' ? analysis.actions.map((one) => one.args) : [];
  return {
    types: actions.map(({ type }) => type),
    args,
    classes: actions.map(({ classification }) => classification.class),
  };
}

describe('requests in other languages', () => {
  it.each(['German', 'French', 'Spanish', 'Japanese'].map((language) => ({ language })))(
    'are understood in $language as in English with a model that reads rightly',
    async ({ language }) => {
      const sentences = LANGUAGES.sentences[language] ?? [];
      expect(sentences).toHaveLength(ENGLISH.length);
      for (const [at, sentence] of sentences.entries()) {
        const own = await readWithModel(sentence, at);
        expect(own, sentence).toEqual(await readWithModel(ENGLISH[at] ?? '', at));
        expect(own.types, sentence).toEqual([LANGUAGES.actions[at]?.type]);
      }
    },
  );

  it.each(SENTENCES)(
    'are never misread by the playbook alone: $language, $sentence',
    async ({ sentence, action }) => {
      const analysis = await analyse(toTicket('Request', sentence));
      const types = analysis.outcome === 'plan' ? analysis.actions.map(({ type }) => type) : [];
      expect(types.filter((type) => type !== action?.type)).toEqual([]);
    },
  );
});

describe('our own texts with the scripted model', () => {
  it.skipIf(texts === undefined && !isCi)(
    'let nothing run by itself that should not, and harmless ones succeed or reach a person',
    async () => {
      if (texts === undefined) throw new Error(`the evaluation texts are not in ${dataFolder()}`);
      const { requests, benign, wronglyAutomatic } = await evaluateModel(texts, undefined);
      expect(wronglyAutomatic).toEqual([]);
      expect(requests.some(({ autoIds }) => autoIds.length > 0)).toBe(true);
      const silent = benign.filter(
        ({ expect: wanted, category }) => wanted !== 'none' && category === 'refuse',
      );
      expect(silent).toEqual([]);
    },
  );
});

describe('a recording', () => {
  it('holds a hash in place of the request, and answers the same request again and no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kraken-recording-'));
    try {
      const file = join(folder, 'answers.jsonl');
      const model = sayingModel('{"outcome":"none"}');
      const request = { system: [], ticket: 'words of a customer', schema: {} };
      const asked = await recordingModel(model, file).ask(request);
      expect(asked).toMatchObject({ state: 'answered' });
      const kept = readFileSync(file, 'utf8');
      expect(kept).not.toContain('words of a customer');
      expect(kept).toContain(
        createHash('sha256')
          .update(JSON.stringify([model.modelId, request]))
          .digest('hex'),
      );
      const replayed = replayedModel(file, model.modelId);
      expect(await replayed?.ask(request)).toMatchObject({ text: '{"outcome":"none"}' });
      expect(await replayed?.ask({ ...request, ticket: 'other words' })).toMatchObject({
        state: 'no-answer',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
