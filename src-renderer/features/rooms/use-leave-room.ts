import { useCallback } from 'react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Room, RoomView } from '../../../src-shared/objects.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useActions, useApp, useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Ends the user's membership. A room on the screen is closed: to open a room is to join it. */
export function useLeaveRoom(): (room: Room) => Promise<void> {
  const command = useCommand();
  const toast = useToast();
  const { store } = useApp();
  const { goTo } = useActions();
  return useCallback(
    async (room) => {
      const { snapshot, place } = store.getState();
      if (!snapshot) return;
      await command('remove_member', { room_id: room.id, participant_id: snapshot.me_id });
      toast({ text: strings.rooms.left(roomTitle(room, snapshot.participants, snapshot.me_id)) });
      if (place?.room_id !== room.id) return;
      const next = joinedRoom(Object.values(snapshot.rooms), room.id);
      goTo(next === null ? null : { room_id: next, seq: null }, { replaces: true });
    },
    [command, toast, store, goTo],
  );
}

/** The lobby, else any other room that the user is a member of. */
function joinedRoom(views: readonly RoomView[], except: string): string | null {
  const joined = views.filter(({ room, membership }) => membership !== null && room.archived_at === null && room.id !== except);
  return (joined.find(({ room }) => room.id === LOBBY_ID) ?? joined[0])?.room.id ?? null;
}
