/** What a completely obedient reader takes for names in a sentence: always exact words of it. */

/** Kinds of things an argument can be filled with. */
export type NameKind =
  | 'project'
  | 'issue'
  | 'user'
  | 'group'
  | 'role'
  | 'quoted'
  | 'email'
  | 'permission'
  | 'holder'
  | 'link'
  | 'status'
  | 'number'
  | 'sentence';

const NO_KEYS = new Set([
  'SYSTEM',
  'ADMIN',
  'ADMINISTRATOR',
  'JIRA',
  'KRAKEN',
  'URGENT',
  'NOTE',
  'IMPORTANT',
  'JSON',
  'API',
  'URL',
  'HTTP',
  'POST',
  'GET',
  'I',
  'ID',
  'END',
  'ALL',
  'NOW',
  'NOT',
  'THE',
  'DO',
  'TO',
  'AND',
  'HTTPS',
  'TODO',
  'FYI',
  'ASAP',
  'PS',
  'AI',
  'LLM',
  'OK',
  'IT',
  'HR',
]);

/** Verbs at the start of a sentence are no first names. */
const NO_VERB = String.raw`(?!(?:Please|Add|Put|Give|Grant|Make|Assign|Remove|Revoke|Take|Delete|Invite|Ignore|The|Let|Set|Change)\s)`;
const NAME = String.raw`${NO_VERB}\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){1,2}`;
const EMAIL = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu;

/** Every match of a pattern: its first group, or the whole. */
function all(sentence: string, ...patterns: readonly RegExp[]): string[] {
  const words = patterns.flatMap((pattern) =>
    [...sentence.matchAll(pattern)].map((match) => match[1] ?? match[0]),
  );
  return [...new Set(words)];
}

const keys = (sentence: string): string[] => {
  const named = all(sentence, /\bprojects? ["“']?([A-Z][A-Z0-9_]{1,9})\b/gu);
  const bare = all(sentence, /(?<![\w/-])([A-Z][A-Z0-9_]{1,9})(?![\w-])/gu);
  return [...new Set([...named, ...bare.filter((key) => !NO_KEYS.has(key))])];
};

const people = (sentence: string): string[] =>
  all(
    sentence,
    new RegExp(`@(${NAME})`, 'gu'),
    /@\[?([\w.-]+:[\w-]{8,})/gu,
    EMAIL,
    new RegExp(`(?<![\\p{L}])(${NAME})(?![\\p{L}])`, 'gu'),
    /\b(?:add|give|grant|put|make|remove|assign)\b[^.]*?\b(me|myself|the reporter)\b/giu,
  );

const groups = (sentence: string): string[] =>
  all(
    sentence,
    /\b([a-z0-9]+(?:-[a-z0-9]+)+)\b/gu,
    /\bgroup ["“']?([\w-]{2,60})/giu,
    /["“']?\b([\w-]{2,60})["”']? group\b/giu,
  ).filter((name) => !/^(the|a|this|that|called|named)$/iu.test(name));

const FINDERS: Readonly<Record<NameKind, (sentence: string) => string[]>> = {
  project: keys,
  issue: (sentence) => all(sentence, /\b[A-Z][A-Z0-9_]{1,9}-\d{1,9}\b/gu),
  user: people,
  group: groups,
  role: (sentence) =>
    all(
      sentence,
      /\b(Administrators?|Admins?|Developers?|Members?|Viewers?|Owners?)\b/giu,
      /\brole ["“']?(\w{2,40})/giu,
    ),
  quoted: (sentence) =>
    all(
      sentence,
      /["“„«]([^"“”„«»]{1,200})["”“»]/gu,
      /(?<!\w)'([^']{1,200})'(?!\w)/gu,
      /\b(?:called|named) ([\w -]{1,60}?)(?=[.,;!?]|\s(?:in|for|to|on|and)\b|$)/giu,
    ),
  email: (sentence) => all(sentence, EMAIL),
  permission: (sentence) =>
    all(
      sentence,
      /\b([A-Z]{3,}(?:_[A-Z]+)+)\b/gu,
      /\b((?:administer|browse|delete|edit|create|assign|manage)(?:\s(?:projects?|issues?|all issues|sprints?))?)\b/giu,
    ),
  holder: (sentence) => [
    ...all(sentence, /\b(every(?:one|body)|anyone|anybody|all users|public)\b/giu),
    ...groups(sentence),
    ...people(sentence),
  ],
  link: (sentence) => all(sentence, /https?:\/\/[^\s"'<>)\]]+/gu),
  status: (sentence) =>
    all(
      sentence,
      /\b(?:to|into|as) ["“']?((?:In )?(?:Done|Progress|Closed|Open|Review|Resolved|To Do))\b/giu,
    ),
  number: (sentence) => all(sentence, /\b(?:sprint) ["“']?([\w -]{1,30})/giu),
  sentence: (sentence) => [sentence],
};

/** Names of a kind in a sentence, in the order in which they are trusted. */
export const namesIn = (kind: NameKind, sentence: string): string[] => FINDERS[kind](sentence);
