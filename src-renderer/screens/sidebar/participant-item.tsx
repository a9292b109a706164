import { unreadIn } from '../../../src-shared/notify/unread.ts';
import { useIsMuted } from '../../features/notify/use-muted.ts';
import { useProfile } from '../../features/people/use-profile.tsx';
import { useParticipantMenu } from '../../features/people/use-participant-menu.tsx';
import { presenceTone, statusWords } from '../../features/people/presence-words.ts';
import { useHomeState, useParticipant, usePresenceIn, useRoom } from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { strings } from '../../strings/strings.ts';
import { DraftSign, MutedSign, RowDetail, RowText, rowClass, UnreadBadge } from './sidebar-row.tsx';
import { useOpenDirect } from '../../features/people/use-open-direct.ts';

interface ParticipantItemProps {
  id: string;
  /** The direct room with them; null while there is none. */
  roomId: string | null;
}

/** A person or an agent; pressed, it opens the direct room with them. */
export function ParticipantItem({ id: participantId, roomId }: ParticipantItemProps) {
  const participant = useParticipant(participantId);
  const presence = usePresenceIn(roomId, participantId);
  const direct = useRoom(roomId);
  const isSelected = useHomeState(({ place }) => place !== null && place.room_id === roomId);
  const openDirect = useOpenDirect();
  const { id, hover, press, hide, card } = useProfile(participantId);
  const { bind, menu } = useParticipantMenu(participantId, { onProfile: press });
  const tone = presenceTone(presence);
  const isMuted = useIsMuted(direct?.membership);
  if (!participant) return null;
  const isUnread = !isMuted && direct?.membership != null && unreadIn(direct.membership) > 0;
  const detail =
    participant.kind === 'agent'
      ? participant.type === 'built-in' && !presence?.detail
        ? null
        : statusWords(participant, presence)
      : null;
  return (
    <li data-row={participantId} draggable={roomId !== null}>
      <button
        {...hover}
        id={id}
        type="button"
        onClick={() => {
          hide();
          openDirect(participantId);
        }}
        onPointerDownCapture={bind.onPointerDownCapture}
        onContextMenu={(event) => {
          hide();
          bind.onContextMenu(event);
        }}
        aria-current={isSelected ? 'page' : undefined}
        className={rowClass({ isSelected, isUnread, isMuted })}
      >
        <Avatar of={participant} size={24} presence={tone} ring={isSelected ? 'ring-accent-soft' : 'ring-panel'} />
        <RowText>{participant.name}</RowText>
        {detail ? (
          <RowDetail>{detail}</RowDetail>
        ) : (
          <span className="sr-only">{tone === 'off' ? strings.sidebar.isAway : strings.sidebar.isHere}</span>
        )}
        {roomId !== null && !isSelected && <DraftSign roomId={roomId} />}
        {isMuted ? <MutedSign /> : direct && <UnreadBadge view={direct} />}
      </button>
      {card}
      {menu}
    </li>
  );
}
