/** `npm run demo` and `npm run sandbox`: starts the whole system, says where it is, and stays up or plays the story. */
import process from 'node:process';
import { startControl } from './control.ts';
import { type Arguments, BadArguments, readArguments, USAGE } from './read-arguments.ts';
import type { Sandbox } from './sandbox-types.ts';
import { startSandbox } from './start-sandbox.ts';
import { runStory } from './story/run-story.ts';

const TICKETS = [
  { summary: 'Please add Dana to project ABC', reporter: 'Dan Reporter' },
  { summary: 'Delete project OLD', reporter: 'Dan Reporter' },
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** The line HTTP.md promises; `mail` is null until that stand-in is there. */
function readyLine(sandbox: Sandbox, control: string): string {
  return JSON.stringify({
    service: sandbox.service.url,
    jira: sandbox.jiraUrl,
    forgeHost: sandbox.host.url,
    claude: sandbox.claudeUrl,
    mail: null,
    dataDir: sandbox.dataDir,
    accounts: sandbox.accounts.map(({ email, password, role }) => ({ email, password, role })),
    control,
    seed: sandbox.seed,
  });
}

function readyText(sandbox: Sandbox, control: string): string {
  const accounts = sandbox.accounts.map(
    ({ email, password, role }) => `  ${email.padEnd(18)} ${password.padEnd(30)} ${role}`,
  );
  return `
Kraken is running. Nothing leaves this machine.

  Start here   ${control}/
  Dashboard    ${sandbox.service.url}/

Sign in to the dashboard and to approval links:
${accounts.join('\n')}

Stop with Ctrl+C. To see the same from the start: npm run demo -- --seed ${sandbox.seed}
`;
}

/** Resolves at the first SIGTERM or SIGINT. */
const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });

async function stayUp({ command, isJson, options }: Arguments): Promise<number> {
  const stop = stopAsked();
  const sandbox = await startSandbox({ ...options, timers: true, notice: note });
  const control = await startControl(sandbox);
  try {
    await sandbox.makeAccounts();
    if (command === 'demo')
      for (const ticket of TICKETS) sandbox.file({ project: 'HELP', ...ticket });
    say(isJson ? readyLine(sandbox, control.url) : readyText(sandbox, control.url));
    await stop;
  } finally {
    await control.close();
    await sandbox.close();
  }
  return 0;
}

async function tellStory({ isJson, breakName, options }: Arguments): Promise<number> {
  const outcome = await runStory({
    ...options,
    breakName,
    notice: note,
    onStep: ({ ok, name, detail }) => {
      if (!isJson) say(`${ok ? 'ok  ' : 'FAIL'}  ${name}\n      ${detail}`);
    },
  });
  const held = outcome.steps.filter(({ ok }) => ok).length;
  say(isJson ? JSON.stringify(outcome) : `${held} of ${outcome.steps.length} steps held`);
  return outcome.ok ? 0 : 1;
}

/** Runs a command line; resolves to the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(words);
    return await (asked.isStory ? tellStory(asked) : stayUp(asked));
  } catch (error) {
    note(error instanceof Error ? error.message : String(error));
    if (error instanceof BadArguments) note(USAGE);
    return 1;
  }
}
