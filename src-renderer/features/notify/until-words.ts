import { locale } from '../../strings/strings.ts';

/** "15:30" today, "Sat 08:00" on another day. */
export function untilWords(time: number, now: number): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : { weekday: 'short' as const };
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit' }).format(time);
}
