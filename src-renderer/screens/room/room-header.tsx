import { ChevronLeft, PanelRight, Pin, Search, UserPlus, Users } from 'lucide-react';
import { RoomBell } from '../../features/notify/room-bell.tsx';
import { useShowTab } from '../../features/rooms/use-show-tab.ts';
import { roomIcon } from '../../features/rooms/room-icon.ts';
import { useRoomMenu } from '../../features/rooms/use-room-menu.tsx';
import { shortcutWord } from '../../ui/shortcut.ts';
import { offersAdding } from '../../features/rooms/offers-adding.ts';
import { presenceTone } from '../../features/people/presence-words.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { otherInDirect, roomTitle } from '../../sync/room-words.ts';
import {
  useActions,
  useDialogActions,
  useHome,
  useMe,
  useParticipant,
  useParticipants,
  usePresenceIn,
  usePresentIds,
} from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { AvatarStack } from '../../features/people/avatar-stack.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { NARROW, useMediaQuery } from '../../ui/use-media-query.ts';
import { locale, strings } from '../../strings/strings.ts';
import { useMembers } from './use-members.ts';

interface RoomHeaderProps {
  room: RoomFacts;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onSearch: () => void;
}

export function RoomHeader({ room, isPanelOpen, onTogglePanel, onSearch }: RoomHeaderProps) {
  const participants = useParticipants();
  const me = useMe();
  const { leaveRoom } = useActions();
  const { openDialog } = useDialogActions();
  const presentIds = usePresentIds(room.id);
  const isNarrow = useMediaQuery(NARROW);
  const { bind, menu } = useRoomMenu(room.id);
  // Where the home's name is not on the screen, the room's is the page's own.
  const Title = isNarrow ? 'h1' : 'h2';
  const members = useMembers(room);
  return (
    <header data-part className="flex h-14 shrink-0 items-center gap-2.5 border-b border-line px-5 max-sm:px-1.5">
      {isNarrow && <IconButton icon={ChevronLeft} label={strings.roomPage.allRooms} onClick={leaveRoom} />}
      <RoomFace room={room} meId={me.id} />
      <div className="flex min-w-0 flex-1 items-baseline gap-3 max-sm:flex-col max-sm:items-stretch max-sm:gap-0">
        <Title
          {...bind}
          data-room-title
          tabIndex={-1}
          className="max-w-full shrink-0 truncate text-title font-semibold text-ink"
          title={roomTitle(room, participants, me.id)}
        >
          {roomTitle(room, participants, me.id)}
        </Title>
        {isNarrow ? <NarrowLine room={room} /> : <Topic room={room} />}
      </div>
      {!isNarrow && !room.direct && (
        <button type="button" onClick={onTogglePanel} className="rounded-full max-lg:hidden">
          <AvatarStack of={members} />
          <span className="sr-only">{hereWords(members.length, presentIds.length)}</span>
        </button>
      )}
      {!isNarrow && offersAdding(me, room) && (
        <Button icon={UserPlus} onClick={() => openDialog({ kind: 'add-member', room_id: room.id })} className="h-8">
          {strings.roomPage.add}
        </Button>
      )}
      {room.pin_count > 0 && <PinCount count={room.pin_count} />}
      {!isNarrow && <RoomBell roomId={room.id} />}
      <IconButton
        icon={Search}
        label={strings.roomPage.search}
        shortcut={isNarrow ? undefined : shortcutWord('findInRoom')}
        onClick={onSearch}
      />
      <IconButton
        icon={isNarrow ? Users : PanelRight}
        label={isPanelOpen ? strings.roomPage.hidePanel : strings.roomPage.showPanel}
        aria-pressed={isPanelOpen}
        onClick={onTogglePanel}
      />
      {menu}
    </header>
  );
}

function PinCount({ count }: { count: number }) {
  const showTab = useShowTab();
  return (
    <button
      type="button"
      aria-label={strings.roomPage.pinned(count)}
      onClick={() => showTab('pins')}
      className="flex h-8 shrink-0 items-center gap-1 rounded-control px-1.5 text-list font-semibold text-ink-2 hover:bg-line-2 hover:text-ink tap:h-11 tap:px-2.5"
    >
      <Pin size={17} aria-hidden />
      {count.toLocaleString(locale)}
    </button>
  );
}

function RoomFace({ room, meId }: { room: RoomFacts; meId: string }) {
  const otherId = otherInDirect(room, meId);
  const other = useParticipant(otherId);
  const presence = usePresenceIn(room.id, otherId ?? '');
  if (other) return <Avatar of={other} size={28} presence={presenceTone(presence)} />;
  const Icon = roomIcon(room);
  return <Icon size={17} aria-hidden className="shrink-0 text-ink-2" />;
}

function NarrowLine({ room }: { room: RoomFacts }) {
  const home = useHome();
  const present = usePresentIds(room.id).length;
  const members = useMembers(room).length;
  return (
    <p className="truncate text-meta text-ink-2">
      {room.topic ?? strings.roomPage.andHome(room.direct ? strings.roomPage.onlyTwo : hereWords(members, present), home.name)}
    </p>
  );
}

/** "6 members, 2 here": who belongs to the room, and who has it open now. */
function hereWords(members: number, present: number): string {
  return strings.roomPage.membersHere(members, present.toLocaleString(locale));
}

/** The topic, or the purpose of a room without one. */
function Topic({ room: { topic, description } }: { room: RoomFacts }) {
  const text = topic ?? description;
  return (
    <p title={text ?? undefined} className="min-w-0 flex-1 truncate text-list text-ink-2">
      {text}
    </p>
  );
}
