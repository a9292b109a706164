import type { ComponentProps } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Arriving, later } from '../ui/later.tsx';
import { Stumbled } from '../ui/stumbled.tsx';
import { words } from '../words/words.ts';

/** Fetched after the first screen. */
export const EmojiPickerPart = later(async () => (await import('./emoji-picker.tsx')).EmojiPicker);
const PARTS = [EmojiPickerPart];

export function LaterEmojiPicker(props: ComponentProps<typeof EmojiPickerPart>) {
  return (
    <Arriving
      parts={PARTS}
      fallback={(retry) => (
        <Dialog title={words.ui.missingPart} onClose={props.onClose}>
          <Stumbled onRetry={retry} />
        </Dialog>
      )}
    >
      <EmojiPickerPart {...props} />
    </Arriving>
  );
}
