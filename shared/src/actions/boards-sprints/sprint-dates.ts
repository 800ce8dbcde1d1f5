/**
 * Dates out of a ticket. There is no clock here: what does not name a day of a year is not understood, and asked. A day
 * without a time is its beginning for a start and its last minute for an end, in UTC.
 */
import { ok, type Result } from '../../result.ts';
import { timeWords } from '../../time-words.ts';
import { isCalendarDay } from '../look-up/calendar-day.ts';
import { bareWords } from '../look-up/match-name.ts';
import { ask, type Obstacle } from '../look-up/obstacle.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})$/i;
const DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i;
const MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;

function monthOf(word: string | undefined): number {
  const wanted = (word ?? '').toLowerCase();
  return MONTHS.findIndex((name) => wanted.startsWith(name)) + 1;
}

/** Year, month and day as written; undefined for other words. */
function dayIn(words: string): [number, number, number] | undefined {
  const iso = ISO.exec(words);
  if (iso !== null) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const dots = DOTS.exec(words);
  if (dots !== null) return [Number(dots[3]), Number(dots[2]), Number(dots[1])];
  const dayFirst = DAY_FIRST.exec(words);
  if (dayFirst !== null) return [Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1])];
  const monthFirst = MONTH_FIRST.exec(words);
  if (monthFirst === null) return undefined;
  return [Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2])];
}

function isDay([year, month, day]: readonly [number, number, number]): boolean {
  return year >= 2000 && year <= 2100 && isCalendarDay(year, month, day);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The time the words name, as Jira writes it (UTC); undefined where they name none. */
export function readDate(words: string, side: 'start' | 'end'): string | undefined {
  const bare = bareWords(words);
  const timed = ISO_TIME.exec(bare);
  if (timed !== null) {
    const day = [Number(timed[1]), Number(timed[2]), Number(timed[3])] as const;
    const time = Date.parse(bare.toUpperCase());
    return isDay(day) && Number.isFinite(time) ? new Date(time).toISOString() : undefined;
  }
  const day = dayIn(bare);
  if (day === undefined || !isDay(day)) return undefined;
  const time = side === 'start' ? '00:00:00.000' : '23:59:00.000';
  return `${day[0]}-${two(day[1])}-${two(day[2])}T${time}Z`;
}

/** Asks for a date in a form that is understood. */
export function askDate(words: string, side: 'start' | 'end', sprint: string) {
  return ask(
    `${side} date`,
    words,
    [],
    `On which day shall ${sprint} ${side}? Please write it like 2027-01-31.`,
  );
}

/** Both dates as asked; a date that is not understood, and an end before the start, are asked. */
export function readDates(
  args: { start?: string; end?: string },
  sprint: string,
): Result<{ start: string | null; end: string | null }, Obstacle> {
  const start = args.start === undefined ? null : readDate(args.start, 'start');
  const end = args.end === undefined ? null : readDate(args.end, 'end');
  if (start === undefined) return askDate(args.start ?? '', 'start', sprint);
  if (end === undefined) return askDate(args.end ?? '', 'end', sprint);
  return ok({ start, end });
}

/** True where both are known and the end does not come after the start. */
export function isReversed(start: string | null, end: string | null): boolean {
  return start !== null && end !== null && !(Date.parse(end) > Date.parse(start));
}

/** True where both are the same moment, however written; null is no date. */
export function isSameTime(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return Date.parse(a) === Date.parse(b);
}

/** A date for people. */
export function dateWords(iso: string | null): string {
  return iso === null ? 'none' : timeWords(Date.parse(iso));
}
