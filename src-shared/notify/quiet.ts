// Quiet times: until a certain time, or at certain hours by the clock of the device.
import { DAYS_OF_WEEK, type NotifyPreferences, type QuietHours } from './levels.ts';

/** "Until tomorrow" ends when most people are up. */
const MORNING_HOUR = 8;
export const HOUR_MS = 60 * 60 * 1000;

/** `format`: of another time zone than that of the device. */
export function isQuiet({ quiet_hours, quiet_until }: NotifyPreferences, now: number, format?: Intl.DateTimeFormat): boolean {
  if (quiet_until !== null && quiet_until > now) return true;
  return quiet_hours.is_on && isWithin(quiet_hours, clockTime(now, format));
}

/** When the quiet hours of now end, by the clock of this device. Null outside of them. */
export function quietHoursEnd({ quiet_hours }: Pick<NotifyPreferences, 'quiet_hours'>, now: number): number | null {
  if (!quiet_hours.is_on || !isWithin(quiet_hours, clockTime(now))) return null;
  return nextAt(quiet_hours.to, now);
}

/** When the quiet time of now ends, by the clock of this device. Null: it is not quiet. */
export function quietEnd(preferences: Pick<NotifyPreferences, 'quiet_hours' | 'quiet_until'>, now: number): number | null {
  const { quiet_until } = preferences;
  const chosen = quiet_until !== null && quiet_until > now ? quiet_until : null;
  const hours = quietHoursEnd(preferences, now);
  return chosen === null || hours === null ? (chosen ?? hours) : Math.max(chosen, hours);
}

/** When quiet hours may begin or end next, by the clock of this device. Null without any. */
export function nextQuietHour({ quiet_hours }: Pick<NotifyPreferences, 'quiet_hours'>, now: number): number | null {
  return quiet_hours.is_on ? Math.min(nextAt(quiet_hours.from, now), nextAt(quiet_hours.to, now)) : null;
}

/** `minute`: since midnight. */
function nextAt(minute: number, now: number): number {
  const today = new Date(now).setHours(0, minute, 0, 0);
  if (today > now) return today;
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  return tomorrow.setHours(0, minute, 0, 0);
}

/** A quiet time that began yesterday may last until today. */
function isWithin({ from, to, days }: QuietHours, { day, minute }: ClockTime): boolean {
  if (from < to) return days.includes(day) && from <= minute && minute < to;
  const yesterday = (day + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK;
  return (days.includes(day) && minute >= from) || (days.includes(yesterday) && minute < to);
}

interface ClockTime {
  /** 0 is Sunday. */
  day: number;
  /** Since midnight, as the clock shows it: a day that changes its clocks has other lengths, and that does not matter. */
  minute: number;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Without a time zone: by the clock of this device. */
export function clockFormat(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
}

function clockTime(now: number, format = clockFormat()): ClockTime {
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf(parts.weekday ?? ''), minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** Eight in the morning of the next day, by the clock of this device. */
export function tomorrowMorning(now: number): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, MORNING_HOUR).getTime();
}
