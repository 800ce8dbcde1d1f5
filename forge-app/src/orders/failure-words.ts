/** Says why Jira refused, in Jira's own words, cut to what a report carries. */
import { fieldAt, isJsonObject, type Json } from '@kraken/shared';
import type { JiraAnswer } from '../ports';

const MAX_LENGTH = 500;
/** Refusals of a Free plan, which the requester should read before any other message. */
const PLAN_REFUSAL = /Free plans?\b|not entitled to/i;

const PLAN_WORDS =
  'This site’s Jira plan does not include this change (Free plans leave it out), so nobody can make it until the plan is changed.';

/**
 * Jira's words for a refused request; a sentence with the status where it gives none. Never markup. A refusal of the
 * plan (400 or 403) is first said in plain words.
 */
export function failureWords(answer: JiraAnswer): string {
  const words = listWords(answer.body);
  const plan = words.find((word) => PLAN_REFUSAL.test(word));
  if (plan !== undefined) {
    const rest = words.filter((word) => word !== plan);
    return cutWords([PLAN_WORDS, 'Jira says:', plan, ...rest].join(' '));
  }
  if (words.length > 0) return cutWords(words.join(' '));
  if (answer.status === 429) return 'Jira was too busy and did not do it (429)';
  return `Jira answered ${answer.status} and gave no reason`;
}

/** Why a long task that Jira had accepted did not do what was asked: how it ended, and its own words where it has some. */
export function taskWords({ body }: JiraAnswer, field: string): string {
  const words = listWords(body).join(' ');
  const ended = `Jira’s task ended as ${String(fieldAt(body, field))}`;
  return cutWords(words === '' ? `${ended} and gave no reason` : `${ended}: ${words}`);
}

/** Cuts to 500 characters, visibly. */
export function cutWords(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…`;
}

/** Jira has several shapes for its errors: `errorMessages`, `errors`, `message`, `errorMessage`. */
function listWords(body: Json): string[] {
  if (!isJsonObject(body)) return [];
  const words = [
    ...textsOf(body['errorMessages']),
    ...fieldTexts(body['errors']),
    ...textsOf(body['message']),
    ...textsOf(body['errorMessage']),
  ];
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
}

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string');
}

function fieldTexts(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => listWords(item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([field, text]) =>
    typeof text === 'string' ? [`${field}: ${text}`] : [],
  );
}
