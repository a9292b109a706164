import { useMemo } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { LaterOpenTasks } from '../../features/coordination/later-open-tasks.tsx';
import { offersAdding } from '../../features/rooms/offers-adding.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useDialogActions, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/strings.ts';
import { MemberRow } from './member-row.tsx';
import { useMembers } from './use-members.ts';

export function Members({ room, onShowTasks }: { room: RoomFacts; onShowTasks: () => void }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const members = useMembers(room);
  const agents = useMemo(() => members.filter(({ kind }) => kind === 'agent'), [members]);
  const people = useMemo(() => members.filter(({ kind }) => kind === 'person'), [members]);
  const mayAdd = offersAdding(me, room);
  const add = (): void => openDialog({ kind: 'add-member', room_id: room.id });
  return (
    <>
      {/* Two people who write to each other miss no one. */}
      {!(room.direct && agents.length === 0) && (
        <Group
          title={strings.members.agents}
          addLabel={strings.members.addAgents}
          room={room}
          members={agents}
          onAdd={mayAdd ? add : undefined}
          nobody={strings.members.noAgents}
        />
      )}
      <Group
        title={strings.members.people}
        addLabel={strings.members.addPeople}
        room={room}
        members={people}
        onAdd={mayAdd ? add : undefined}
        nobody={strings.members.nobody}
      />
      <LaterOpenTasks room={room} onShowAll={onShowTasks} />
    </>
  );
}

interface GroupProps {
  title: string;
  addLabel: string;
  room: RoomFacts;
  members: readonly Participant[];
  onAdd: (() => void) | undefined;
  nobody: string;
}

function Group({ title, addLabel, room, members, onAdd, nobody }: GroupProps) {
  const keys = useMemo(() => members.map(({ id }) => id), [members]);
  return (
    <div role="group" aria-label={title} className="mt-4">
      <div className="flex h-7 items-center justify-between">
        <h3 className="text-meta font-semibold text-ink-3">{strings.members.counted(title, members.length)}</h3>
        {onAdd && (
          <Button look="quiet" onClick={onAdd} aria-label={addLabel} className="-me-2 h-7 px-2">
            {strings.members.add}
          </Button>
        )}
      </div>
      <VirtualRows
        keys={keys}
        className="flex flex-col"
        row={(index) => members[index] && <MemberRow key={members[index].id} participant={members[index]} room={room} />}
      />
      {members.length === 0 && <p className="py-1 text-list text-ink-3">{nobody}</p>}
    </div>
  );
}
