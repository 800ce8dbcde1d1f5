/** `npm run bench [names…]`: one JSON line per figure, each a ratio to a baseline measured in the same run. */
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { benchActions } from './actions.ts';
import { benchAdf } from './adf.ts';
import { benchAnalyse } from './analyse.ts';
import { benchChain } from './chain.ts';
import { benchClassify } from './classify.ts';
import { benchIngest } from './ingest.ts';
import { benchPlaybook } from './playbook.ts';
import type { Row } from './row.ts';
import { benchStart } from './start.ts';

const BENCHES: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  actions: benchActions,
  classify: benchClassify,
  chain: benchChain,
  adf: benchAdf,
  analyse: benchAnalyse,
  playbook: benchPlaybook,
  start: benchStart,
  ingest: benchIngest,
};

const wanted = process.argv.slice(2);
execFileSync('tsc', ['-b', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
