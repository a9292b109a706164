import { useFloor, useParticipant } from '../state/store.ts';
import { Tag } from '../ui/tag.tsx';
import { words } from '../words/words.ts';
import { useRoomUi } from './room-ui.ts';
import { fullTime, timeWord } from './time-words.ts';

export function MessageHead({ participantId, name, at }: { participantId: string; name: string; at: number }) {
  const participant = useParticipant(participantId);
  const leads = useFloor(useRoomUi().room.id)?.leader_id === participantId;
  return (
    <div className="flex items-center gap-2">
      <span dir="auto" className="min-w-0 truncate text-body font-semibold text-ink">
        {name}
      </span>
      {participant?.kind === 'agent' && <Tag tone="agent">{words.timeline.agent}</Tag>}
      {leads && <Tag tone="leader">{words.timeline.leader}</Tag>}
      {participant?.kind === 'person' && participant.role === 'guest' && <Tag tone="guest">{words.timeline.guest}</Tag>}
      <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className="shrink-0 text-meta text-ink-3">
        {timeWord(at)}
      </time>
    </div>
  );
}
