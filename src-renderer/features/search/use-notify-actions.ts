// The palette's actions for notifications.
import { Bell, BellOff } from 'lucide-react';
import { useMemo } from 'react';
import type { PaletteAction } from './palette-entries.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useHomeState, useParticipants, useRoom, useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { useIsMuted } from '../notify/use-muted.ts';
import { useQuietActions, useQuietUntil } from '../notify/use-quiet.ts';
import { useSetLevel } from '../notify/use-room-level.ts';

export function useNotifyActions(): PaletteAction[] {
  const isQuiet = useQuietUntil() !== null;
  const { forAnHour, untilTomorrow, end } = useQuietActions();
  const ofRoom = useRoomActions();
  return useMemo(() => {
    const { hour, tomorrow, end: ending } = strings.notify.quiet;
    const alsoCalled = strings.palette.alsoCalled.quiet;
    const ofQuiet: PaletteAction[] = isQuiet
      ? [{ name: ending, alsoCalled, icon: Bell, run: end }]
      : [
          { name: hour, alsoCalled, icon: BellOff, run: forAnHour },
          { name: tomorrow, alsoCalled, icon: BellOff, run: untilTomorrow },
        ];
    return [...ofQuiet, ...ofRoom];
  }, [isQuiet, forAnHour, untilTomorrow, end, ofRoom]);
}

function useRoomActions(): PaletteAction[] {
  const roomId = useHomeState(({ place }) => place?.room_id ?? null);
  const view = useRoom(roomId);
  const isMuted = useIsMuted(view?.membership);
  const participants = useParticipants();
  const meId = useSnapshot(({ me_id }) => me_id);
  const setLevel = useSetLevel();
  return useMemo(() => {
    if (!view?.membership) return [];
    const { room, membership } = view;
    const { muteRoom, unmuteRoom } = strings.notify.quiet;
    const title = roomTitle(room, participants, meId);
    const before = membership.notify_level === 'none' ? 'default' : membership.notify_level;
    return [
      isMuted
        ? { name: unmuteRoom(title), icon: Bell, run: () => setLevel(room.id, before) }
        : { name: muteRoom(title), icon: BellOff, run: () => setLevel(room.id, 'none') },
    ];
  }, [view, isMuted, participants, meId, setLevel]);
}
