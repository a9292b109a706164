// What the palette can do about being called.
import { Bell, BellOff } from 'lucide-react';
import { useMemo } from 'react';
import type { Deed } from '../finding/palette-entries.ts';
import { roomTitle } from '../state/room-words.ts';
import { useHomeState, useParticipants, useRoom, useSnapshot } from '../state/store.ts';
import { words } from '../words/words.ts';
import { useIsMuted } from './use-muted.ts';
import { useQuietActions, useQuietUntil } from './use-quiet.ts';
import { useSetLevel } from './use-room-level.ts';

export function useNotifyDeeds(): Deed[] {
  const isQuiet = useQuietUntil() !== null;
  const { forAnHour, untilTomorrow, end } = useQuietActions();
  const ofRoom = useRoomDeeds();
  return useMemo(() => {
    const { hour, tomorrow, end: ending } = words.notify.quiet;
    const ofQuiet: Deed[] = isQuiet
      ? [{ name: ending, icon: Bell, run: end }]
      : [
          { name: hour, icon: BellOff, run: forAnHour },
          { name: tomorrow, icon: BellOff, run: untilTomorrow },
        ];
    return [...ofQuiet, ...ofRoom];
  }, [isQuiet, forAnHour, untilTomorrow, end, ofRoom]);
}

function useRoomDeeds(): Deed[] {
  const roomId = useHomeState(({ place }) => place?.room_id ?? null);
  const view = useRoom(roomId);
  const isMuted = useIsMuted(view?.membership);
  const participants = useParticipants();
  const meId = useSnapshot(({ me_id }) => me_id);
  const setLevel = useSetLevel();
  return useMemo(() => {
    if (!view?.membership) return [];
    const { room, membership } = view;
    const { muteRoom, unmuteRoom } = words.notify.quiet;
    const title = roomTitle(room, participants, meId);
    const before = membership.notify_level === 'none' ? 'default' : membership.notify_level;
    return [
      isMuted
        ? { name: unmuteRoom(title), icon: Bell, run: () => setLevel(room.id, before) }
        : { name: muteRoom(title), icon: BellOff, run: () => setLevel(room.id, 'none') },
    ];
  }, [view, isMuted, participants, meId, setLevel]);
}
