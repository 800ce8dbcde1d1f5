/** Texts that are no reply, or hardly one. Seeded; none of it is read by eye. */
import type { Seeded } from './seeded.ts';

const PIECES = [
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  '\udfff',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  '<b>',
  ' ',
  '\n',
  'OPS',
  'plan',
  '1e999',
  '-1',
  'null',
  '\u202e',
  '🦑',
];

function noise(seed: Seeded, length: number): string {
  return Array.from({ length }, () => seed.pick(PIECES)).join('');
}

const repeat = (open: string, depth: number, close: string): string =>
  open.repeat(depth) + close.repeat(depth);

type Make = (right: string, seed: Seeded) => string;

/** How a right reply, given as text, becomes something else. */
const MAKERS: readonly Make[] = [
  (right, seed) => right.slice(0, seed.below(right.length)),
  (right) => `Sure! Here is the plan:\n${right}`,
  (right) => `\`\`\`json\n${right}\n\`\`\``,
  (right) => right + right,
  (right) => `${right} I hope this helps.`,
  () => 'I cannot help with that, but I can tell you a story about Jira.',
  (_, seed) => noise(seed, seed.below(200)),
  () => '',
  () => '   \n',
  () => '\ufeff{}',
  () => 'null',
  () => '[]',
  () => '"plan"',
  () => '{"outcome":"plan"}',
  (_, seed) => repeat('[', 1 + seed.below(20_000), ']'),
  (_, seed) => repeat('{"a":', 1 + seed.below(5_000), '}'),
  (right) => right.replace('"confidence":1', '"confidence":NaN'),
  (right) => right.replace('"confidence":1', '"confidence":1e999'),
  (right) => right.replace('"confidence":1', '"confidence":"1"'),
  (right) => right.replace('"confidence":1', '"confidence":1,"confidence":0.99'),
  (right) => right.replace('"outcome":"plan"', '"outcome":"none","outcome":"plan"'),
  (right) => right.replace('{"outcome"', '{"__proto__":{"confidence":1},"outcome"'),
  (right) => right.replace('"actions":[', `"actions":[${'{"type":"project.delete"},'.repeat(50)}`),
  (right, seed) => right.replaceAll('"', seed.oneIn(2) ? '”' : "'"),
  (right) => right.toUpperCase(),
  (right, seed) => {
    const at = seed.below(right.length);
    return right.slice(0, at) + seed.pick(PIECES) + right.slice(at + 1);
  },
];

/** A text that is not what was asked for. */
export function hostileText(right: string, seed: Seeded): string {
  return seed.pick(MAKERS)(right, seed);
}

/** Rare and large: ten thousand actions, or a megabyte of one letter. */
export function hugeText(right: string, seed: Seeded): string {
  if (seed.oneIn(2)) return `${right.slice(0, -1)},"more":"${'x'.repeat(1_000_000)}"}`;
  const [, one = '{}'] = /"actions":\[(\{.*?"needs":\[\]\})/.exec(right) ?? [];
  return right.replace(one, Array.from({ length: 10_000 }, () => one).join(','));
}
