// The notification level of a room, and the menu that changes it: as a bell in the room's header, and as a button in its details.
import type { Membership } from '../../../src-shared/objects.ts';
import { useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { strings } from '../../strings/strings.ts';
import { useRoomLevel } from './use-room-level.ts';

export function RoomBell({ roomId }: { roomId: string }) {
  const membership = useRoom(roomId)?.membership;
  return membership ? <Bell roomId={roomId} membership={membership} /> : null;
}

function Bell({ roomId, membership }: { roomId: string; membership: Membership }) {
  const { icon, state, items } = useRoomLevel(roomId, membership);
  const { title, bell } = strings.notify.room;
  return <Menu label={title} items={items} trigger={(props) => <IconButton {...props} icon={icon} label={bell(state)} />} />;
}

/** For those who belong to the room; others are not called. */
export function RoomBellButton({ roomId, name }: { roomId: string; name: string }) {
  const membership = useRoom(roomId)?.membership;
  return membership ? <BellButton roomId={roomId} name={name} membership={membership} /> : null;
}

function BellButton({ roomId, name, membership }: { roomId: string; name: string; membership: Membership }) {
  const { icon, state, items } = useRoomLevel(roomId, membership);
  const { title, bellOf } = strings.notify.room;
  return (
    <Menu
      label={title}
      items={items}
      placement={{ side: 'below', align: 'start' }}
      trigger={(props) => (
        <Button {...props} icon={icon} aria-label={bellOf(name, state)} className="max-w-full self-start">
          <span className="truncate">{state}</span>
        </Button>
      )}
    />
  );
}
