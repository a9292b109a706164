import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { quotedWords } from './quote.tsx';

export function DeleteDialog({ message, onClose }: { message: Readable<Message>; onClose: () => void }) {
  const command = useCommand();
  const { deleteText, deleteTitle, keep, delete: deleteIt } = strings.actions;
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function remove(): Promise<void> {
    setIsBusy(true);
    try {
      await command('delete_message', { room_id: message.room_id, message_id: message.id });
      onClose();
    } catch (error) {
      setFailure(explain(error));
      setIsBusy(false);
    }
  }
  return (
    <Dialog title={deleteTitle} subtitle={deleteText} icon={Trash2} onClose={onClose}>
      <DialogBody>
        <blockquote dir="auto" className="max-h-40 overflow-y-auto border-s-[3px] border-line ps-3 text-list text-ink-2">
          {quotedWords(message)}
        </blockquote>
        {failure !== null && (
          <p role="alert" className="mt-3 text-list text-coral-ink">
            {failure}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{keep}</Button>
        <Button look="danger" isBusy={isBusy} onClick={() => void remove()}>
          {deleteIt}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
