import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Room } from '../../src-shared/objects.ts';
import { RoomBellButton } from '../notify/room-bell.tsx';
import { AboutSeal } from '../sealed/about-seal.tsx';
import { mayEditRoom } from '../state/permissions.ts';
import { roomTitle } from '../state/room-words.ts';
import { useDialogActions, useMe, useParticipant, useParticipants, useRoom } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';

export function About({ room }: { room: Room }) {
  const me = useMe();
  const participants = useParticipants();
  const maker = useParticipant(room.created_by);
  const parent = useRoom(room.parent_id);
  const { openDialog } = useDialogActions();
  return (
    <div className="flex flex-col gap-4 pt-4">
      <div>
        <p className="text-title font-semibold text-ink">{roomTitle(room, participants, me.id)}</p>
        <p className="text-list whitespace-pre-line text-ink-2">
          {room.description ?? (room.direct ? 'A room for two.' : 'No description yet.')}
        </p>
      </div>
      <dl className="flex flex-col gap-3">
        <Fact title="Who sees it">{whoSeesIt(room)}</Fact>
        {parent && <Fact title="Part of">{parent.room.name}</Fact>}
        <Fact title="Made">
          {new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(room.created_at)}
          {maker && ` by ${maker.name}`}
        </Fact>
        <Fact title="Messages">{room.last_seq.toLocaleString()}</Fact>
        {room.ephemeral && <Fact title="How long it lasts">Until everyone has left it. Nothing of it is kept.</Fact>}
      </dl>
      {room.archived_at === null && <AboutCalls room={room} />}
      {room.encrypted && <AboutSeal room={room} />}
      {mayEditRoom(me, room) && (
        <Button icon={Pencil} onClick={() => openDialog({ kind: 'edit-room', room_id: room.id })} className="self-start">
          Change this room
        </Button>
      )}
    </div>
  );
}

/** Only for those who belong to it: others are not called. */
function AboutCalls({ room }: { room: Room }) {
  const me = useMe();
  const participants = useParticipants();
  if (!room.member_ids.includes(me.id)) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-meta font-semibold text-ink-3">{words.notify.room.title}</p>
      <RoomBellButton roomId={room.id} name={roomTitle(room, participants, me.id)} />
    </div>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-meta font-semibold text-ink-3">{title}</dt>
      <dd className="text-list text-ink">{children}</dd>
    </div>
  );
}

function whoSeesIt(room: Room): string {
  if (room.direct) return 'The two of you';
  return room.visibility === 'public' ? 'Everyone in this home' : 'Its members only';
}
