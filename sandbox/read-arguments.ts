/** Reads the command line of `npm run demo` and `npm run sandbox`. */
import { parseArgs } from 'node:util';
import type { SandboxOptions } from './sandbox-types.ts';

/** What was asked for. */
export interface Arguments {
  command: 'demo' | 'sandbox';
  isJson: boolean;
  isStory: boolean;
  breakName: string | undefined;
  options: SandboxOptions;
}

/** The command line makes no sense; the message says what would. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

export const USAGE = `npm run demo [-- --story [--json] [--break NAME]] [--seed N] [--faults P]
npm run sandbox -- --json [--seed N] [--faults P] [--port N] [--data-dir FOLDER]`;

function numberOf(
  name: string,
  text: string | undefined,
  { least, most, isWhole }: { least: number; most: number; isWhole: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits = text.trim() !== '' && value >= least && value <= most;
  if (!fits || (isWhole && !Number.isInteger(value)))
    throw new BadArguments(
      `--${name} takes a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`,
    );
  return value;
}

/** Parses; throws `BadArguments`. */
export function readArguments(words: readonly string[]): Arguments {
  const [command, ...rest] = words;
  if (command !== 'demo' && command !== 'sandbox')
    throw new BadArguments('the first word must be demo or sandbox');
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...rest],
      options: {
        json: { type: 'boolean' },
        story: { type: 'boolean' },
        break: { type: 'string' },
        seed: { type: 'string' },
        faults: { type: 'string' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    }));
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
  const text = (name: string): string | undefined =>
    typeof values[name] === 'string' ? values[name] : undefined;
  const isStory = values['story'] === true;
  if (isStory && command === 'sandbox') throw new BadArguments('--story belongs to npm run demo');
  if (text('break') !== undefined && !isStory) throw new BadArguments('--break needs --story');
  return {
    command,
    isJson: values['json'] === true,
    isStory,
    breakName: text('break'),
    options: {
      seed: numberOf('seed', text('seed'), { least: 0, most: 2 ** 31 - 1, isWhole: true }),
      // A person who watches sees Jira well unless he asks otherwise; tests have the usual faults.
      faults: numberOf('faults', text('faults'), { least: 0, most: 1, isWhole: false }) ?? 0,
      port: numberOf('port', text('port'), { least: 0, most: 65_535, isWhole: true }),
      dataDir: text('data-dir'),
    },
  };
}
