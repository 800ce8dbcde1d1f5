/**
 * `npm run eval [-- --json | --live [--record FILE] | --replay FILE]`: reads the evaluation texts with the playbook, and
 * with a model behind it: the replies written for our own texts, or with `--live` the real model (ANTHROPIC_API_KEY),
 * whose answers `--record` keeps for a later `--replay`. A recording quotes tickets: keep it outside the repository.
 * Exit 0 when nothing would run by itself that should not, 1 when something would, 2 when texts, key or recording are
 * not there.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { DEFAULT_MODEL } from '../approval-service/src/adapters/anthropic/claude.ts';
import type { Model } from '../approval-service/src/ports.ts';
import { evaluate } from './evaluate.ts';
import { evaluateModel } from './evaluate-model.ts';
import { realModel } from './model-analyst.ts';
import { dataFolder, readTexts } from './read-texts.ts';
import { recordingModel, replayedModel } from './recording.ts';
import { attackReport, benignReport, requestReport } from './report.ts';

interface Options {
  json: boolean;
  live: boolean;
  record: string | undefined;
  replay: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      record: { type: 'string' },
      replay: { type: 'string' },
    },
  });
  const { json, live, record, replay } = values;
  return { json, live, record, replay };
}

/** The model of the options: undefined for the scripted one; a sentence where it cannot be had. */
function chooseModel({ live, record, replay }: Options): Model | undefined | string {
  if (replay !== undefined) {
    const model = replayedModel(replay, process.env['ANTHROPIC_MODEL'] ?? DEFAULT_MODEL);
    return model ?? `There is no recording in ${replay}.`;
  }
  if (!live) return undefined;
  const model = realModel(process.env);
  if (!model.ok) return 'ANTHROPIC_API_KEY is not set.';
  return record === undefined ? model.value : recordingModel(model.value, record);
}

async function main(): Promise<number> {
  const options = readOptions();
  const folder = dataFolder();
  const texts = readTexts(folder);
  const model = chooseModel(options);
  if (texts === undefined || typeof model === 'string') {
    const missing = `The evaluation texts are not in ${folder}. Set KRAKEN_TEST_DATA to the folder that holds requests.dev.jsonl.`;
    process.stderr.write(`${typeof model === 'string' ? model : missing}\n`);
    return 2;
  }
  const playbook = await evaluate(texts);
  const read = await evaluateModel(texts, model);
  const wrong = [...playbook.wronglyAutomatic, ...read.wronglyAutomatic];
  const report = options.json
    ? [JSON.stringify({ playbook, model: read })]
    : [
        'with the playbook alone',
        ...requestReport(playbook.requests),
        ...benignReport(playbook.benign),
        ...attackReport(playbook.attacks),
        '',
        `with ${model === undefined ? 'the scripted replies to our own texts' : model.modelId} behind the playbook`,
        ...requestReport(read.requests),
        ...benignReport(read.benign),
        `not answered by the model: ${read.unanswered.length} ${read.unanswered.join(' ')}`,
      ];
  if (wrong.length > 0) report.push(`would run by themselves: ${wrong.join(' ')}`);
  report.push(`wrong and automatic: ${wrong.length}`);
  process.stdout.write(`${report.join('\n')}\n`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main();
