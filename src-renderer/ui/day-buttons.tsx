import clsx from 'clsx';
import { locale } from '../strings/strings.ts';

/** Monday to Sunday. */
const DAYS = [1, 2, 3, 4, 5, 6, 0];

interface DayButtonsProps {
  /** 0 is Sunday. */
  days: readonly number[];
  onChange: (days: number[]) => void;
}

/** Some days of the week. */
export function DayButtons({ days, onChange }: DayButtonsProps) {
  const toggle = (day: number): void =>
    onChange(days.includes(day) ? days.filter((each) => each !== day) : [...days, day].sort((a, b) => a - b));
  return (
    <div className="flex gap-1.5 max-sm:grid max-sm:grid-cols-7 max-sm:gap-1">
      {DAYS.map((day) => (
        <DayButton key={day} day={day} isOn={days.includes(day)} onToggle={() => toggle(day)} />
      ))}
    </div>
  );
}

function DayButton({ day, isOn, onToggle }: { day: number; isOn: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={clsx(
        'relative h-8 min-w-11 rounded-control border px-2 text-list tap:h-11 max-sm:min-w-0 max-sm:px-0',
        isOn ? 'border-accent bg-accent-soft font-semibold text-accent' : 'border-edge bg-raise text-ink-2 hover:bg-line-2',
      )}
    >
      <span aria-hidden>{dayName(day, 'short')}</span>
      <span className="sr-only">{dayName(day, 'long')}</span>
    </button>
  );
}

/** 2026-11-01 was a Sunday. */
function dayName(day: number, weekday: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2026, 10, 1 + day));
}
