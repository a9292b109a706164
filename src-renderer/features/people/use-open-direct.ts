import { useActions, useApp, useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';

/** Opens the direct room with a participant, and creates it if necessary. */
export function useOpenDirect(): (participantId: string) => void {
  const command = useCommand();
  const { goTo } = useActions();
  const { store } = useApp();
  const toast = useToast();
  return (participantId) => {
    const known = directWith(store.getState().snapshot?.rooms ?? {}, participantId);
    if (known) return goTo({ room_id: known.room.id, seq: null });
    command('open_direct', { participant_id: participantId }).then(
      (room) => goTo({ room_id: room.id, seq: null }),
      (error: unknown) => toast({ text: explain(error) }),
    );
  };
}

/** The user's direct rooms have one other member. */
export function directWith<T extends { room: { direct: boolean; member_ids: readonly string[] } }>(
  rooms: Readonly<Record<string, T>>,
  participantId: string,
): T | undefined {
  return Object.values(rooms).find(({ room }) => room.direct && room.member_ids.includes(participantId));
}
