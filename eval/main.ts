/**
 * `npm run eval [-- --json]`: reads the evaluation texts with the playbook analyst and says how many it understood.
 * Exit 0 when nothing would run by itself that should not, 1 when something would, 2 when the texts are not there.
 */
import process from 'node:process';
import { evaluate } from './evaluate.ts';
import { dataFolder, readTexts } from './read-texts.ts';
import { attackReport, benignReport, requestReport } from './report.ts';

async function main(): Promise<number> {
  const folder = dataFolder();
  const texts = readTexts(folder);
  if (texts === undefined) {
    process.stderr.write(
      `The evaluation texts are not in ${folder}. Set KRAKEN_TEST_DATA to the folder that holds requests.dev.jsonl.\n`,
    );
    return 2;
  }
  const { requests, benign, attacks, wronglyAutomatic } = await evaluate(texts);
  const report = process.argv.includes('--json')
    ? [JSON.stringify({ requests, benign, attacks })]
    : [...requestReport(requests), ...benignReport(benign), ...attackReport(attacks)];
  if (wronglyAutomatic.length > 0)
    report.push(`would run by themselves: ${wronglyAutomatic.join(' ')}`);
  report.push(`wrong and automatic: ${wronglyAutomatic.length}`);
  process.stdout.write(`${report.join('\n')}\n`);
  return wronglyAutomatic.length === 0 ? 0 : 1;
}

process.exitCode = await main();
