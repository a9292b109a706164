import { useContext } from 'react';
import { ProfileButton } from '../people/profile-button.tsx';
import { useFloor, useParticipant } from '../../sync/store.ts';
import { KindTag } from '../../ui/kind-tag.tsx';
import { Tag } from '../../ui/tag.tsx';
import { strings } from '../../strings/strings.ts';
import { useRoomUi } from './room-ui.ts';
import { RowFocus } from './row-focus.ts';
import { fullTime, timeWord } from './time-words.ts';

interface MessageHeadProps {
  participantId: string;
  name: string;
  at: number;
}

export function MessageHead({ participantId, name, at }: MessageHeadProps) {
  const participant = useParticipant(participantId);
  const { room } = useRoomUi();
  const leads = useFloor(room.id)?.leader_id === participantId;
  return (
    <div className="flex items-center gap-2">
      <ProfileButton
        participantId={participantId}
        room={room}
        name={name}
        isStop={useContext(RowFocus)}
        // On touch screens the picture beside it is the target, and large enough.
        className="min-w-0 truncate rounded-tag text-body font-semibold text-ink hover:underline tap:pointer-events-none"
      >
        <span dir="auto">{name}</span>
      </ProfileButton>
      <KindTag of={participant} />
      {leads && <Tag tone="leader">{strings.timeline.leader}</Tag>}
      <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className="shrink-0 text-meta text-ink-3">
        {timeWord(at)}
      </time>
    </div>
  );
}
