import clsx from 'clsx';
import { ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { shownRows, type SidebarList, type SidebarRow } from '../../features/rooms/sidebar-lists.ts';
import { isFolded, toggledFold } from '../../sync/device/layout.ts';
import { useApp, useHomeState, useSnapshot } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { ParticipantItem } from './participant-item.tsx';
import { RoomItem } from './room-item.tsx';
import { SectionMenuButton } from './section-menu-button.tsx';
import { RowText, rowClass } from './sidebar-row.tsx';

interface SectionProps {
  title: string;
  list: SidebarList;
  /** The name of its menu. */
  menu?: string;
  /** Of the button before the rows that are rarely needed. */
  moreTitle?: string;
  /** The action of the button at its right. Absent without the permission. */
  action?: { icon: LucideIcon; label: string; onClick: () => void };
  /** Further rows, which a folded section does not keep. */
  after?: ReactNode;
}

/** Can be folded: rows with unread messages, and the open one, stay. */
export function Section({ title, list, menu, moreTitle = '', action, after }: SectionProps) {
  const id = useId();
  const { layout } = useApp();
  const openRoomId = useHomeState(({ place }) => place?.room_id ?? null);
  const isClosed = useStore(layout, (state) => isFolded(state, list.id));
  const isUnreadOnly = useSnapshot(({ sidebar }) => sidebar.unread_only);
  const isReduced = isClosed || isUnreadOnly;
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  const rows = shownRows(list.rows, { isFolded: isReduced, openRoomId });
  const more = shownRows(list.more, { isFolded: isReduced || !isMoreOpen, openRoomId });
  if (isUnreadOnly && rows.length + more.length === 0) return null;
  return (
    <div role="group" data-list={list.id} aria-labelledby={id} className="group/section mt-3">
      <div draggable={list.name !== undefined} className="flex h-8 items-center justify-between pe-1 tap:h-11">
        <h2 id={id} className="min-w-0 flex-1 text-meta font-semibold text-ink-3">
          <button
            type="button"
            aria-expanded={!isClosed}
            onClick={() => layout.setState((state) => toggledFold(state, list.id))}
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
        {menu !== undefined && <SectionMenuButton sectionId={list.id} label={menu} />}
        {action && <IconButton icon={action.icon} label={action.label} onClick={action.onClick} size="small" />}
      </div>
      <Rows rows={rows} />
      {!isReduced && after && <ul className={ROWS}>{after}</ul>}
      {list.more.length > 0 && !isReduced && <MoreButton title={moreTitle} isOpen={isMoreOpen} onToggle={setIsMoreOpen} />}
      <Rows rows={more} />
    </div>
  );
}

const ROWS = 'flex flex-col gap-px';

function Rows({ rows }: { rows: readonly SidebarRow[] }) {
  const keys = useMemo(() => rows.map(({ id }) => id), [rows]);
  if (rows.length === 0) return null;
  return <VirtualRows keys={keys} className={ROWS} row={(index) => rows[index] && <Item key={rows[index].id} row={rows[index]} />} />;
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
