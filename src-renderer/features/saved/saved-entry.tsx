import clsx from 'clsx';
import { AlarmClock, CalendarPlus, Check } from 'lucide-react';
import { previewText } from '../../../src-shared/preview.ts';
import { plainWords } from '../timeline/plain-words.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useActions, useDialogActions, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { aheadWord } from './ahead-words.ts';
import { remindChoices } from './remind-choices.tsx';
import type { ChangeSaved } from './use-change-saved.ts';
import type { SavedMessage } from './use-saved-messages.ts';

interface SavedEntryProps {
  item: SavedMessage;
  change: ChangeSaved;
  onClose: () => void;
}

/** A saved message, or a reminder without one. */
export function SavedEntry({ item, change, onClose }: SavedEntryProps) {
  const open = useOpen(item, onClose);
  const content = (
    <>
      {item.room_id === null ? <OwnText text={item.text} /> : <MessageFace roomId={item.room_id} message={item.message} />}
      <ReminderLine item={item} />
    </>
  );
  const look = 'flex min-w-0 flex-1 flex-col gap-1 px-2 py-2';
  return (
    <li className="flex items-start gap-1 rounded-control hover:bg-line-2">
      {open ? (
        <button type="button" onClick={open} className={`${look} rounded-control text-start`}>
          {content}
        </button>
      ) : (
        <div className={look}>{content}</div>
      )}
      <div className="flex shrink-0 gap-px p-1">
        <RemindMenu item={item} change={change} />
        <IconButton
          icon={Check}
          label={strings.savedPanel.done}
          size="small"
          data-done
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget);
            change.done(item);
          }}
        />
      </div>
    </li>
  );
}

/** The row disappears, and its button with it: the focus goes to the next one, or to the one before. */
function focusBeside(button: HTMLElement): void {
  const row = button.closest('li');
  const other = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>('[data-done]');
  (other ?? button.closest('dialog')?.querySelector<HTMLElement>('[data-dialog-heading]'))?.focus();
}

function RemindMenu({ item, change }: Pick<SavedEntryProps, 'item' | 'change'>) {
  const { openDialog } = useDialogActions();
  const { id, room_id } = item;
  const words = strings.savedPanel;
  const items: MenuItem[] = [
    ...remindChoices(Date.now(), (at) => change.remind(item, at)),
    { icon: CalendarPlus, label: words.chooseTime, onSelect: () => openDialog({ kind: 'remind', about: { id, room_id } }) },
  ];
  return (
    <Menu
      label={words.remindLater}
      items={items}
      trigger={(props) => <IconButton {...props} icon={AlarmClock} label={words.remindLater} size="small" />}
    />
  );
}

function OwnText({ text }: { text: string | null }) {
  return (
    <>
      <span className="text-meta font-semibold text-ink-2">{strings.savedPanel.reminder}</span>
      <span dir="auto" className="line-clamp-3 w-full text-list text-ink wrap-anywhere">
        {text}
      </span>
    </>
  );
}

function ReminderLine({ item: { remind_at, due_at } }: { item: SavedMessage }) {
  if (remind_at === null) return null;
  const words = strings.savedPanel;
  const now = Date.now();
  return (
    <span className={clsx('flex items-center gap-1.5 text-meta', due_at === null ? 'text-ink-2' : 'font-semibold text-coral-ink')}>
      <AlarmClock size={13} aria-hidden className="shrink-0" />
      {due_at === null ? words.remindsAt(aheadWord(remind_at, now)) : words.dueSince(dayAndTime(remind_at, now))}
    </span>
  );
}

function MessageFace({ roomId, message }: { roomId: string; message: SavedMessage['message'] }) {
  const participants = useParticipants();
  const me = useMe();
  const view = useRoom(roomId);
  const read = useRead();
  const words = strings.savedPanel;
  const author = message && participants[message.author_id];
  return (
    <>
      <span className="flex w-full items-center gap-2 text-meta text-ink-2">
        <bdi className="min-w-0 truncate font-semibold">{view ? roomTitle(view.room, participants, me.id) : words.noRoom}</bdi>
        {message && <span className="ms-auto shrink-0 text-ink-3">{dayAndTime(message.created_at, Date.now())}</span>}
      </span>
      {message && message.deleted_at === null ? (
        <span className="line-clamp-2 w-full text-list text-ink wrap-anywhere">
          {author && <bdi className="font-semibold">{author.name} </bdi>}
          <bdi>{previewText(plainWords(read(message)))}</bdi>
        </span>
      ) : (
        <span className="w-full text-list text-ink-3 italic">{view ? words.deleted : words.noAccess}</span>
      )}
    </>
  );
}

/** Jumps to the message, in its thread if that is where it is shown. Null when there is none, or it is not there any more. */
function useOpen({ message }: SavedMessage, onClose: () => void): (() => void) | null {
  const { goTo } = useActions();
  const isVisible = useRoom(message?.room_id ?? null) !== undefined;
  if (!message || !isVisible) return null;
  const { room_id, seq } = message;
  return () => {
    onClose();
    goTo({ room_id, seq });
  };
}
