import { useRooms } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

interface RoomChoiceProps {
  /** Null: every public room. */
  chosen: readonly string[] | null;
  /** The rooms that are chosen when only some are to be. */
  first?: readonly string[];
  onChoose: (ids: string[] | null) => void;
  error: string | null;
}

/** The rooms that a guest can enter: every public one, or some. */
export function RoomChoice({ chosen, first = [], onChoose, error }: RoomChoiceProps) {
  return (
    <>
      <Field label={strings.invites.canEnter} error={error}>
        {(control) => (
          <Select
            {...control}
            value={chosen ? 'some' : 'all'}
            onChange={(event) => onChoose(event.target.value === 'some' ? [...first] : null)}
          >
            <option value="all">{strings.invites.everyRoom}</option>
            <option value="some">{strings.invites.someRooms}</option>
          </Select>
        )}
      </Field>
      {chosen && <RoomList chosen={chosen} first={first} onChoose={onChoose} />}
    </>
  );
}

interface RoomListProps {
  chosen: readonly string[];
  first: readonly string[];
  onChoose: (ids: string[]) => void;
}

function RoomList({ chosen, first, onChoose }: RoomListProps) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => !room.direct && !room.ephemeral && (room.archived_at === null || first.includes(room.id)))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <ul aria-label={strings.invites.roomsLabel} className="-mx-2 -mt-2 max-h-44 overflow-y-auto">
      {rooms.map((room) => (
        <li key={room.id}>
          <Checkbox
            isChecked={chosen.includes(room.id)}
            onChange={(isOn) => onChoose(isOn ? [...chosen, room.id] : chosen.filter((id) => id !== room.id))}
          >
            <span className="truncate text-list">{room.name}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
