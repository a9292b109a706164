import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { RoomBellButton } from '../notify/room-bell.tsx';
import { AboutSeal } from '../sealed/about-seal.tsx';
import { mayEditRoom } from '../state/permissions.ts';
import type { RoomFacts } from '../state/room-facts.ts';
import { roomTitle } from '../state/room-words.ts';
import { useDialogActions, useMe, useParticipant, useParticipants, useRoom } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { locale, words } from '../words/words.ts';

export function About({ room }: { room: RoomFacts }) {
  const me = useMe();
  const participants = useParticipants();
  const maker = useParticipant(room.created_by);
  const messages = useRoom(room.id)?.room.last_seq ?? 0;
  const parent = useRoom(room.parent_id);
  const { openDialog } = useDialogActions();
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(room.created_at);
  return (
    <div className="flex flex-col gap-4 pt-4">
      <div>
        <p className="text-title font-semibold text-ink">{roomTitle(room, participants, me.id)}</p>
        <p className="text-list whitespace-pre-line text-ink-2">
          {room.description ?? (room.direct ? words.members.forTwo : words.members.noDescription)}
        </p>
      </div>
      <dl className="flex flex-col gap-3">
        <Fact title={words.members.whoSeesIt}>{whoSeesIt(room)}</Fact>
        {parent && <Fact title={words.members.partOf}>{parent.room.name}</Fact>}
        <Fact title={words.members.made}>{maker ? words.members.madeBy(made, maker.name) : made}</Fact>
        <Fact title={words.members.messages}>{messages.toLocaleString(locale)}</Fact>
        {room.ephemeral && <Fact title={words.members.lasts}>{words.members.lastsUntilLeft}</Fact>}
      </dl>
      {room.archived_at === null && <AboutCalls room={room} />}
      {room.encrypted && <AboutSeal room={room} />}
      {mayEditRoom(me, room) && (
        <Button icon={Pencil} onClick={() => openDialog({ kind: 'edit-room', room_id: room.id })} className="self-start">
          {words.members.change}
        </Button>
      )}
    </div>
  );
}

/** Only for those who belong to it: others are not called. */
function AboutCalls({ room }: { room: RoomFacts }) {
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

function whoSeesIt(room: RoomFacts): string {
  if (room.direct) return words.members.seenByTwo;
  return room.visibility === 'public' ? words.members.seenByAll : words.members.seenByMembers;
}
