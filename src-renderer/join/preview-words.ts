import type { InvitePreview } from '../../src-shared/objects.ts';
import { listed } from '../ui/words.ts';
import { words } from '../words/words.ts';

/** "#book-club", "#lobby and #vault"; null when the invite is for the whole home. */
export function invitedRooms({ room_names }: InvitePreview): string | null {
  if (room_names === null || room_names.length === 0) return null;
  return listed(room_names.map((name) => `#${name}`));
}

/** "4 people and 1 agent are there". */
export function whoIsThere({ people, agents }: InvitePreview): string {
  const parts = [people > 0 && words.join.people(people), agents > 0 && words.join.agents(agents)].filter((part) => part !== false);
  if (parts.length === 0) return words.join.nobodyThere;
  return words.join.areThere(listed(parts), people + agents);
}
