import { strings } from '../../strings/all-strings.ts';
import { dateFormat } from '../../ui/date-format.ts';
import { dayAndTime, timeWord } from '../timeline/time-words.ts';

/** "14:03" today, "Tomorrow, 09:00", else with its date. */
export function aheadWord(at: number, now: number): string {
  const day = new Date(at).toDateString();
  if (at < now || day === new Date(now).toDateString()) return dayAndTime(at, now);
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  return day === tomorrow.toDateString()
    ? strings.timeline.dayAndTime(strings.savedPanel.tomorrow, timeWord(at))
    : dateFormat('short').format(at);
}
