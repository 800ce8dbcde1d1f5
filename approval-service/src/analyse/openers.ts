/** What stands around an order: greetings, politeness, sequence words before it, courtesy and connectors behind it. */
import { compileOwnPhrase } from './compile-phrase.ts';
import { matchPhrase, type StepCount } from './match-phrase.ts';
import type { Token } from './tokenize.ts';

const NEUTRAL = compileOwnPhrase(
  [
    '(hi|hello|hey|dear|hallo|bonjour|hola|moin|greetings) [all|team|there|everyone|everybody|folks|admins|admin|jira] [admins|admin|team] [<name>] [,|!|-]',
    '(kraken|team|admins|folks|all|jira team|admin team|support team|@kraken) ,',
    '<mention> [,|:]',
    '(description|request|task|action|summary|subject|todo|beschreibung|anfrage|betreff|demande|solicitud) :',
    '(also|additionally|next|finally|lastly|first|firstly|second|secondly|third|moreover|furthermore|besides|therefore|hence|in addition|as a first step|außerdem|zusätzlich|aussi|también) [,]',
    '(urgent|asap|important|fyi) [:|,|-|!]',
    '(if possible|when you have (time|a moment|a minute)|when you get (time|a moment|a minute|a chance)|when possible|as discussed|as agreed|as requested) [,]',
    'so|just|¿|¡',
  ].join('|'),
);

/** Words that put a clause behind the one before it. */
const SEQUENCE = compileOwnPhrase(
  '(then|after that|afterwards|and then|and after that|danach|ensuite|luego|after this|thereafter) [,]',
);

const REQUEST = compileOwnPhrase(
  [
    '(please|pls|plz|kindly|bitte|veuillez|merci de|merci|por favor)  [,]',
    "(s'il vous plaît|s'il te plaît) [,]",
    '(can|could|would|will) (you|someone|somebody|anyone|an admin|any admin|one of you|the admins|the team) [please|pls|kindly|also] [help (me|us) [to|and]]',
    '(can|could) (we|i) (please|pls|kindly)',
    '(i|we) (need|want|wish|require) [you] to',
    "((i|we) would like|(i'd|we'd) like) [you] [to]",
    "je voudrais|j'aimerais|nous voudrions|quisiera|quiero|me gustaría|ich möchte|wir möchten",
    "((i|we) would like|(i'd|we'd) like) to (ask|request) [you] [to|for|that you]",
    '(i|we) (need|want|require)',
    '(need|needs|want|wants) [to]',
    "(i am|i'm|we are|we're) (requesting|asking) [you] [to|for]",
    '(requesting|request) [to|for]',
    "(it would be|it is|it's) (great|nice|good|helpful|lovely) if you (could|can|would)",
    '(i|we) would appreciate [it] if you (could|can|would)',
    '(appreciate|grateful) if you (could|can|would)',
    '(kannst|könntest|können|könnten) (du|sie|ihr) [bitte]',
    '(pouvez-vous|pourriez-vous|peux-tu) [svp]',
    '(puedes|podéis|podrías|pueden|podrían|puede|podría)',
    "(don't|do not) forget to|(make|be) sure to",
    'and|und|et',
  ].join('|'),
);

const HEDGED = compileOwnPhrase(
  [
    '(can|could|may|might) (we|i) [also]',
    '(is|would) it [be] possible to',
    'is there a way to',
    "(i|we|i'd|we'd|i would|we would) (propose|suggest|recommend|prefer|think) [that] [you|we] [to|should] ",
    '(we|you|i|one) (should|can|could|might|must|may)',
    "maybe|perhaps|let's|let us",
    '(i|we) (plan|intend|hope|hoped|wanted|am going|are going) to',
  ].join('|'),
);

const COURTESY = compileOwnPhrase(
  [
    '[,] (please|pls|plz|kindly|thanks|thx|ty|cheers|asap|today|now|immediately|urgently|again|too|bitte|danke|merci|gracias|por favor|svp)',
    '[,] (thank you|thanks|thx|cheers) [,] <name> [<name>]',
    '[,] (thank you|thanks (a lot|so much|in advance|everyone|all)|many thanks|best regards|kind regards|regards)',
    '[,] (as soon as possible|right away|as well|if possible|if you can|for me|for us|in jira|on jira|in our jira|when possible)',
    '[<open>|,] [see|see the|as per] [the] [names|list|file|details] (attached|attachment|below|in the attachment|in the attached file) [list|file|names] [<close>]',
    '[,] when you (have (time|a moment|a minute)|get (time|a moment|a minute|a chance))',
  ].join('|'),
);

const CONNECTOR = compileOwnPhrase(
  '[,|;] (and|then|also|plus|&|und|et|y|as well as|sowie|but also|-) (then|also|please|additionally|,|und|bitte)*',
);

/** What the words before an order say about it. */
export interface Opening {
  /** Position of the first word of the order. */
  at: number;
  isRequest: boolean;
  isHedged: boolean;
  /** The clause comes after the one before it. */
  isSequel: boolean;
}

/** Most openers in a row; what follows more of them is not read. */
const MAX_OPENERS = 8;

/** Skips greetings, politeness and sequence words. */
export function skipOpeners(tokens: readonly Token[], start: number, count: StepCount): Opening {
  const opening: Opening = { at: start, isRequest: false, isHedged: false, isSequel: false };
  for (let round = 0; round < MAX_OPENERS; round += 1) {
    const ends = [NEUTRAL, SEQUENCE, REQUEST, HEDGED].map(
      (program) => matchPhrase(program, tokens, opening.at, count)?.end ?? -1,
    );
    const longest = Math.max(...ends);
    if (longest < 0) break;
    const [, sequel, request, hedged] = ends;
    if (sequel === longest) opening.isSequel = true;
    if (request === longest) opening.isRequest = true;
    if (hedged === longest && request !== longest) opening.isHedged = true;
    opening.at = longest;
  }
  return opening;
}

/** Skips thanks, `please` and the like; returns the position behind them. */
export function skipCourtesy(tokens: readonly Token[], start: number, count: StepCount): number {
  let at = start;
  for (let round = 0; round < MAX_OPENERS; round += 1) {
    const end = matchPhrase(COURTESY, tokens, at, count)?.end;
    if (end === undefined) break;
    at = end;
  }
  return at;
}

/** Position behind `and`, `, then` and the like; undefined when none stands here. */
export function skipConnector(
  tokens: readonly Token[],
  start: number,
  count: StepCount,
): number | undefined {
  return matchPhrase(CONNECTOR, tokens, start, count)?.end;
}
