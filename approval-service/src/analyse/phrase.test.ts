import { describe, expect, it } from 'vitest';
import { compilePhrase } from './compile-phrase.ts';
import { matchPhrase } from './match-phrase.ts';
import { tokenize } from './tokenize.ts';

function match(phrase: string, text: string): Record<string, string> | undefined {
  const program = compilePhrase(phrase);
  if (!program.ok) throw new Error(program.error.sentence);
  const tokens = tokenize(text);
  const found = matchPhrase(program.value, tokens, 0);
  if (found === undefined || found.end < tokens.length) return undefined;
  return Object.fromEntries(
    [...found.captures].map(([name, { from, until }]) => [
      name,
      text.slice(tokens[from]?.start ?? 0, tokens[until - 1]?.end ?? 0),
    ]),
  );
}

describe('a phrase', () => {
  it.each([
    [
      'add {user} to [the] project {project}',
      'Add Dana to the project ABC',
      { user: 'Dana', project: 'ABC' },
    ],
    [
      'add {user} to [the] project {project}',
      'add dana.weber@corp.example to project ABC',
      { user: 'dana.weber@corp.example', project: 'ABC' },
    ],
    [
      '(remove|take) {users} from {project:projectKey}',
      'take Ana, Bo and Chi from OPS',
      { users: 'Ana, Bo and Chi', project: 'OPS' },
    ],
    [
      'add {user} as {role} to {project:projectKey}',
      'Add Jean de la Tour as Developers to ABC',
      { user: 'Jean de la Tour', role: 'Developers', project: 'ABC' },
    ],
    [
      'move {issues} to {sprint}',
      'move ABC-1, ABC-2 to ABC Sprint 14',
      { issues: 'ABC-1, ABC-2', sprint: 'ABC Sprint 14' },
    ],
    ['(very)* good', 'very very very good', {}],
  ])('%s matches: %s', (phrase, text, captures) => {
    expect(match(phrase, text)).toEqual(captures);
  });

  it.each([
    ['add {user} to project {project}', 'add Dana to project'],
    ['add {user} to {project:projectKey}', 'add Dana to Berlin'],
    ['add {user} to {project:projectKey}', 'add Dana to ABC board'],
    ['delete {project:projectKey}', 'delete "delete ABC"'],
  ])('%s does not match: %s', (phrase, text) => {
    expect(match(phrase, text)).toBeUndefined();
  });

  it.each([
    ['', 'The phrase is empty: write the words it should recognise.'],
    ['add [the', 'The bracket "[" is never closed: add "]" (at position 5).'],
    ['add (a|b', 'The bracket "(" is never closed: add ")" (at position 5).'],
    ['add a)', '")" was never opened: remove it (at position 6).'],
    ['add {user', '"{" is never closed: add "}" (at position 5).'],
    [
      'add {us er}',
      '"us er" is no name: write letters only, such as {user} or {project} (at position 5).',
    ],
    [
      '[please] [now]',
      'The phrase would match no words at all: put at least one word outside the [brackets].',
    ],
    [
      `${'('.repeat(20)}a${')'.repeat(20)}`,
      'Brackets are nested deeper than 12: write two phrases instead (at position 14).',
    ],
    ['x '.repeat(3_000), 'The phrase is longer than 4000 characters: split it into two.'],
  ])('%s is refused with a sentence that says what to do', (phrase, sentence) => {
    const result = compilePhrase(phrase);
    expect(result.ok ? '' : result.error.sentence).toBe(sentence);
  });

  it('with an unknown placeholder or class names the known ones', () => {
    for (const phrase of ['add {person}', 'add <thing>']) {
      const result = compilePhrase(phrase);
      expect(result.ok ? '' : result.error.sentence).toMatch(/is unknown: use one of/);
    }
  });

  it('that would become too large is refused', () => {
    const nested = '(a|b|c|d|e|f|g|h|{user}|{options}|{fieldType}) '.repeat(80);
    const result = compilePhrase(nested);
    expect(result.ok ? '' : result.error.sentence).toMatch(/too many variants/);
  });
});

describe('matching time', () => {
  function stepsFor(phrase: string, text: string): number {
    const program = compilePhrase(phrase);
    if (!program.ok) throw new Error(program.error.sentence);
    const count = { steps: 0 };
    matchPhrase(program.value, tokenize(text), 0, count);
    return count.steps;
  }

  it.each([
    ['[[[a] a] a] [[a] [a]] (a [a])* b', 'a '],
    ['((a)*)* b', 'a '],
    ['([a] [a] [a] [a] [a] [a] [a] [a])* b', 'a '],
    ['add {users} to {project}', 'add Ana and '],
    ['{users} to {project}', 'Ana, Ana and Ana, '],
  ])('of %s grows no faster than the text', (phrase, word) => {
    const small = stepsFor(phrase, word.repeat(60));
    const large = stepsFor(phrase, word.repeat(120));
    expect(large).toBeLessThan(small * 2.2);
  });
});
