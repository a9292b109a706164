import { Ellipsis, SmilePlus } from 'lucide-react';
import { useContext, useEffect, useRef, useState, type RefObject } from 'react';
import { isShortcut, type PressedKey } from '../../../src-shared/shortcuts.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useReadable } from '../../sync/sealed/use-sealed.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import type { ContextMenuHandle } from '../../ui/use-context-menu.ts';
import { strings } from '../../strings/all-strings.ts';
import { EmojiRow } from './emoji-row.tsx';
import { useRoomUi } from './room-ui.ts';
import { RowFocus } from './row-focus.ts';
import { useMessageActions } from './use-message-actions.ts';

/** True when the key was for an action. */
export type MessageKeys = (event: PressedKey) => boolean;

interface MessageActionsProps {
  message: Message;
  menu: ContextMenuHandle;
  /** Is given what the keys on the message do. */
  keys: RefObject<MessageKeys | null>;
}

/** A small bar over a message's corner. It stays in sight when the top of the message is scrolled away. */
export function MessageActions({ message, menu, keys }: MessageActionsProps) {
  const [isReacting, setIsReacting] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const { canWrite } = useRoomUi();
  const { reply, replyInThread, edit, others } = useMessageActions(useReadable(message));
  const react: MenuItem | null = canWrite
    ? { icon: SmilePlus, label: strings.actions.react, shortcut: 'react', onSelect: () => setIsReacting(true) }
    : null;
  const first = [react, reply, replyInThread, edit].filter((item) => item !== null);
  const all = [...first, ...others];
  useEffect(() => {
    keys.current = (event) => {
      const item = all.find(({ shortcut }) => shortcut !== undefined && isShortcut(event, shortcut));
      item?.onSelect();
      return item !== undefined;
    };
    return () => {
      keys.current = null;
    };
  });
  const stopReacting = (): void => {
    // The emoji that has the focus disappears.
    if (bar.current?.contains(document.activeElement)) bar.current.closest<HTMLElement>('[data-row]')?.focus({ preventScroll: true });
    setIsReacting(false);
  };
  return (
    <>
      <div className="pointer-events-none absolute -top-4 end-5 bottom-0 z-10 max-sm:end-3">
        <div
          ref={bar}
          role="group"
          aria-label={strings.actions.group}
          className="pointer-events-auto sticky top-1 flex items-center gap-px rounded-control border border-line bg-raise p-0.5 shadow-float"
        >
          {isReacting ? <EmojiRow message={message} onDone={stopReacting} /> : <ActionRow first={first} others={others} />}
        </div>
      </div>
      {menu.at && (
        <ContextMenu
          key={`${menu.at.left} ${menu.at.top}`}
          label={strings.actions.moreAbout}
          items={all}
          at={menu.at}
          onClose={menu.close}
        />
      )}
    </>
  );
}

function ActionRow({ first, others }: { first: readonly MenuItem[]; others: readonly MenuItem[] }) {
  // Or the keyboard would stop wherever the mouse happens to rest.
  const tabIndex = useContext(RowFocus) ? undefined : -1;
  return (
    <>
      {first.map(
        ({ icon, label, onSelect }) =>
          icon && <IconButton key={label} icon={icon} label={label} size="small" tabIndex={tabIndex} onClick={onSelect} />,
      )}
      <Menu
        label={strings.actions.moreAbout}
        items={others}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={strings.actions.more} size="small" tabIndex={tabIndex} />}
      />
    </>
  );
}
