/** The day that was `days` days ago in the reader's time zone, as 2026-10-31. By the calendar: a day on which the clock changes has 23 or 25 hours. */
export function dayBefore(now: number, days: number): string {
  const today = new Date(now);
  // At noon, which no change of the clock reaches: where it changes at midnight, a day has no midnight.
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days, 12);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
