import type { Activity } from '../../../src-shared/activities.ts';
import { useShowTab } from '../rooms/use-show-tab.ts';
import { useParticipants } from '../../sync/store.ts';
import type { Renaming, Returning } from '../../sync/member-lines.ts';
import { locale, strings } from '../../strings/strings.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';
import { dayWord } from './time-words.ts';

export function DayLine({ at }: { at: number }) {
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-2 text-meta font-semibold text-ink-3 max-sm:px-4">
      <span aria-hidden className="h-px flex-1 bg-line-2" />
      {dayWord(at, Date.now())}
      <span aria-hidden className="h-px flex-1 bg-line-2" />
    </div>
  );
}

/** A changed name is shown at its place in time: the messages above it have the old name. */
export function RenamedLine({ renaming: { from, to } }: { renaming: Renaming }) {
  return <p className="text-list text-ink-2 wrap-anywhere">{strings.timeline.renamed(from, to)}</p>;
}

export function ReturnedLine({ returning }: { returning: Returning }) {
  return <p className="text-list text-ink-2 wrap-anywhere">{returnedWords(returning)}</p>;
}

export function returnedWords({ name, by }: Returning): string {
  return by === null ? strings.timeline.cameBack(name) : strings.timeline.cameBackBy(name, by);
}

/** A line about who joined or left, leads now, or changed the page, which it then opens. */
export function ActivityLine({ activities }: { activities: readonly [Activity, ...Activity[]] }) {
  const words = activityWords(activities, useParticipants());
  const showTab = useShowTab();
  return (
    <p className="text-list text-ink-2 wrap-anywhere">
      {activities[0].kind === 'page' ? (
        <button type="button" onClick={() => showTab('page')} className={`text-start hover:underline ${TOUCH_LINE}`}>
          {words}
        </button>
      ) : (
        words
      )}
    </p>
  );
}

const NAMES_MAX = 4;

export function activityWords(
  activities: readonly [Activity, ...Activity[]],
  participants: Readonly<Record<string, { name: string } | undefined>>,
): string {
  const [{ kind, by_id }] = activities;
  const nameOf = (id: string): string => participants[id]?.name ?? strings.ui.formerMember;
  const all = [...new Set(activities.map(({ participant_id }) => nameOf(participant_id)))];
  const rest = all.length - NAMES_MAX;
  const named = rest > 0 ? [...all.slice(0, NAMES_MAX), strings.timeline.others(rest)] : all;
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(named);
  const words = strings.timeline.activity;
  if (kind === 'leads') return words.leads(names);
  if (kind === 'page') return words.page(names);
  if (by_id === null) return kind === 'joined' ? words.joined(names) : words.left(names);
  return kind === 'joined' ? words.added(nameOf(by_id), names) : words.removed(nameOf(by_id), names);
}

export function NewLine() {
  return (
    <div className="flex items-center gap-2 px-5 pt-2 text-meta font-semibold text-coral-ink max-sm:px-4">
      <span aria-hidden className="h-px flex-1 bg-coral/60" />
      {strings.timeline.newLine}
    </div>
  );
}
