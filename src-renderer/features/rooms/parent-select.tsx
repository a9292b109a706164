import { memo } from 'react';
import { useRooms } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { byName } from '../../strings/by-name.ts';

interface ParentSelectProps {
  /** Empty: none. */
  parent: string;
  /** A room that is moved: it cannot be under itself, or under a room within it. */
  of?: string;
  onSelect: (roomId: string) => void;
}

/** Not drawn again with each key in the other fields. */
export const ParentSelect = memo(function ParentSelect({ parent, of, onSelect }: ParentSelectProps) {
  const all = useRooms().map(({ room }) => room);
  const within = new Set(of === undefined ? [] : [of]);
  // Rooms are a few deep at most.
  for (let before = -1; before < within.size;) {
    before = within.size;
    for (const { id, parent_id } of all) if (parent_id !== null && within.has(parent_id)) within.add(id);
  }
  const isFit = ({ id, direct, ephemeral, archived_at }: (typeof all)[number]): boolean =>
    !direct && !ephemeral && !within.has(id) && (archived_at === null || id === parent);
  const rooms = all.filter(isFit).sort(byName);
  if (rooms.length === 0) return null;
  return (
    <Field label={strings.rooms.under}>
      {(control) => (
        <Select {...control} value={parent} onChange={(event) => onSelect(event.target.value)}>
          <option value="">{strings.rooms.underNone}</option>
          {rooms.map((room) => (
            <option key={room.id} value={room.id}>
              {room.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
});
