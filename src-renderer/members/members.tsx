import { useMemo } from 'react';
import type { Participant, Room } from '../../src-shared/objects.ts';
import { OpenTasks } from '../coordination/task-board.tsx';
import { mayAddMembers } from '../state/permissions.ts';
import { useDialogActions, useMe, useParticipants } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { MemberRow } from './member-row.tsx';

export function Members({ room, onShowTasks }: { room: Room; onShowTasks: () => void }) {
  const participants = useParticipants();
  const me = useMe();
  const { openDialog } = useDialogActions();
  const members = useMemo(() => room.member_ids.flatMap((id) => participants[id] ?? []), [room.member_ids, participants]);
  const mayAdd = mayAddMembers(me, room);
  const add = (): void => openDialog({ kind: 'add-member', room_id: room.id });
  return (
    <>
      <Group
        title="Agents"
        room={room}
        members={members.filter(({ kind }) => kind === 'agent')}
        onAdd={mayAdd ? add : undefined}
        nobody="No agents in this room yet."
      />
      <Group
        title="People"
        room={room}
        members={members.filter(({ kind }) => kind === 'person')}
        onAdd={mayAdd ? add : undefined}
        nobody="Nobody has joined this room yet."
      />
      <OpenTasks room={room} onShowAll={onShowTasks} />
    </>
  );
}

interface GroupProps {
  title: string;
  room: Room;
  members: readonly Participant[];
  onAdd: (() => void) | undefined;
  nobody: string;
}

function Group({ title, room, members, onAdd, nobody }: GroupProps) {
  return (
    <div role="group" aria-label={title} className="mt-4">
      <div className="flex h-7 items-center justify-between">
        <h3 className="text-meta font-semibold text-ink-3">
          {title} · {members.length}
        </h3>
        {onAdd && (
          <Button look="quiet" onClick={onAdd} aria-label={`Add ${title.toLowerCase()}`} className="-me-2 h-7 px-2">
            Add
          </Button>
        )}
      </div>
      <ul className="flex flex-col">
        {members.map((member) => (
          <MemberRow key={member.id} participant={member} room={room} />
        ))}
      </ul>
      {members.length === 0 && <p className="py-1 text-list text-ink-3">{nobody}</p>}
    </div>
  );
}
