/** Days of the calendar. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True where the month of this year has this day. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const most = month === 2 && isLeap ? 29 : DAYS[month - 1];
  return most !== undefined && day >= 1 && day <= most;
}

/** True for a day from 1900 on, written `2026-12-24`. */
export function isWrittenDay(words: string): boolean {
  const [, year, month, day] = (DATE.exec(words) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return year >= 1900 && isCalendarDay(year, month, day);
}
