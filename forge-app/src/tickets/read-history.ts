/**
 * The whole history of an issue: what came with the issue, or all pages of it when that may have been cut off. Guarantees
 * that a history which may lack a change, or is newer than the texts that were read, counts as unknown (null).
 */
import { fieldAt, isJsonObject, type Json } from '@kraken/shared';
import { isLostRead } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';
import { newestEntry } from './find-text-authors';

/**
 * The document calls `total` the number of results on the page, and sites have been seen to cut the expanded list at 100
 * and at 40: a list this long is never taken for the whole.
 */
const SURELY_WHOLE = 20;
const MAX_PAGES = 20;

/** Every change, in any order; null: not known; undefined: ask again later. `readPage` reads changes from a position on. */
export async function readHistory(
  issue: Json,
  readPage: (startAt: number) => Promise<JiraAnswer>,
): Promise<Json[] | null | undefined> {
  const recent = fieldAt(issue, 'changelog.histories');
  if (!Array.isArray(recent)) return null;
  const total = fieldAt(issue, 'changelog.total');
  const isWhole = typeof total === 'number' && total <= recent.length;
  if (isWhole && recent.length < SURELY_WHOLE) return recent;
  const all = await readPages(readPage);
  if (all === undefined || all === null) return all;
  return idOf(newestEntry(all)) === idOf(newestEntry(recent)) ? all : null;
}

async function readPages(
  readPage: (startAt: number) => Promise<JiraAnswer>,
): Promise<Json[] | null | undefined> {
  const all: Json[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await readPage(all.length);
    if (isLostRead(answer) || answer.status === 429) return undefined;
    const found = answer.status === 200 ? pageIn(answer.body) : undefined;
    if (found === undefined) return null;
    all.push(...found.values);
    if (all.length >= found.total) return all;
    if (found.values.length === 0) return null;
  }
  return null;
}

function pageIn(body: Json): { values: Json[]; total: number } | undefined {
  const { values, total } = isJsonObject(body) ? body : {};
  return Array.isArray(values) && typeof total === 'number' ? { values, total } : undefined;
}

function idOf(entry: Json | undefined): Json | undefined {
  return entry === undefined ? undefined : fieldAt(entry, 'id');
}
