import { Megaphone } from 'lucide-react';
import { aboutWords, besideAbout, presenceTone } from '../people/presence-words.ts';
import { usePresence } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { strings } from '../../strings/strings.ts';
import type { GroupCandidate, MentionCandidate } from './mention-query.ts';

interface MentionFaceProps {
  candidate: MentionCandidate;
  isActive: boolean;
  mayAdd: boolean;
}

export function MentionFace({ candidate, ...rest }: MentionFaceProps) {
  return 'group' in candidate ? <GroupFace {...candidate} /> : <ParticipantFace candidate={candidate} {...rest} />;
}

function GroupFace({ group, count }: GroupCandidate) {
  return (
    <>
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Megaphone size={15} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-body font-semibold">{group}</span>
        <span className="block truncate text-meta text-ink-2">{strings.composer.group[group]}</span>
      </span>
      <span className="shrink-0 text-meta text-ink-3">{count}</span>
    </>
  );
}

type ParticipantFaceProps = Omit<MentionFaceProps, 'candidate'> & { candidate: Exclude<MentionCandidate, GroupCandidate> };

function ParticipantFace({ candidate: { participant, isMember }, isActive, mayAdd }: ParticipantFaceProps) {
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
