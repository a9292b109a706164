import { useApp, type App } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';

/** Opens the direct room with a participant, and creates it if necessary. */
export function useOpenDirect(): (participantId: string) => void {
  const app = useApp();
  const toast = useToast();
  return (participantId) => {
    directRoomWith(app, participantId).then(
      (room_id) => app.actions.goTo({ room_id, seq: null }),
      (error: unknown) => toast({ text: explain(error) }),
    );
  };
}

/** The id of the room; it is created if necessary. */
export async function directRoomWith({ store, client }: Pick<App, 'store' | 'client'>, participantId: string): Promise<string> {
  const known = directWith(store.getState().snapshot?.rooms ?? {}, participantId);
  return known ? known.room.id : (await client.request('open_direct', { participant_id: participantId })).id;
}

/** The user's direct rooms have one other member. */
export function directWith<T extends { room: { direct: boolean; member_ids: readonly string[] } }>(
  rooms: Readonly<Record<string, T>>,
  participantId: string,
): T | undefined {
  return Object.values(rooms).find(({ room }) => room.direct && room.member_ids.includes(participantId));
}
