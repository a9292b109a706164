// The rooms that have their own rule, and how another gets one.
import { useMemo, useState } from 'react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { isMuted } from '../../../src-shared/notify/rule.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useParticipants, useRooms, useSnapshot } from '../../sync/store.ts';
import { Select } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { RoomBellButton } from './room-bell.tsx';
import { useSetLevel } from './use-room-level.ts';

interface TitledRoom {
  view: RoomView;
  title: string;
}

export function RoomsSection() {
  const rooms = useMyRooms();
  const now = useNow();
  const hasRule = ({ view }: TitledRoom): boolean => hasOwnRule(view, now);
  // One that loses its rule while it is looked at keeps its place, and the focus in it.
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(rooms.filter(hasRule).map(({ view }) => view.room.id)));
  const setLevel = useSetLevel();
  const text = strings.notifyPage;
  const listed = rooms.filter((each) => seen.has(each.view.room.id) || hasRule(each));
  const others = rooms.filter((each) => !listed.includes(each));
  const add = (roomId: string): void => {
    setSeen((before) => new Set([...before, roomId]));
    setLevel(roomId, 'mentions');
  };
  return (
    <section aria-label={text.rooms} className="mt-7 border-t border-line pt-5">
      <h4 className="mb-1.5 text-list font-semibold text-ink-2">{text.rooms}</h4>
      {listed.length === 0 && <p className="mb-2.5 text-list text-ink-2">{text.noRooms}</p>}
      <ul className="mb-2.5 flex flex-col">
        {listed.map(({ view, title }) => (
          <li key={view.room.id} className="flex items-center gap-3 border-b border-line-2 py-2">
            <span className="min-w-0 flex-1 truncate text-list text-ink" title={title}>
              {title}
            </span>
            <RoomBellButton roomId={view.room.id} name={title} />
          </li>
        ))}
      </ul>
      {others.length === 0 ? (
        <p className="text-list text-ink-2">{text.everyRoom}</p>
      ) : (
        <Select aria-label={text.addRoom} value="" onChange={(event) => add(event.target.value)} className="max-w-65">
          <option value="" disabled>
            {text.addRoom}
          </option>
          {others.map(({ view, title }) => (
            <option key={view.room.id} value={view.room.id}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </section>
  );
}

function useMyRooms(): TitledRoom[] {
  const rooms = useRooms();
  const participants = useParticipants();
  const meId = useSnapshot(({ me_id }) => me_id);
  return useMemo(
    () =>
      rooms
        .filter(({ room, membership }) => membership !== null && room.archived_at === null)
        .map((view) => ({ view, title: roomTitle(view.room, participants, meId) }))
        .sort((a, b) => a.title.localeCompare(b.title, locale, { numeric: true })),
    [rooms, participants, meId],
  );
}

function hasOwnRule({ membership }: RoomView, now: number): boolean {
  return membership !== null && (membership.notify_level !== 'default' || isMuted(membership, now));
}
