import { useId, useState, type ReactNode } from 'react';
import { LazyBoundary } from './lazy.tsx';
import { MenuList, type MenuItem } from './menu.tsx';
import type { Box, Placement } from './place-beside.ts';
import { strings } from '../strings/strings.ts';

const BELOW_START: Placement = { side: 'below', align: 'start' };

export interface ContextMenuProps {
  label: string;
  items: readonly MenuItem[];
  /** Where it was asked for, in the window. */
  at: Box;
  onClose: () => void;
}

/** The menu of the second mouse button. The focus goes back to where it was. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const [before] = useState(() => document.activeElement);
  const close = (): void => {
    onClose();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  return (
    <MenuList
      id={useId()}
      label={label}
      items={items}
      placement={BELOW_START}
      triggerId={null}
      at={at}
      startsAt={0}
      onClose={close}
      onLeave={onClose}
    />
  );
}

interface LaterMenuProps extends Pick<ContextMenuProps, 'at' | 'onClose'> {
  parts: readonly { forget(): void }[];
  children: ReactNode;
}

/** Around a menu that is fetched later: when it could not be fetched, a menu offers to try again. */
export function LaterMenu({ parts, at, onClose, children }: LaterMenuProps) {
  return (
    <LazyBoundary
      parts={parts}
      fallback={(retry) => (
        <ContextMenu label={strings.ui.missingPart} items={[{ label: strings.ui.tryAgain, onSelect: retry }]} at={at} onClose={onClose} />
      )}
    >
      {children}
    </LazyBoundary>
  );
}
