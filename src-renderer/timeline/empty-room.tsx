import { Hash, UserPlus } from 'lucide-react';
import { mayAddMembers } from '../state/permissions.ts';
import { useDialogActions, useMe, useParticipants, useRoom } from '../state/store.ts';
import { otherInDirect, roomTitle } from '../state/room-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { words } from '../words/words.ts';

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
  const text = room.direct ? words.roomPage.onlyYouAnd(title) : isAlone ? words.roomPage.nobodyElse : words.roomPage.writeFirst;
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
      <EmptyState
        icon={Hash}
        face={other && <Avatar of={other} size={48} className="mb-2" />}
        title={room.direct ? title : words.roomPage.start(title)}
        text={text}
      >
        {mayAddMembers(me, room) && (
          <Button look={isAlone ? 'primary' : 'plain'} icon={UserPlus} onClick={() => openDialog({ kind: 'add-member', room_id: room.id })}>
            {words.roomPage.addPeople}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
