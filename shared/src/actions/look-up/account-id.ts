/** Jira's id of a person, and the ways tickets write it. */

const ACCOUNT_ID = /^[0-9a-zA-Z:_-]{1,128}$/;
const MENTION = /^@?\[~accountid:([0-9a-zA-Z:_-]{1,128})\]$/i;
/** Forms that no name has: 24 hex digits, or a number and a UUID. */
const BARE =
  /^(?:[0-9a-f]{24}|\d{1,12}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** True for what may stand in a request as an account id. */
export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}

/** The account id in a mention (`[~accountid:…]`) or written bare; undefined for other words. */
export function accountIdIn(words: string): string | undefined {
  const mentioned = MENTION.exec(words)?.[1];
  if (mentioned !== undefined) return mentioned;
  return BARE.test(words) ? words : undefined;
}

/** An account id as words that `accountIdIn` reads: how an inverse names a person. */
export function mentionOf(accountId: string): string {
  return `[~accountid:${accountId}]`;
}
