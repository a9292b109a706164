import type { Core } from '../core.ts';
import { canSeeWholeHome } from '../policy.ts';

/** A guest who sees only participants of shared rooms gets their status when a room becomes shared. */
export function introduce(core: Core, roomId: string, newcomerId: string): void {
  const { directory, presence: registry } = core;
  const members = [...(directory.room(roomId)?.members ?? [])];
  const say = (only_id: string, aboutId: string): void => {
    const presence = registry.of(aboutId);
    if (presence.online && only_id !== aboutId) core.publish({ only_id, event: { type: 'presence.changed', cursor: null, presence } });
  };
  for (const id of members) if (!canSeeWholeHome(directory, id)) say(id, newcomerId);
  if (!canSeeWholeHome(directory, newcomerId)) for (const id of members) say(newcomerId, id);
}
