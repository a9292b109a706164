// Times that people choose from, by the clock of this device.

const MINUTE_MS = 60_000;
/** When most people have begun the day. */
const MORNING_HOUR = 9;
const MONDAY = 1;
const DAYS_OF_WEEK = 7;

export const CHOICES_AHEAD = ['twentyMinutes', 'hour', 'tomorrow', 'monday'] as const;
export type ChoiceAhead = (typeof CHOICES_AHEAD)[number];

export function timeAhead(choice: ChoiceAhead, now: number): number {
  switch (choice) {
    case 'twentyMinutes':
      return now + 20 * MINUTE_MS;
    case 'hour':
      return now + 60 * MINUTE_MS;
    case 'tomorrow':
      return morning(now, 1);
    case 'monday':
      return morning(now, (MONDAY - new Date(now).getDay() + DAYS_OF_WEEK) % DAYS_OF_WEEK || DAYS_OF_WEEK);
  }
}

/** By the calendar: a day on which the clocks change has another length. */
function morning(now: number, days: number): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, MORNING_HOUR).getTime();
}

/** As a field for a local date and time has it: "2026-12-01T09:00". */
export function localTimeText(at: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = new Date(at);
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The time in such a field. Null: it is empty, or not complete. */
export function localTimeOf(text: string): number | null {
  const at = text === '' ? NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
