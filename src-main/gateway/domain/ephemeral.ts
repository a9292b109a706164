// How the rooms that live in memory end: at once when the last one has left, and in a while when nobody ever came.
// A lost connection is a leaving like any other. That nothing stays is what such a room promises, and it keeps that
// above the convenience of finding it again: who comes back in time finds it only if somebody else was still there.
import { EPHEMERAL_UNJOINED_MS } from '../../../src-shared/limits.ts';
import type { After } from './clock.ts';
import type { Core } from './core.ts';

export interface EphemeralOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Starts ending rooms; returns the end of that. */
export function startEphemeral({ core, after, log }: EphemeralOptions): () => void {
  const unjoined = new Map<string, () => void>();

  function joined(roomId: string): void {
    unjoined.get(roomId)?.();
    unjoined.delete(roomId);
  }

  function endIfEmpty(roomId: string): void {
    const room = core.directory.room(roomId)?.room;
    if (!room?.ephemeral || core.presence.presentIn(roomId).length > 0) return;
    core.writeIn(room, 'destroyRoom', { room_id: roomId }).catch((error: unknown) => log('A room could not be ended', error));
  }

  const stop = core.onChange(({ event, only_id }) => {
    if (only_id !== null) return;
    if (event.type === 'room.created' && event.room.ephemeral) {
      const { id } = event.room;
      unjoined.set(
        id,
        after(EPHEMERAL_UNJOINED_MS, () => (joined(id), endIfEmpty(id))),
      );
    } else if (event.type === 'room.presence') {
      joined(event.room_id);
      if (!event.present) endIfEmpty(event.room_id);
    }
  });
  return () => {
    stop();
    for (const cancel of unjoined.values()) cancel();
  };
}
