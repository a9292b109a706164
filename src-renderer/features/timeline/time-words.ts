// Times and days as people say them, in the reader's own zone and language.
import { dateFormat } from '../../ui/date-format.ts';
import { strings } from '../../strings/strings.ts';

const DAY_MS = 24 * 60 * 60_000;

export function timeWord(at: number): string {
  return dateFormat('time').format(at);
}

/** "Today", "Yesterday", "Thursday" within a week, then the date. */
export function dayWord(at: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (days === 0) return strings.timeline.today;
  if (days === 1) return strings.timeline.yesterday;
  if (days > 1 && days < 7) return dateFormat('weekday').format(at);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dateFormat(isThisYear ? 'day' : 'dayAndYear').format(at);
}

/** "14:03" today, else with its day. */
export function dayAndTime(at: number, now: number): string {
  const time = timeWord(at);
  return startOfDay(at) === startOfDay(now) ? time : strings.timeline.dayAndTime(dayWord(at, now), time);
}

export function fullTime(at: number): string {
  return dateFormat('full').format(at);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
