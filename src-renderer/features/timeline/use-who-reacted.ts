import type { Reaction } from '../../../src-shared/objects.ts';
import { useMe, useParticipants } from '../../sync/store.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

const NAMES_MAX = 12;

/** "Ada, Maya and you". */
export function useWhoReacted(): (reaction: Reaction) => string {
  const participants = useParticipants();
  const meId = useMe().id;
  const { you } = strings.timeline;
  return ({ participant_ids }) =>
    listed(
      participant_ids.map((id) => (id === meId ? you : (participants[id]?.name ?? strings.ui.aFormerMember))),
      NAMES_MAX,
    );
}
