import { Hash, UserPlus } from 'lucide-react';
import { offersAdding } from '../rooms/offers-adding.ts';
import { useDialogActions, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { otherInDirect, roomTitle } from '../../sync/room-words.ts';
import { Avatar } from '../people/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { strings } from '../../strings/strings.ts';

/** Nothing has been said yet: what to do first. */
export function EmptyRoom({ roomId }: { roomId: string }) {
  const view = useRoom(roomId);
  const me = useMe();
  const participants = useParticipants();
  const { openDialog } = useDialogActions();
  if (!view) return null;
  const { room } = view;
  const title = roomTitle(room, participants, me.id);
  const other = participants[otherInDirect(room, me.id) ?? ''];
  const isAlone = room.member_ids.length < 2;
  const text = room.direct ? strings.roomPage.onlyYouAnd(title) : isAlone ? strings.roomPage.nobodyElse : strings.roomPage.writeFirst;
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
      <EmptyState
        icon={Hash}
        face={other && <Avatar of={other} size={48} className="mb-2" />}
        title={room.direct ? title : strings.roomPage.start(title)}
        text={text}
      >
        {offersAdding(me, room) && (
          <Button look={isAlone ? 'primary' : 'plain'} icon={UserPlus} onClick={() => openDialog({ kind: 'add-member', room_id: room.id })}>
            {strings.roomPage.addPeople}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
