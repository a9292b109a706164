import { useId, useState } from 'react';
import { BELOW_START, MenuList, type MenuItem } from './menu.tsx';
import { MenuSheet } from './menu-sheet.tsx';
import type { Box } from './place-beside.ts';
import { hasKeyboard, NARROW, useMediaQuery } from './use-media-query.ts';

export interface ContextMenuProps {
  label: string;
  items: readonly MenuItem[];
  /** Where it was asked for, in the window. */
  at: Box;
  onClose: () => void;
}

/** The menu of the second mouse button and of a long press, which is a sheet on a phone. The focus goes back to where it was. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const [before] = useState(() => document.activeElement);
  const close = (): void => {
    onClose();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  const id = useId();
  const isSheet = useMediaQuery(NARROW) && !hasKeyboard();
  if (isSheet) return <MenuSheet label={label} items={items} onClose={close} />;
  return (
    <MenuList
      id={id}
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
