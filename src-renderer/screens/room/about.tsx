import { Lightbulb, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { RoomBellButton } from '../../features/notify/room-bell.tsx';
import { AboutSeal } from '../../features/sealed/about-seal.tsx';
import { mayEditRoom } from '../../../src-shared/permissions.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useDialogActions, useMe, useParticipant, useParticipants, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

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
          {room.description ?? (room.direct ? strings.members.forTwo : strings.members.noDescription)}
        </p>
      </div>
      <dl className="flex flex-col gap-3">
        {room.topic && <Fact title={strings.members.topic}>{room.topic}</Fact>}
        {room.tags.length > 0 && (
          <Fact title={strings.members.tags}>
            <span className="flex flex-wrap gap-1">
              {room.tags.map((tag) => (
                <Tag key={tag} tone="quiet">
                  <bdi>{tag}</bdi>
                </Tag>
              ))}
            </span>
          </Fact>
        )}
        <Fact title={strings.members.whoSeesIt}>{whoSeesIt(room)}</Fact>
        {parent && <Fact title={strings.members.partOf}>{parent.room.name}</Fact>}
        <Fact title={strings.members.made}>{maker ? strings.members.madeBy(made, maker.name) : made}</Fact>
        <Fact title={strings.members.messages}>{messages.toLocaleString(locale)}</Fact>
        {room.ephemeral && <Fact title={strings.members.lasts}>{strings.members.lastsUntilLeft}</Fact>}
      </dl>
      {room.archived_at === null && <AboutCalls room={room} />}
      {room.encrypted && <AboutSeal room={room} />}
      {room.member_ids.some((id) => participants[id]?.kind === 'agent') && (
        <Button icon={Lightbulb} onClick={() => openDialog({ kind: 'arguments', room_id: room.id })} className="self-start">
          {strings.thread.list}
        </Button>
      )}
      {mayEditRoom(me, room) && (
        <Button icon={Pencil} onClick={() => openDialog({ kind: 'edit-room', room_id: room.id })} className="self-start">
          {strings.members.change}
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
      <p className="text-meta font-semibold text-ink-3">{strings.notify.room.title}</p>
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
  if (room.direct) return strings.members.seenByTwo;
  return room.visibility === 'public' ? strings.members.seenByAll : strings.members.seenByMembers;
}
