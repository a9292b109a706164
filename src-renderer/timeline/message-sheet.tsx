import clsx from 'clsx';
import type { Message } from '../../src-shared/objects.ts';
import { useReadable } from '../sealed/use-sealed.ts';
import { useParticipant } from '../state/store.ts';
import { Dialog, DialogBody } from '../ui/dialog.tsx';
import type { MenuItem } from '../ui/menu.tsx';
import { words } from '../words/words.ts';
import { EmojiRow } from './emoji-row.tsx';
import { quotedWords } from './quote.tsx';
import { useRoomUi } from './room-ui.ts';
import { useMessageDeeds } from './use-message-deeds.ts';
import { useWhoReacted } from './use-who-reacted.ts';

/** What can be done with a message, for a finger that stayed on it; and who reacted, which a finger cannot hover over. */
export function MessageSheet({ message: written, onClose }: { message: Message; onClose: () => void }) {
  const message = useReadable(written);
  const { canWrite } = useRoomUi();
  const author = useParticipant(message.author_id);
  const whoReacted = useWhoReacted();
  const { reply, edit, others } = useMessageDeeds(message);
  const deeds = [reply, edit, ...others].filter((deed) => deed !== null);
  return (
    <Dialog title={author?.name ?? words.timeline.gone} subtitle={quotedWords(message)} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        {canWrite && (
          <div role="group" aria-label={words.actions.react} className="flex items-center justify-between">
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
        <ul aria-label={words.actions.group} className="-mx-2 flex flex-col">
          {deeds.map((deed) => (
            <li key={deed.label}>
              <Deed deed={deed} onClose={onClose} />
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}

function Deed({ deed: { icon: Icon, label, isDanger, onSelect }, onClose }: { deed: MenuItem; onClose: () => void }) {
  return (
    <button
      type="button"
      onClick={() => {
        onClose();
        onSelect();
      }}
      className={clsx(
        'flex min-h-11 w-full items-center gap-3 rounded-control px-2 text-start text-body hover:bg-line-2',
        isDanger ? 'text-coral-ink' : 'text-ink',
      )}
    >
      {Icon && <Icon size={17} aria-hidden className={isDanger ? undefined : 'text-ink-2'} />}
      {label}
    </button>
  );
}
