import { CircleAlert, Ellipsis, Pencil, SendHorizontal, Trash2 } from 'lucide-react';
import { previewText } from '../../../src-shared/preview.ts';
import { AppError, isErrorCode } from '../../../src-shared/errors.ts';
import { RESTORED, type ScheduledFailure, type ScheduledMessage } from '../../../src-shared/scheduled.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { errorMessage } from '../../strings/error-message.ts';
import { whenWords } from './times.ts';
import { useOpenedEntry } from './use-opened-entry.ts';
import { useSchedule } from './use-schedule.ts';

function reasonOf({ code, message }: ScheduledFailure): string {
  if (code === RESTORED) return strings.scheduling.restored;
  return errorMessage(new AppError(isErrorCode(code) ? code : 'internal_error', message));
}

interface ScheduledEntryProps {
  entry: ScheduledMessage;
  /** Says what was done, or why it was not. */
  act: (work: Promise<unknown>, done: string) => void;
  onChange: () => void;
}

export function ScheduledEntry({ entry, act, onChange }: ScheduledEntryProps) {
  const { sendNow, cancel } = useSchedule();
  const participants = useParticipants();
  const me = useMe();
  const view = useRoom(entry.room_id);
  const opened = useOpenedEntry(entry);
  const words = strings.scheduling;
  const when = whenWords(entry.send_at, Date.now());
  const items: MenuItem[] = [
    ...(opened.shut === null ? [{ label: words.change, icon: Pencil, onSelect: onChange }] : []),
    ...(opened.shut === null
      ? [{ label: words.sendNow, icon: SendHorizontal, onSelect: () => act(sendNow(entry, opened.content), words.wasSent) }]
      : []),
    { label: words.cancel, icon: Trash2, isDanger: true, onSelect: () => act(cancel(entry), words.wasCancelled) },
  ];
  return (
    <li className="flex items-start gap-2 rounded-control px-2 py-2 hover:bg-line-2">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-meta text-ink-2">
          <bdi className="min-w-0 truncate font-semibold">{view ? roomTitle(view.room, participants, me.id) : words.goneRoom}</bdi>
          <span>{entry.repeat ? words.next(strings.scheduling.every[entry.repeat.every], when) : when}</span>
        </p>
        <p className="line-clamp-2 text-list text-ink wrap-anywhere">
          <bdi>{previewText(opened.content)}</bdi>
          {entry.files.length > 0 && <span className="text-ink-2"> {words.files(entry.files.length)}</span>}
        </p>
        {entry.failure && (
          <p className="flex items-start gap-1.5 text-meta text-coral-ink">
            <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
            {words.notSentBecause(reasonOf(entry.failure))}
          </p>
        )}
      </div>
      <Menu label={words.actions} items={items} trigger={(props) => <IconButton {...props} icon={Ellipsis} label={words.actions} />} />
    </li>
  );
}
