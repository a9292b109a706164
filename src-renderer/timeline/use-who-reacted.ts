import type { Reaction } from '../../src-shared/objects.ts';
import { useMe, useParticipants } from '../state/store.ts';
import { listed } from '../ui/words.ts';
import { words } from '../words/words.ts';

const NAMES_MAX = 12;

/** "Ada, Maya and you". */
export function useWhoReacted(): (reaction: Reaction) => string {
  const participants = useParticipants();
  const meId = useMe().id;
  const { somebody, you } = words.timeline;
  return ({ participant_ids }) =>
    listed(
      participant_ids.map((id) => (id === meId ? you : (participants[id]?.name ?? somebody))),
      NAMES_MAX,
    );
}
