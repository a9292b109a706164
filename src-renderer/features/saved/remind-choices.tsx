import { AlarmClock, CalendarClock, Clock, Sunrise } from 'lucide-react';
import { CHOICES_AHEAD, timeAhead, type ChoiceAhead } from '../../lib/times-ahead.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { aheadWord } from './ahead-words.ts';

const ICONS = { twentyMinutes: Clock, hour: AlarmClock, tomorrow: Sunrise, monday: CalendarClock } as const satisfies Record<
  ChoiceAhead,
  unknown
>;

/** The times that a reminder offers. */
export function remindChoices(now: number, onChoose: (at: number) => void): MenuItem[] {
  return CHOICES_AHEAD.map((choice) => ({
    icon: ICONS[choice],
    label: strings.savedPanel.choices[choice],
    detail: aheadWord(timeAhead(choice, now), now),
    // Minutes may pass while the choices are open.
    onSelect: () => onChoose(timeAhead(choice, Date.now())),
  }));
}
