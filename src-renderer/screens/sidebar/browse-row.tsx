import { Compass } from 'lucide-react';
import { useOtherRooms } from '../../features/rooms/use-other-rooms.ts';
import { useDialogActions } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { RowDetail, RowText, rowClass } from './sidebar-row.tsx';

/** The way to the rooms that one is no member of. Nothing where there are none. */
export function BrowseRow() {
  const others = useOtherRooms();
  const { openDialog } = useDialogActions();
  if (others === 0) return null;
  return (
    <li>
      <button
        type="button"
        onClick={() => openDialog({ kind: 'browse-rooms' })}
        className={rowClass({ isSelected: false, isUnread: false })}
      >
        <Compass size={15} aria-hidden className="shrink-0 text-ink-3" />
        <RowText>{strings.sidebar.browse}</RowText>
        <RowDetail>{others}</RowDetail>
      </button>
    </li>
  );
}
