// When a message that repeats is sent next. Its time of day is that of a clock on the wall: 9:00 stays 9:00 when the clocks change.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { TimeZone } from './profile.ts';

export const RepeatEvery = z.enum(['day', 'weekday', 'week', 'month']);
export type RepeatEvery = z.infer<typeof RepeatEvery>;

export const Repeat = z.object({
  every: described(
    '`weekday`: Monday to Friday. `month`: on the day of the first time, or on the last day of a shorter month.',
    RepeatEvery,
  ),
  days: described(
    'Of `week`: the days of the week, 0 is Sunday. Empty: that of the first time.',
    z.array(z.int().check(z.minimum(0), z.maximum(6))),
  ),
  time_zone: described('An IANA name, such as Pacific/Honolulu. The time of day is that of its clock.', TimeZone),
});
export type Repeat = z.infer<typeof Repeat>;

const DAY_MS = 24 * 60 * 60 * 1000;
const SATURDAY = 6;
/** A day of each rhythm is nearer than this. */
const DAYS_AHEAD = 33;

/** The next time later than `after`. `firstAt` is the time of any occurrence, and sets the time of day. All are Unix times in ms. */
export function nextTime({ every, days, time_zone }: Repeat, firstAt: number, after: number): number {
  const first = wallTime(firstAt, time_zone);
  const startOfDay = first - (first % DAY_MS);
  const onDays = days.length === 0 ? [dayOfWeek(startOfDay)] : days;
  const isDay: Record<RepeatEvery, (day: number) => boolean> = {
    day: () => true,
    weekday: (day) => dayOfWeek(day) > 0 && dayOfWeek(day) < SATURDAY,
    week: (day) => onDays.includes(dayOfWeek(day)),
    month: (day) => dateOf(day) === Math.min(dateOf(startOfDay), lastDateOf(day)),
  };
  const now = wallTime(after, time_zone);
  // From the day before: the clock may have been set back over midnight.
  const begin = now - (now % DAY_MS) - DAY_MS;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = begin + ahead * DAY_MS;
    const time = isDay[every](day) ? timeOfWall(day + (first % DAY_MS), time_zone) : -Infinity;
    if (time > after) return time;
  }
  throw new Error(`No time of ${every} after ${after}.`);
}

/** The time that a clock in the zone shows, as the milliseconds of the same clock in UTC. */
function wallTime(time: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((time % 1000) + 1000) % 1000);
}

/** A format is slow to make, and one rhythm asks for many times. */
let newestFormat: { timeZone: string; format: Intl.DateTimeFormat } | null = null;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  if (newestFormat?.timeZone === timeZone) return newestFormat.format;
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  newestFormat = { timeZone, format };
  return format;
}

/** The first time at which the clock shows this. A time that the clock leaves out when it is set forward is as much later. */
export function timeOfWall(wall: number, timeZone: string): number {
  const [before, after] = [wall - DAY_MS, wall + DAY_MS].map((time) => wallTime(time, timeZone) - time);
  const candidates = [wall - (before ?? 0), wall - (after ?? 0)];
  return candidates.find((time) => wallTime(time, timeZone) === wall) ?? candidates[0] ?? wall;
}

const dayOfWeek = (day: number): number => new Date(day).getUTCDay();
const dateOf = (day: number): number => new Date(day).getUTCDate();

function lastDateOf(day: number): number {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
