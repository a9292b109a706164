import { AlarmClock, Bookmark } from 'lucide-react';
import type { Message } from '../../../src-shared/objects.ts';
import { useCommand, useDialogActions, useSnapshot } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

/** Saves the message for later or removes it from those that are saved, and reminds of it. */
export function useSave({ room_id, id }: Pick<Message, 'room_id' | 'id'>): MenuItem[] {
  const { openDialog } = useDialogActions();
  const command = useCommand();
  const toast = useToast();
  const isSaved = useSnapshot(({ saved }) => Object.hasOwn(saved, id));
  const onSelect = (): void => {
    const done = isSaved ? command('unsave', { saved_id: id }) : command('save_message', { room_id, message_id: id });
    done.catch((error: unknown) => toast({ text: explain(error) }));
  };
  const { save, remove, remind } = strings.saved;
  return [
    { icon: Bookmark, label: isSaved ? remove : save, shortcut: 'saveMessage', onSelect },
    { icon: AlarmClock, label: remind, shortcut: 'remind', onSelect: () => openDialog({ kind: 'remind', about: { room_id, id } }) },
  ];
}
