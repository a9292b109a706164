// Ends the rooms that live in memory: when no participant has them open any more, and after a while when none ever opened them.
// An agent that leaves such a room ends its stay, as its protocol says. A person who looks at another room, reloads the page or loses
// the connection may come back: for them the room stays for a moment.
import { EPHEMERAL_GRACE_MS, EPHEMERAL_UNJOINED_MS } from '../../../../src-shared/limits.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { isKept } from '../policy.ts';

export interface EphemeralOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** The time until which a room stays without participants, and its timer. */
interface Stay {
  until: number;
  cancel(): void;
}

/** Starts ending rooms; returns the end of that. */
export function startEphemeral({ core, after, log }: EphemeralOptions): () => void {
  const stays = new Map<string, Stay>();

  function endWhenEmpty(roomId: string, ms: number): void {
    const room = core.directory.room(roomId)?.room;
    const stay = stays.get(roomId);
    stay?.cancel();
    if (!room || isKept(room) || !stay || core.presence.presentIn(roomId).length > 0) return;
    if (ms > 0) {
      stay.cancel = after(ms, () => endWhenEmpty(roomId, stay.until - core.now()));
      return;
    }
    stays.delete(roomId);
    core.write('destroyRoom', { room_id: roomId, by_id: null }).catch((error: unknown) => log('A room could not be ended', error));
  }

  function stayFor(roomId: string, ms: number): void {
    const stay = stays.get(roomId);
    const until = core.now() + ms;
    if (stay) stay.until = Math.max(stay.until, until);
    else stays.set(roomId, { until, cancel: () => undefined });
  }

  function presenceChanged({ room_id, participant_id, present, how }: EventOf<'room.presence'>): void {
    const room = core.directory.room(room_id)?.room;
    if (!room || isKept(room)) return;
    if (present) {
      stays.get(room_id)?.cancel();
      stays.delete(room_id);
      return;
    }
    const isOver = core.directory.participant(participant_id)?.kind === 'agent' && how !== 'disconnected';
    stayFor(room_id, isOver ? 0 : EPHEMERAL_GRACE_MS);
    endWhenEmpty(room_id, (stays.get(room_id)?.until ?? 0) - core.now());
  }

  const stop = core.onChange(({ event, only_id }) => {
    if (only_id !== null) return;
    if (event.type === 'room.created' && !isKept(event.room)) {
      stayFor(event.room.id, EPHEMERAL_UNJOINED_MS);
      endWhenEmpty(event.room.id, EPHEMERAL_UNJOINED_MS);
    } else if (event.type === 'room.presence') presenceChanged(event);
    else if (event.type === 'room.removed') {
      stays.get(event.room_id)?.cancel();
      stays.delete(event.room_id);
    }
  });
  return () => {
    stop();
    for (const { cancel } of stays.values()) cancel();
  };
}
