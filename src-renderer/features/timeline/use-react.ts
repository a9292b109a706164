import type { Message } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';

/** Adds or removes the user's reaction. The server's event then shows it, as everywhere. */
export function useReact(message: Message): (emoji: string, on: boolean) => void {
  const command = useCommand();
  const toast = useToast();
  return (emoji, on) => {
    command('react', { room_id: message.room_id, message_id: message.id, emoji, on }).catch((error: unknown) =>
      toast({ text: explain(error) }),
    );
  };
}
