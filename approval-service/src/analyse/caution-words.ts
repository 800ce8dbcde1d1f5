/**
 * Words that hold an order back, narrow it, take it back, or show that there is none: as data. More words here only ever
 * make the analysis more careful.
 */
import { words } from './word-set.ts';

/** Words that make a request depend on something, limit it or take it back. */
export const CONDITION_WORDS = words(`
  if unless until till once when whenever before after only except excluding but not never without instead or either
  maybe perhaps temporarily temporary while during wait later tomorrow provided assuming approves agrees confirms
  agree confirm permitting monday tuesday wednesday thursday friday saturday sunday weekend expires expiry
  don't doesn't didn't won't can't cannot shouldn't isn't aren't except
  nicht kein keine keinen erst wenn falls sobald nachdem bevor bis warte warten oder außer nur morgen
  pas si quand lorsque dès après avant jusqu'à seulement sauf ou demain
  cuando después antes hasta solo sólo excepto salvo mañana
`);

/** Those of them that count in a reason as well. */
export const STRONG_CONDITIONS = words(`
  if unless until till once when whenever after before only except excluding but without temporarily temporary wait
  later provided assuming nicht erst wenn falls sobald nachdem bevor bis warte nur si quand lorsque dès après avant
  jusqu'à seulement sauf cuando después antes hasta solo sólo excepto salvo
`);

/** Words a reason begins its clause with. */
export const SUBJECTS = words(`
  i we you he she it they the this there our my their his her since because as so nobody everyone everybody someone er sie wir ich der die das il elle
  nous je ella él ellos
`);

/** Words that narrow a request from another sentence of the ticket. */
export const LIMIT_WORDS = words(`
  only until till except excluding unless temporarily temporary instead read-only expires expiry
  role roles viewer viewers admin admins administrator guest guests observer rolle
  sorry wrong correction typo meant oops rather actually mistake nvm
  nur bis außer vorübergehend seulement jusqu'à sauf solo sólo hasta excepto
`);

/** A sentence that begins with one of these speaks of a condition, a limit or the opposite. */
export const LIMIT_STARTERS = words(`
  if once when unless after before but not don't never no without until wenn falls sobald nicht kein si quand cuando
`);

/** Time spans and dates: access for a time is not what was asked without it. */
export const TIME_UNITS = words(`
  hour hours day days week weeks weekend month months quarter quarters year years sprint-long
  january february march april may june july august september october november december
`);

/** Short sentences that take a request back or put it off, as word sequences. */
export const HOLD_PHRASES: readonly string[] = [
  'wait for',
  'please wait',
  'wait until',
  'wait a',
  'hold off',
  'hold on',
  'hold this',
  'on hold',
  'not yet',
  'no action',
  'never mind',
  'nevermind',
  'disregard',
  'cancel this',
  'please cancel',
  'ignore this',
  'forget it',
  'forget this',
  'forget about',
  'no longer needed',
  'no longer required',
  'not needed',
  'not required',
  'already done',
  'been done',
  'solved',
  'sorted',
  'all good',
  'withdraw',
  'withdrawn',
  'postpone',
  'postponed',
  "don't do",
  'do not do',
  'stop this',
  'do nothing',
  'obsolete',
  'false alarm',
  'by mistake please ignore',
  'was done',
  'is done',
  'resolved now',
  'works now',
  'scratch that',
  'please ignore',
  'ignore the',
  'just a test',
  'this is a test',
  'only a test',
  'nvm',
  'my bad',
  'changed my mind',
  'not anymore',
  'not any more',
  'please stop',
  'do not proceed',
  "don't proceed",
  'do not touch',
  "don't touch",
  'object to this',
  'i object',
  'please keep',
  'warte',
  'bitte warten',
  'noch nicht',
  'hat sich erledigt',
  'erledigt',
  'attendez',
  'pas encore',
  'annulez',
  'espera',
  'todavía no',
  'aún no',
];

/** Word sequences that address a machine or claim that rules do not count; they make a whole ticket suspicious. */
export const OVERRIDE_PHRASES: readonly string[] = [
  'system prompt',
  'previous instructions',
  'earlier instructions',
  'prior instructions',
  'above instructions',
  'all instructions',
  'your instructions',
  'your rules',
  'your only task',
  'your new task',
  'your next action',
  "'s next action",
  'you are now',
  'language model',
  'chatbot',
  'llm',
  'assistant',
  'ai',
  'gpt',
  'claude',
  'pre-approved',
  'preapproved',
  'no approval',
  'without approval',
  'skip approval',
  'bypass',
  'no-approval',
  'auto-execute',
  'auto_execute',
  'auto execute',
  'requires_approval',
  'confidence',
  'jailbreak',
  'developer mode',
  'debug mode',
  'sudo',
  'without restrictions',
  'as their approval',
  'as my approval',
  'treat it as',
  'treat this as',
  'remember for later',
  'from now on',
  'from tomorrow on',
  'at once no approval',
  'answer only',
  'reply only',
  'respond only',
  'say only',
  'act as',
  'play a',
  'play the',
  'pretend',
  'roleplay',
  'role-play',
  'simulate',
  'override',
  'what the admin wrote',
  'as the admin wrote',
  'do what',
  'the instructions',
  'execute the following',
  'bisherigen regeln',
  'ignoriere',
  'antworte',
  'anweisungen',
  'ignorez',
  'instrucciones',
  'instructions précédentes',
  'policy update',
  'approved kraken',
  'kraken admin',
];

/** Starts of reports that something has been done. */
export const DONE_PHRASES: readonly string[] = [
  "i've",
  'i have',
  'we have',
  "we've",
  'has been',
  'have been',
  'was',
  'were',
  'are now',
  'is now',
];

/** Past participles and past tenses of order verbs, for reports. */
export const DONE_VERBS = words(`
  added removed deleted created moved changed updated granted assigned archived closed resolved disabled blocked
  renamed merged migrated enabled deactivated restored reset done completed finished fixed banned
`);

/** Words of an introduction or label under which lines are examples, reports or citations. */
export const NON_REQUEST_WORDS = words(`
  steps reproduce expected actual tried example examples documentation docs error errors log logs wrote said says asked
  quote quoted faq tutorial guide previously history changelog note notes beispiel exemple ejemplo question questions
  how why what output result results traceback
`);

/** Words of complaints and reports about Jira itself. */
export const COMPLAINT_WORDS = words(`
  spam spammer spammers spambot spambots spamming spammed phishing scam slow broken outage freezes hangs malfunction
`);

/** Words that make the words before them a report of a fault (`Add Dana to ABC fails with error 403`). */
export const ERROR_WORDS = words(`
  error errors fail fails failed failing failure denied broken exception timeout button greyed grayed crash crashes
`);
