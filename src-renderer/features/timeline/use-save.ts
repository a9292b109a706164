import { Bookmark } from 'lucide-react';
import type { Message } from '../../../src-shared/objects.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

/** Saves the message for later, or removes it from those that are saved. */
export function useSave({ room_id, id }: Pick<Message, 'room_id' | 'id'>): MenuItem {
  const command = useCommand();
  const toast = useToast();
  const isSaved = useSnapshot(({ saved }) => Object.hasOwn(saved, id));
  const onSelect = (): void => {
    const done = isSaved ? command('unsave', { saved_id: id }) : command('save_message', { room_id, message_id: id });
    done.catch((error: unknown) => toast({ text: explain(error) }));
  };
  const { save, remove } = strings.saved;
  return { icon: Bookmark, label: isSaved ? remove : save, shortcut: 'saveMessage', onSelect };
}
