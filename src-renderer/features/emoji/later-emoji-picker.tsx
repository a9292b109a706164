import type { ComponentProps } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { strings } from '../../strings/strings.ts';

/** Fetched after the first screen. */
export const EmojiPickerPart = lazyPart(async () => (await import('./emoji-picker.tsx')).EmojiPicker);
const PARTS = [EmojiPickerPart];

export function LaterEmojiPicker(props: ComponentProps<typeof EmojiPickerPart>) {
  return (
    <LazyBoundary
      parts={PARTS}
      fallback={(retry) => (
        <Dialog title={strings.ui.missingPart} onClose={props.onClose}>
          <ErrorFallback onRetry={retry} />
        </Dialog>
      )}
    >
      <EmojiPickerPart {...props} />
    </LazyBoundary>
  );
}
