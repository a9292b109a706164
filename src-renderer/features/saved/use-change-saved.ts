import { useState } from 'react';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import type { SavedMessage } from './use-saved-messages.ts';

interface Note {
  text: string;
  undo: (() => void) | null;
}

export interface ChangeSaved {
  /** Removes an item. The last one that was removed can be put back, if its message is still there. */
  done(item: SavedMessage): void;
  remind(item: SavedMessage, at: number): void;
}

/** `note`: what happened last, and was not seen in the list. */
export function useChangeSaved(): ChangeSaved & { note: Note | null } {
  const command = useCommand();
  const [note, setNote] = useState<Note | null>(null);
  const run = (work: Promise<unknown>, next: Note | null): void =>
    void work.then(
      () => setNote(next),
      (error: unknown) => setNote({ text: explain(error), undo: null }),
    );
  return {
    note,
    done(item) {
      const again = againOf(item);
      const undo = again && ((): void => run(command('save_message', again), null));
      run(command('unsave', { saved_id: item.id }), { text: strings.savedPanel.removed, undo });
    },
    remind: ({ id }, at) => run(command('set_reminder', { saved_id: id, remind_at: at }), null),
  };
}

/** A reminder that was due is not set again: its time has passed. */
function againOf({ id, room_id, message, remind_at, due_at }: SavedMessage) {
  if (room_id === null || message?.deleted_at !== null) return null;
  return { room_id, message_id: id, remind_at: due_at === null ? remind_at : null };
}
