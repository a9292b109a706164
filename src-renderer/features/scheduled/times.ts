// Times in the future, by the clock of this device.
import { RepeatEvery, type Repeat } from '../../../src-shared/repeat.ts';
import { dateFormat } from '../../ui/date-format.ts';
import { strings } from '../../strings/all-strings.ts';

const NINE = 9;
const MONDAY = 1;
const DAYS_OF_WEEK = 7;

export function tomorrowAtNine(now: number): number {
  return atNine(now, 1);
}

export function mondayMorning(now: number): number {
  return atNine(now, (MONDAY - new Date(now).getDay() + DAYS_OF_WEEK) % DAYS_OF_WEEK || DAYS_OF_WEEK);
}

function atNine(now: number, days: number): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, NINE).getTime();
}

/** The content of fields for a date and a time, such as 2026-12-02 and 09:00. */
export interface WallFields {
  date: string;
  time: string;
}

export function fieldsOf(at: number): WallFields {
  const day = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return {
    date: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`,
    time: `${two(day.getHours())}:${two(day.getMinutes())}`,
  };
}

/** Null: not both are filled in. */
export function timeOf({ date, time }: WallFields): number | null {
  const at = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(at) ? null : at;
}

export const EVERY = ['once', ...RepeatEvery.options] as const;
export type Every = (typeof EVERY)[number];

export function isEvery(value: string): value is Every {
  return EVERY.some((each) => each === value);
}

/** The rhythm in the time zone of this device. */
export function repeatOf(every: Every, days: readonly number[]): Repeat | null {
  return every === 'once' ? null : { every, days: every === 'week' ? [...days] : [], time_zone: deviceZone() };
}

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Tomorrow, 9:00", "Monday, December 7, 9:00". */
export function whenWords(at: number, now: number): string {
  const words = strings.scheduling;
  const time = dateFormat('time').format(at);
  const [day, today, tomorrow] = [at, now, tomorrowAtNine(now)].map((each) => new Date(each).toDateString());
  if (day === today) return words.onDay(strings.timeline.today, time);
  if (day === tomorrow) return words.tomorrowAt(time);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return words.onDay(dateFormat(isThisYear ? 'day' : 'dayAndYear').format(at), time);
}
