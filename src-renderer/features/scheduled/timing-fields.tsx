import { DayButtons } from '../../ui/day-buttons.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { deviceZone, EVERY, fieldsOf, isEvery, repeatOf, timeOf, type Every, type WallFields } from './times.ts';
import type { Timing } from './use-schedule.ts';

export interface TimingDraft extends WallFields {
  every: Every;
  days: readonly number[];
}

export function timingDraft({ send_at, repeat }: Timing): TimingDraft {
  const days = repeat?.every === 'week' && repeat.days.length > 0 ? repeat.days : [new Date(send_at).getDay()];
  return { ...fieldsOf(send_at), every: repeat?.every ?? 'once', days };
}

/** The time that was chosen, or what is wrong with it. */
export function readTiming(draft: TimingDraft, now: number): Timing | string {
  const send_at = timeOf(draft);
  if (send_at === null || (draft.every === 'week' && draft.days.length === 0)) return strings.scheduling.noTime;
  if (send_at <= now) return strings.scheduling.timeIsOver;
  return { send_at, repeat: repeatOf(draft.every, draft.days) };
}

interface TimingFieldsProps {
  draft: TimingDraft;
  /** Why it cannot repeat. Null: it can. */
  sentOnce: string | null;
  onChange: (draft: TimingDraft) => void;
}

/** When a message is sent, and how often. */
export function TimingFields({ draft, sentOnce, onChange }: TimingFieldsProps) {
  const words = strings.scheduling;
  const set = (part: Partial<TimingDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field label={words.date}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              value={draft.date}
              min={fieldsOf(Date.now()).date}
              onChange={(event) => set({ date: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.time}>
          {(control) => <TextInput {...control} type="time" value={draft.time} onChange={(event) => set({ time: event.target.value })} />}
        </Field>
      </div>
      <Field label={words.repeat} hint={sentOnce ?? (draft.every === 'once' ? words.formText : words.inZone(deviceZone()))}>
        {(control) => (
          <Select
            {...control}
            value={draft.every}
            disabled={sentOnce !== null}
            onChange={({ target }) => {
              if (isEvery(target.value)) set({ every: target.value });
            }}
          >
            {EVERY.map((every) => (
              <option key={every} value={every}>
                {strings.scheduling.every[every]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.every === 'week' && (
        <fieldset className="min-w-0">
          <legend className="mb-1.5 text-list font-semibold text-ink-2">{words.days}</legend>
          <DayButtons days={draft.days} onChange={(days) => set({ days })} />
          <FieldError text={draft.days.length === 0 ? words.noTime : null} />
        </fieldset>
      )}
    </>
  );
}

export function whySentOnce(isSealed: boolean, files: number): string | null {
  if (isSealed) return strings.scheduling.cannotRepeatSealed;
  return files > 0 ? strings.scheduling.cannotRepeatFiles : null;
}
