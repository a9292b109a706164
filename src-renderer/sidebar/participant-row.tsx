import type { Participant } from '../../src-shared/objects.ts';
import { useIsMuted } from '../notify/use-muted.ts';
import { useProfile } from '../people/use-profile.tsx';
import { presenceTone, statusWords } from '../state/presence-words.ts';
import { useHomeState, usePresence, useSnapshot } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { words } from '../words/words.ts';
import { useIsFoldedAway } from './fold.ts';
import { MutedSign, RowDetail, RowText, rowClass, UnreadBadge } from './sidebar-row.tsx';
import { directWith, useOpenDirect } from './use-open-direct.ts';

/** A person or an agent; pressed, it opens the room one has with them. */
export function ParticipantRow({ participant }: { participant: Participant }) {
  const presence = usePresence(participant.id);
  const direct = useSnapshot(({ rooms }) => directWith(rooms, participant.id));
  const isSelected = useHomeState(({ place }) => place !== null && place.room_id === direct?.room.id);
  const openDirect = useOpenDirect();
  const { id, hover, hide, card } = useProfile(participant.id);
  const tone = presenceTone(presence);
  const isMuted = useIsMuted(direct?.membership);
  const isUnread = !isMuted && (direct?.membership?.unread ?? 0) > 0;
  const detail =
    participant.kind === 'agent'
      ? participant.type === 'built-in' && !presence?.detail
        ? null
        : statusWords(participant, presence)
      : null;
  if (useIsFoldedAway({ isSelected, isUnread })) return null;
  return (
    <li>
      <button
        {...hover}
        id={id}
        type="button"
        onClick={() => {
          hide();
          openDirect(participant.id);
        }}
        aria-current={isSelected ? 'page' : undefined}
        className={rowClass({ isSelected, isUnread, isMuted })}
      >
        <Avatar of={participant} size={24} presence={tone} ring={isSelected ? 'ring-accent-soft' : 'ring-panel'} />
        <RowText>{participant.name}</RowText>
        {detail ? (
          <RowDetail>{detail}</RowDetail>
        ) : (
          <span className="sr-only">{tone === 'off' ? words.sidebar.isAway : words.sidebar.isHere}</span>
        )}
        {isMuted ? <MutedSign /> : <UnreadBadge membership={direct?.membership} />}
      </button>
      {card}
    </li>
  );
}
