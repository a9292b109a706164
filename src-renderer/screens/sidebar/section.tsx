import clsx from 'clsx';
import { ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { shownRows, type SidebarList, type SidebarRow } from '../../features/rooms/sidebar-lists.ts';
import { isFolded, toggledFold, type SectionId } from '../../sync/device/layout.ts';
import { useApp, useHomeState } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { ParticipantItem } from './participant-item.tsx';
import { RoomItem } from './room-item.tsx';
import { RowText, rowClass } from './sidebar-row.tsx';

interface SectionProps {
  id: SectionId;
  title: string;
  list: SidebarList;
  /** Of the button before the rows that are rarely needed. */
  moreTitle: string;
  /** The action of the button at its right. Absent without the permission. */
  action?: { icon: LucideIcon; label: string; onClick: () => void };
  /** Further rows, which a folded section does not keep. */
  after?: ReactNode;
}

/** Can be folded: rows with unread messages, and the open one, stay. */
export function Section({ id: section, title, list, moreTitle, action, after }: SectionProps) {
  const id = useId();
  const { layout } = useApp();
  const openRoomId = useHomeState(({ place }) => place?.room_id ?? null);
  const isClosed = useStore(layout, (state) => isFolded(state, section));
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  return (
    <div role="group" aria-labelledby={id} className="mt-3">
      <div className="flex h-8 items-center justify-between pe-1 tap:h-11">
        <h2 id={id} className="min-w-0 flex-1 text-meta font-semibold text-ink-3">
          <button
            type="button"
            aria-expanded={!isClosed}
            onClick={() => layout.setState((state) => toggledFold(state, section))}
            className="group/fold flex h-7 max-w-full items-center gap-1 rounded-control px-2 hover:text-ink focus-visible:-outline-offset-2 tap:h-11 tap:w-full"
          >
            <span className="truncate">{title}</span>
            <ChevronRight
              size={13}
              aria-hidden
              className={clsx(
                'shrink-0 transition-[rotate,opacity] duration-120',
                !isClosed &&
                  'rotate-90 opacity-0 rtl:-rotate-90 group-hover/fold:opacity-100 group-focus-visible/fold:opacity-100 tap:opacity-100',
              )}
            />
          </button>
        </h2>
        {action && <IconButton icon={action.icon} label={action.label} onClick={action.onClick} size="small" />}
      </div>
      <Rows rows={shownRows(list.rows, { isFolded: isClosed, openRoomId })} />
      {!isClosed && after && <ul className={ROWS}>{after}</ul>}
      {list.more.length > 0 && !isClosed && <MoreButton title={moreTitle} isOpen={isMoreOpen} onToggle={setIsMoreOpen} />}
      <Rows rows={shownRows(list.more, { isFolded: isClosed || !isMoreOpen, openRoomId })} />
    </div>
  );
}

const ROWS = 'flex flex-col gap-px';

function Rows({ rows }: { rows: readonly SidebarRow[] }) {
  if (rows.length === 0) return null;
  return (
    <VirtualRows count={rows.length} className={ROWS} row={(index) => rows[index] && <Item key={rows[index].id} row={rows[index]} />} />
  );
}

function Item({ row }: { row: SidebarRow }) {
  return row.kind === 'room' ? <RoomItem id={row.id} depth={row.depth} /> : <ParticipantItem id={row.id} roomId={row.roomId} />;
}

/** Before rows that are rarely needed. */
function MoreButton({ title, isOpen, onToggle }: { title: string; isOpen: boolean; onToggle: (isOpen: boolean) => void }) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={() => onToggle(!isOpen)}
      className={rowClass({ isSelected: false, isUnread: false })}
    >
      <ChevronRight
        size={15}
        aria-hidden
        className={clsx('shrink-0 text-ink-3 transition-transform duration-120', isOpen && 'rotate-90 rtl:-rotate-90')}
      />
      <RowText>{title}</RowText>
    </button>
  );
}
