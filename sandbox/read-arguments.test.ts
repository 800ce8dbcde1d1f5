import { describe, expect, it } from 'vitest';
import { BadArguments, readArguments } from './read-arguments.ts';

describe('the command line', () => {
  it.each<[string[], object]>([
    [['demo'], { command: 'demo', isJson: false, isStory: false }],
    [['demo', '--story', '--json'], { command: 'demo', isJson: true, isStory: true }],
    [['demo', '--story', '--break', 'log-tampered'], { breakName: 'log-tampered' }],
    [
      ['sandbox', '--json', '--seed', '7', '--faults', '0.05', '--port', '0'],
      { command: 'sandbox', isJson: true, options: { seed: 7, faults: 0.05, port: 0 } },
    ],
  ])('%j is understood', (words, wanted) => {
    expect(readArguments(words)).toMatchObject(wanted);
  });

  it.each([
    [[]],
    [['dance']],
    [['demo', '--break', 'log-tampered']],
    [['sandbox', '--story']],
    [['sandbox', '--seed', 'seven']],
    [['sandbox', '--seed', '1.5']],
    [['sandbox', '--faults', '5']],
    [['sandbox', '--faults', '']],
    [['sandbox', '--port', '70000']],
    [['sandbox', '--quietly']],
    [['sandbox', 'more']],
  ])('%j is refused with a sentence', (words) => {
    expect(() => readArguments(words)).toThrow(BadArguments);
  });
});
