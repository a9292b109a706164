import { Smile } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';
import { LaterEmojiPicker } from './later-emoji-picker.tsx';

/** Opens the picker beside itself. What is picked closes it. */
export function EmojiButton({ onPick }: { onPick: (char: string) => void }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton
        id={id}
        icon={Smile}
        label={strings.composer.emoji}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="max-sm:hidden"
      />
      {isOpen && (
        <LaterEmojiPicker
          anchorId={id}
          onPick={(char) => {
            setIsOpen(false);
            onPick(char);
          }}
          onClose={() => {
            setIsOpen(false);
            document.getElementById(id)?.focus();
          }}
        />
      )}
    </>
  );
}
