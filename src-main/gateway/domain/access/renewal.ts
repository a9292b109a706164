// A participant may see more or less than before.
import { EVERY_RIGHT } from '../actor.ts';
import type { Core } from '../core.ts';
import { visibleRoom } from '../policy.ts';

/** Closes the rooms that the participant cannot see any more on all of its connections, and has their snapshots renewed. */
export function startRenewal(core: Core, renewSnapshots: (participantId: string) => void): () => void {
  return core.onChange(({ event, only_id }) => {
    if (event.type !== 'access.changed' || only_id === null) return;
    const actor = { participant_id: only_id, grant: EVERY_RIGHT };
    for (const [roomId] of core.presence.present()) if (!visibleRoom(core.directory, actor, roomId)) core.presence.evict(roomId, only_id);
    renewSnapshots(only_id);
  });
}
