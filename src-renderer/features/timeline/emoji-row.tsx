import { SmilePlus, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import { quickEmoji, rememberEmoji } from '../emoji/emoji-memory.ts';
import { LaterEmojiPicker } from '../emoji/later-emoji-picker.tsx';
import { useMe } from '../../sync/store.ts';
import { isComposing } from '../../ui/composing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useReact } from './use-react.ts';

interface EmojiRowProps {
  message: Message;
  onDone: () => void;
  /** In a sheet, which has its own way out. */
  isInSheet?: boolean;
}

/** The emoji one uses most, and the way to all others. */
export function EmojiRow({ message, onDone, isInSheet = false }: EmojiRowProps) {
  const react = useReact(message);
  const meId = useMe().id;
  const moreId = useId();
  const [isPicking, setIsPicking] = useState(false);
  const [quick] = useState(() => quickEmoji(localStorage));
  const mine = (emoji: string): boolean =>
    message.reactions.some((reaction) => reaction.emoji === emoji && reaction.participant_ids.includes(meId));
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) onDone();
  };
  return (
    <>
      {quick.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          // The button that was pressed is gone: the first of these takes its focus.
          autoFocus={index === 0}
          aria-label={strings.actions.reactWith(emoji)}
          aria-pressed={mine(emoji)}
          onClick={() => {
            if (!mine(emoji)) rememberEmoji(localStorage, emoji);
            react(emoji, !mine(emoji));
            onDone();
          }}
          onKeyDown={closeOnEscape}
          className="flex size-7 items-center justify-center rounded-control text-title hover:bg-line-2 aria-pressed:bg-accent-soft tap:h-11 tap:w-11 tap:shrink"
        >
          {emoji}
        </button>
      ))}
      <IconButton
        id={moreId}
        icon={SmilePlus}
        label={strings.actions.moreEmoji}
        size="small"
        aria-haspopup="dialog"
        aria-expanded={isPicking}
        onClick={() => setIsPicking(!isPicking)}
        onKeyDown={closeOnEscape}
      />
      {!isInSheet && <IconButton icon={X} label={strings.actions.noReaction} size="small" onClick={onDone} onKeyDown={closeOnEscape} />}
      {isPicking && (
        <LaterEmojiPicker
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
