import type { InvitePreview } from '../../../src-shared/objects.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

/** "#book-club", "#lobby and #vault"; null when the invite is for the whole home. */
export function invitedRooms({ room_names }: InvitePreview): string | null {
  if (room_names === null || room_names.length === 0) return null;
  return listed(room_names.map((name) => `#${name}`));
}

/** "4 people and 1 agent are there". */
export function whoIsThere({ people, agents }: InvitePreview): string {
  const parts = [people > 0 && strings.join.people(people), agents > 0 && strings.join.agents(agents)].filter((part) => part !== false);
  if (parts.length === 0) return strings.join.nobodyThere;
  return strings.join.areThere(listed(parts), people + agents);
}
