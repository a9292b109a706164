import type { Message } from '../../../src-shared/objects.ts';
import { useReadable } from '../../sync/sealed/use-sealed.ts';
import { useParticipant } from '../../sync/store.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { SheetAction } from '../../ui/menu-sheet.tsx';
import { strings } from '../../strings/all-strings.ts';
import { EmojiRow } from './emoji-row.tsx';
import { quotedWords } from './quote.tsx';
import { useRoomUi } from './room-ui.ts';
import { useMessageActions } from './use-message-actions.ts';
import { useWhoReacted } from './use-who-reacted.ts';

/** A message's actions after a long press, and its reactions with names, which touch users cannot hover over. */
export function MessageSheet({ message: written, onClose }: { message: Message; onClose: () => void }) {
  const message = useReadable(written);
  const { canWrite } = useRoomUi();
  const author = useParticipant(message.author_id);
  const whoReacted = useWhoReacted();
  const { reply, replyInThread, edit, others } = useMessageActions(message);
  const actions = [reply, replyInThread, edit, ...others].filter((action) => action !== null);
  return (
    <Dialog title={author?.name ?? strings.timeline.gone} subtitle={quotedWords(message)} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        {canWrite && (
          <div role="group" aria-label={strings.actions.react} className="flex items-center justify-between">
            <EmojiRow message={message} onDone={onClose} isInSheet />
          </div>
        )}
        {message.reactions.length > 0 && (
          <ul className="flex flex-col gap-1 border-y border-line-2 py-2 text-list text-ink-2">
            {message.reactions.map((reaction) => (
              <li key={reaction.emoji} className="flex gap-2">
                <span>{reaction.emoji}</span>
                <bdi>{whoReacted(reaction)}</bdi>
              </li>
            ))}
          </ul>
        )}
        <ul aria-label={strings.actions.group} className="-mx-2 flex flex-col">
          {actions.map((action) => (
            <li key={action.label}>
              <SheetAction item={action} onClose={onClose} />
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}
