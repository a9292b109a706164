import { aboutWords, besideAbout, presenceTone } from '../people/presence-words.ts';
import { usePresence } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { strings } from '../../strings/strings.ts';
import type { MentionCandidate } from './mention-query.ts';

interface MentionFaceProps {
  candidate: MentionCandidate;
  isActive: boolean;
  mayAdd: boolean;
}

export function MentionFace({ candidate: { participant, isMember }, isActive, mayAdd }: MentionFaceProps) {
  const presence = usePresence(participant.id);
  return (
    <>
      <Avatar of={participant} size={28} presence={presenceTone(presence)} ring={isActive ? 'ring-accent-soft' : 'ring-raise'} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate text-body font-semibold">{participant.name}</span>
          <KindTag of={participant} />
        </span>
        <span className="block truncate text-meta text-ink-2">{aboutWords(participant, presence)}</span>
      </span>
      <span className="shrink-0 text-meta text-ink-3">
        {isMember ? besideAbout(participant, presence) : mayAdd ? strings.composer.addToRoom : strings.composer.notInRoom}
      </span>
    </>
  );
}
