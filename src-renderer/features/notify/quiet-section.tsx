// When one is not to be called: now, and every week.
import { BellOff, BellRing, Sunrise } from 'lucide-react';
import clsx from 'clsx';
import { useState } from 'react';
import { MINUTES_OF_DAY, type QuietHours } from '../../../src-shared/notify/levels.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DayButtons } from '../../ui/day-buttons.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { untilWords } from './until-words.ts';
import { usePreferences } from './use-preferences.ts';
import { useQuietActions, useQuietUntil } from './use-quiet.ts';

export function QuietSection() {
  const { preferences, change, error } = usePreferences();
  const hours = preferences.quiet_hours;
  const text = strings.notifyPage;
  const set = (part: Partial<QuietHours>): void => change({ quiet_hours: { ...hours, ...part } });
  return (
    <section aria-label={text.quietTitle} className="mt-7 border-t border-line pt-5">
      <h4 className="mb-1.5 text-list font-semibold text-ink-2">{text.quietTitle}</h4>
      <QuietNow />
      <div className="-mx-2 mt-3">
        <Checkbox isChecked={hours.is_on} onChange={(is_on) => set({ is_on })}>
          {text.quietHours}
        </Checkbox>
      </div>
      <p className="ps-7.5 text-list text-ink-2">{text.quietHoursText}</p>
      {hours.is_on && <Hours hours={hours} onChange={set} />}
      <FieldError text={error} />
    </section>
  );
}

function QuietNow() {
  const until = useQuietUntil();
  const { forAnHour, untilTomorrow, end } = useQuietActions();
  const { quietNow, quietNowText } = strings.notifyPage;
  const quiet = strings.notify.quiet;
  return (
    <div role="group" aria-label={quietNow}>
      <p className="mb-2 text-list text-ink-2">{quietNowText}</p>
      {/* One that is pressed leaves the other in its place, so that the focus stays. */}
      <div className="flex flex-wrap gap-2">
        {until === null ? (
          <>
            <Button key="switch" icon={BellOff} onClick={forAnHour}>
              {quiet.hour}
            </Button>
            <Button icon={Sunrise} onClick={untilTomorrow}>
              {quiet.tomorrow}
            </Button>
          </>
        ) : (
          <Button key="switch" icon={BellRing} onClick={end}>
            {quiet.end}
          </Button>
        )}
      </div>
      <p role="status" className={clsx('text-list font-semibold text-ink', until !== null && 'mt-2')}>
        {until !== null && quiet.until(untilWords(until, Date.now()))}
      </p>
    </div>
  );
}

function Hours({ hours, onChange }: { hours: QuietHours; onChange: (part: Partial<QuietHours>) => void }) {
  const { from, to, days } = hours;
  const text = strings.notifyPage;
  const end = from === to ? text.wholeDay : to < from ? text.nextDay : undefined;
  return (
    <div className="mt-3 flex flex-col gap-3.5 ps-7.5">
      <div className="flex flex-wrap items-start gap-4">
        <TimeField label={text.from} minutes={from} onChange={(minutes) => onChange({ from: minutes })} />
        <TimeField label={text.to} minutes={to} hint={end} onChange={(minutes) => onChange({ to: minutes })} />
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-list font-semibold text-ink-2">{text.days}</legend>
        <DayButtons days={days} onChange={(next) => onChange({ days: next })} />
        <FieldError text={days.length === 0 ? text.noDays : null} />
      </fieldset>
    </div>
  );
}

interface TimeFieldProps {
  label: string;
  minutes: number;
  hint?: string | undefined;
  onChange: (minutes: number) => void;
}

/** Half a time, while it is typed, is not a time yet. */
function TimeField({ label, minutes, hint, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (value: string): void => {
    setTyped(value);
    const next = minutesOf(value);
    if (next !== null && next !== minutes) onChange(next);
  };
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <TextInput
          {...control}
          type="time"
          value={typed ?? clockOf(minutes)}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(null)}
          className="w-32"
        />
      )}
    </Field>
  );
}

function clockOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function minutesOf(clock: string): number | null {
  const match = /^(\d\d):(\d\d)/.exec(clock);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  return minutes < MINUTES_OF_DAY ? minutes : null;
}
