import { Compass } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { useActions, useCommand, useDialogActions, useMe, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { ScrollerContext, useScroller, VirtualRows } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/all-strings.ts';
import { browsedRooms } from './browse.ts';
import { roomIcon } from './room-icon.ts';
import { TagFilter } from './tag-filter.tsx';
import { useLeaveRoom } from './use-leave-room.ts';

/** Every room that the user can see: to join, to open, to leave. */
export function BrowseRoomsDialog({ onClose }: { onClose: () => void }) {
  const rooms = useRooms();
  const [joinedBefore] = useState(() => new Set(rooms.filter(({ membership }) => membership !== null).map(({ room }) => room.id)));
  const [search, setSearch] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const { others, joined, archived } = useMemo(() => browsedRooms(rooms, joinedBefore, search, tag), [rooms, joinedBefore, search, tag]);
  const scroller = useScroller();
  const words = strings.rooms.browse;
  return (
    <Dialog title={words.title} subtitle={words.subtitle} icon={Compass} width="medium" isTall onClose={onClose}>
      <div className="shrink-0 px-6 pt-4 pb-2 max-sm:px-4">
        <SearchInput
          data-autofocus
          label={words.search}
          value={search}
          onSearch={setSearch}
          onKeyDown={(event) => event.key === 'ArrowDown' && focusRow(event, scroller.element()?.querySelector('li'))}
        />
        <TagFilter rooms={rooms} selected={tag} onSelect={setTag} />
      </div>
      <div
        ref={scroller.ref}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pb-5 [overflow-anchor:none] max-sm:px-4 max-sm:pb-[max(20px,env(safe-area-inset-bottom))]"
      >
        <div>
          <ScrollerContext value={scroller}>
            <RoomGroup title={words.others} views={others} onClose={onClose} />
            <RoomGroup title={words.joined} views={joined} onClose={onClose} />
            <RoomGroup title={words.archived} views={archived} onClose={onClose} />
          </ScrollerContext>
          {others.length + joined.length + archived.length === 0 && (
            <p className="py-6 text-center text-list text-ink-2">{words.nothing(search.trim())}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function RoomGroup({ title, views, onClose }: { title: (count: number) => string; views: readonly RoomView[]; onClose: () => void }) {
  const keys = useMemo(() => views.map(({ room }) => room.id), [views]);
  if (views.length === 0) return null;
  const name = title(views.length);
  return (
    <>
      <h3 className="pt-3 pb-1 text-meta font-semibold text-ink-3">{name}</h3>
      <VirtualRows
        label={name}
        keys={keys}
        row={(index) => views[index] && <RoomRow key={views[index].room.id} view={views[index]} onClose={onClose} />}
      />
    </>
  );
}

function RoomRow({ view: { room, membership }, onClose }: { view: RoomView; onClose: () => void }) {
  const meId = useMe().id;
  const command = useCommand();
  const { goTo } = useActions();
  const { openDialog } = useDialogActions();
  const leaveRoom = useLeaveRoom();
  const task = useAsyncAction();
  const Icon = roomIcon(room);
  const words = strings.rooms.browse;
  const isMember = membership !== null;
  const isOpenable = isMember || room.archived_at !== null;
  const open = (): void => {
    onClose();
    goTo({ room_id: room.id, seq: null });
  };
  const join = async (): Promise<void> => void (await command('add_member', { room_id: room.id, participant_id: meId }));
  const leave = (): void => {
    // Of another room the way back may be closed: that is asked first.
    if (room.visibility === 'public' && !room.ephemeral) task.run(() => leaveRoom(room));
    else openDialog({ kind: 'remove-member', room_id: room.id, participant_id: meId });
  };
  return (
    <li data-row={room.id} onKeyDown={moveByArrows} className="flex h-16 items-center gap-3 border-b border-line-2">
      <Icon size={16} aria-hidden className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2 text-list">
          <span className="truncate font-medium text-ink">{room.name}</span>
          <span className="shrink-0 text-meta text-ink-3">{words.members(room.member_ids.length)}</span>
          <span className="flex min-w-0 gap-1 overflow-hidden">
            {room.tags.map((tag) => (
              <Tag key={tag} tone="quiet">
                <bdi>{tag}</bdi>
              </Tag>
            ))}
          </span>
        </p>
        <p className="truncate text-meta text-ink-2" title={room.description ?? undefined}>
          {room.description ?? words.noDescription}
        </p>
        <FieldError text={task.error} />
      </div>
      {isMember && (
        <Button size="small" look="quiet" aria-label={words.leaveThis(room.name)} isBusy={task.isBusy} onClick={leave}>
          {words.leave}
        </Button>
      )}
      {/* One button for both, so that the focus stays on it. */}
      <Button
        data-main
        size="small"
        aria-label={isOpenable ? words.openThis(room.name) : words.joinThis(room.name)}
        isBusy={task.isBusy && !isMember}
        onClick={isOpenable ? open : () => task.run(join)}
      >
        {isOpenable ? words.open : words.join}
      </Button>
    </li>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...(event.currentTarget.closest('dialog')?.querySelectorAll('li') ?? [])];
  const next = rows[rows.findIndex((each) => each === event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next) focusRow(event, next);
  else if (event.key === 'ArrowUp') focusOn(event, event.currentTarget.closest('dialog')?.querySelector('input'));
}

function focusRow(event: KeyboardEvent, row: Element | null | undefined): void {
  focusOn(event, row?.querySelector<HTMLElement>('[data-main]'));
}

function focusOn(event: KeyboardEvent, element: HTMLElement | null | undefined): void {
  event.preventDefault();
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}
