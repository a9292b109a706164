import type { ComponentProps } from 'react';
import { LazyDialog } from '../../ui/lazy-dialog.tsx';
import { lazyPart } from '../../ui/lazy.tsx';

/** Fetched after the first screen. */
export const EmojiPickerPart = lazyPart(async () => (await import('./emoji-picker.tsx')).EmojiPicker);
const PARTS = [EmojiPickerPart];

export function LaterEmojiPicker(props: ComponentProps<typeof EmojiPickerPart>) {
  return (
    <LazyDialog parts={PARTS} onClose={props.onClose}>
      <EmojiPickerPart {...props} />
    </LazyDialog>
  );
}
