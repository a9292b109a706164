import { useMemo, useRef, type ComponentProps, type ReactNode } from 'react';
import { LaterMenu } from '../../ui/later-menu.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import { useContextMenu, type ContextMenuHandle } from '../../ui/use-context-menu.ts';
import { useLongPress } from '../timeline/use-long-press.ts';

export const SendLaterPart = lazyPart(async () => (await import('./send-later-menu.tsx')).SendLaterMenu);
const PARTS = [SendLaterPart];

interface SendLater {
  /** For the button that sends. */
  bind: Pick<ComponentProps<'button'>, 'ref' | 'onPointerDown'>;
  /** For a button beside it. */
  button: ContextMenuHandle['button'];
  menu: ReactNode;
}

/** The menu of the button that sends: by a long press, and by the second mouse button. */
export function useSendLater(of: Omit<ComponentProps<typeof SendLaterPart>, 'at' | 'onClose'>): SendLater {
  const { at, bind, button, openBeside, close } = useContextMenu();
  const ref = useRef<HTMLButtonElement>(null);
  const longPress = useLongPress(() => ref.current && openBeside(ref.current));
  const menu = at && (
    <LaterMenu parts={PARTS} at={at} onClose={close}>
      <SendLaterPart {...of} at={at} onClose={close} />
    </LaterMenu>
  );
  return { bind: useMemo(() => ({ ...longPress, ...bind, ref }), [longPress, bind]), button, menu };
}
