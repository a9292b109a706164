import { useId } from 'react';
import { byName } from '../../strings/by-name.ts';
import { useRooms } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { strings } from '../../strings/all-strings.ts';
import { mayHoldAgent } from './agent-draft.ts';

interface ChooseAgentRoomsProps {
  roomIds: readonly string[];
  onChange: (roomIds: readonly string[]) => void;
}

export function ChooseAgentRooms({ roomIds, onChange }: ChooseAgentRoomsProps) {
  const id = useId();
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter(mayHoldAgent)
    .sort(byName);
  return (
    <div role="group" aria-labelledby={id} className="min-w-0">
      <p id={id} className="mb-1 text-list font-semibold text-ink-2">
        {strings.hosted.rooms}
      </p>
      <div className="-mx-2 max-h-40 overflow-y-auto">
        {rooms.map((room) => (
          <Checkbox
            key={room.id}
            isChecked={roomIds.includes(room.id)}
            onChange={(isOn) => onChange(isOn ? [...roomIds, room.id] : roomIds.filter((each) => each !== room.id))}
          >
            <span className="truncate text-list">{room.name}</span>
          </Checkbox>
        ))}
      </div>
      {roomIds.length === 0 && <p className="text-meta text-ink-3">{strings.hosted.noRooms}</p>}
    </div>
  );
}
