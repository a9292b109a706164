import { Ellipsis, Link2, ListTodo, Pencil, Reply, SmilePlus, TextQuote, Trash2, Vote, X } from 'lucide-react';
import { useId, useState } from 'react';
import { appPath } from '../../src-shared/deep-link.ts';
import type { Message } from '../../src-shared/objects.ts';
import { quickEmoji, rememberEmoji } from '../emoji/emoji-memory.ts';
import { EmojiPicker } from '../emoji/emoji-picker.tsx';
import type { Readable } from '../sealed/room-keys.ts';
import { useReadable } from '../sealed/use-sealed.ts';
import { mayManage } from '../state/permissions.ts';
import { useDialogActions, useMe } from '../state/store.ts';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRoomUi } from './room-ui.ts';
import { useReact } from './use-react.ts';

/** A small bar over a message's corner. */
export function MessageActions({ message }: { message: Message }) {
  const [isReacting, setIsReacting] = useState(false);
  return (
    <div
      role="group"
      aria-label="What to do with this message"
      className="absolute -top-4 end-5 z-10 flex items-center gap-px rounded-control border border-line bg-raise p-0.5 shadow-float max-sm:end-3"
    >
      {isReacting ? (
        <EmojiRow message={message} onDone={() => setIsReacting(false)} />
      ) : (
        <ActionRow message={message} onReact={() => setIsReacting(true)} />
      )}
    </div>
  );
}

function ActionRow({ message: written, onReact }: { message: Message; onReact: () => void }) {
  const message = useReadable(written);
  const { canWrite, reply, edit } = useRoomUi();
  const isMine = useMe().id === message.author_id;
  const items = useMenuItems(message);
  return (
    <>
      {canWrite && <IconButton icon={SmilePlus} label="React" size="small" onClick={onReact} />}
      {canWrite && <IconButton icon={Reply} label="Reply" size="small" onClick={() => reply(message)} />}
      {canWrite && isMine && message.shut === null && <IconButton icon={Pencil} label="Edit" size="small" onClick={() => edit(message)} />}
      <Menu
        label="More about this message"
        items={items}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label="More" size="small" />}
      />
    </>
  );
}

function EmojiRow({ message, onDone }: { message: Message; onDone: () => void }) {
  const react = useReact(message);
  const meId = useMe().id;
  const moreId = useId();
  const [isPicking, setIsPicking] = useState(false);
  const [quick] = useState(() => quickEmoji(localStorage));
  const mine = (emoji: string): boolean =>
    message.reactions.some((reaction) => reaction.emoji === emoji && reaction.participant_ids.includes(meId));
  return (
    <>
      {quick.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          // The button that was pressed is gone: the first of these takes its focus.
          autoFocus={index === 0}
          aria-label={`React with ${emoji}`}
          aria-pressed={mine(emoji)}
          onClick={() => {
            if (!mine(emoji)) rememberEmoji(localStorage, emoji);
            react(emoji, !mine(emoji));
            onDone();
          }}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          className="flex size-7 items-center justify-center rounded-control text-title hover:bg-line-2 aria-pressed:bg-accent-soft tap:size-10"
        >
          {emoji}
        </button>
      ))}
      <IconButton
        id={moreId}
        icon={SmilePlus}
        label="More emoji"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={isPicking}
        onClick={() => setIsPicking(!isPicking)}
      />
      <IconButton icon={X} label="No reaction" size="small" onClick={onDone} />
      {isPicking && (
        <EmojiPicker
          anchorId={moreId}
          onPick={(emoji) => {
            react(emoji, true);
            onDone();
          }}
          onClose={() => {
            setIsPicking(false);
            document.getElementById(moreId)?.focus();
          }}
        />
      )}
    </>
  );
}

function useMenuItems(message: Readable<Message>): MenuItem[] {
  const { canWrite, room, askDelete } = useRoomUi();
  const me = useMe();
  const toast = useToast();
  const { openDialog } = useDialogActions();
  const copy = (text: string, what: string) => () => {
    void copyText(text).then((isCopied) => toast({ text: isCopied ? `${what} copied` : 'This browser did not let Lanai copy that.' }));
  };
  const link = `${window.location.origin}/#${appPath({ room_id: room.id, seq: message.seq })}`;
  const mayDelete = message.author_id === me.id || (mayManage(me) && !room.direct);
  const items: MenuItem[] = [{ icon: Link2, label: 'Copy link', onSelect: copy(link, 'Link') }];
  if (message.shut === null) items.push({ icon: TextQuote, label: 'Copy text', onSelect: copy(message.content, 'Text') });
  if (canWrite && message.shut === null) {
    const title = titleOf(message.content);
    items.push(
      { icon: Vote, label: 'Start a vote', onSelect: () => openDialog({ kind: 'vote', room_id: room.id, title }) },
      { icon: ListTodo, label: 'Make a task', onSelect: () => openDialog({ kind: 'new-task', room_id: room.id, title }) },
    );
  }
  if (canWrite && mayDelete) items.push({ icon: Trash2, label: 'Delete', isDanger: true, onSelect: () => askDelete(message) });
  return items;
}

/** What a message is about, for what is made of it: its first line without its marks. */
function titleOf(content: string): string {
  const line = content.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.replace(/[*_`#>~]/g, '').trim();
}
