import { Bookmark, Check } from 'lucide-react';
import { useState } from 'react';
import { previewText } from '../../../src-shared/preview.ts';
import { plainWords } from '../timeline/plain-words.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useActions, useCommand, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { explain } from '../../ui/phrases.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useSavedMessages, type SavedMessage } from './use-saved-messages.ts';

/** The messages that the user saved for later, the last one first. */
export function SavedDialog({ onClose }: { onClose: () => void }) {
  const { items, error, hasMore, loadMore } = useSavedMessages();
  const { note, done } = useDone();
  const words = strings.savedPanel;
  return (
    <Dialog title={strings.saved.list} subtitle={words.text} icon={Bookmark} width="medium" isTall onClose={onClose}>
      <DialogBody>
        {error !== null && (
          <p role="alert" className="pb-3 text-list text-coral-ink">
            {words.failed(error)}
          </p>
        )}
        <p role="status" className={note ? 'flex items-center gap-2 pb-3 text-list text-ink-2' : 'hidden'}>
          {note?.text}
          {note?.undo && (
            <Button look="quiet" size="small" onClick={note.undo}>
              {words.undo}
            </Button>
          )}
        </p>
        {items === null && error === null && <SkeletonRows rows={4} label={words.loading} />}
        {items?.length === 0 && !hasMore && <EmptyState icon={Bookmark} title={words.none} text={words.noneText} />}
        <ul className="-mx-2 flex flex-col gap-0.5">
          {items?.map((item) => (
            <SavedRow key={item.id} item={item} onDone={() => done(item)} onClose={onClose} />
          ))}
        </ul>
        {(hasMore || error !== null) && (
          <Button onClick={loadMore} className="mt-3">
            {error === null ? words.more : strings.timeline.tryAgain}
          </Button>
        )}
      </DialogBody>
    </Dialog>
  );
}

interface Note {
  text: string;
  undo: (() => void) | null;
}

/** Removes an item. The last one that was removed can be put back, if its message is still there. */
function useDone(): { note: Note | null; done: (item: SavedMessage) => void } {
  const command = useCommand();
  const [note, setNote] = useState<Note | null>(null);
  const run = (work: Promise<unknown>, next: Note | null): void =>
    void work.then(
      () => setNote(next),
      (error: unknown) => setNote({ text: explain(error), undo: null }),
    );
  const done = ({ id, room_id, message }: SavedMessage): void => {
    const undo = (): void => run(command('save_message', { room_id, message_id: id }), null);
    run(command('unsave', { saved_id: id }), { text: strings.savedPanel.removed, undo: message?.deleted_at === null ? undo : null });
  };
  return { note, done };
}

interface SavedRowProps {
  item: SavedMessage;
  onDone: () => void;
  onClose: () => void;
}

function SavedRow({ item, onDone, onClose }: SavedRowProps) {
  const open = useOpen(item, onClose);
  return (
    <li className="flex items-start gap-1 rounded-control hover:bg-line-2">
      {open ? (
        <button type="button" onClick={open} className="flex min-w-0 flex-1 flex-col gap-1 rounded-control px-2 py-2 text-start">
          <Face item={item} />
        </button>
      ) : (
        <div className="flex min-w-0 flex-1 flex-col gap-1 px-2 py-2">
          <Face item={item} />
        </div>
      )}
      <IconButton
        icon={Check}
        label={strings.savedPanel.done}
        size="small"
        data-done
        onClick={({ currentTarget }) => {
          focusBeside(currentTarget);
          onDone();
        }}
        className="m-1"
      />
    </li>
  );
}

/** The row disappears, and its button with it: the focus goes to the next one, or to the one before. */
function focusBeside(button: HTMLElement): void {
  const row = button.closest('li');
  const other = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>('[data-done]');
  (other ?? button.closest('dialog')?.querySelector<HTMLElement>('[data-dialog-heading]'))?.focus();
}

function Face({ item: { room_id, message } }: { item: SavedMessage }) {
  const participants = useParticipants();
  const me = useMe();
  const view = useRoom(room_id);
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

/** Jumps to the message, in its thread if that is where it is shown. Null when the message is not there any more. */
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
