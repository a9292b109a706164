import type { Participant } from '../../../src-shared/objects.ts';
import { useIsMuted } from '../../features/notify/use-muted.ts';
import { useProfile } from '../../features/people/use-profile.tsx';
import { useParticipantMenu } from '../../features/people/use-participant-menu.tsx';
import { presenceTone, statusWords } from '../../features/people/presence-words.ts';
import { useHomeState, usePresence, useSnapshot } from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { strings } from '../../strings/strings.ts';
import { useIsFoldedAway } from './fold.ts';
import { MutedSign, RowDetail, RowText, rowClass, UnreadBadge } from './sidebar-row.tsx';
import { directWith, useOpenDirect } from '../../features/people/use-open-direct.ts';

/** A person or an agent; pressed, it opens the room one has with them. */
export function ParticipantRow({ participant }: { participant: Participant }) {
  const presence = usePresence(participant.id);
  const direct = useSnapshot(({ rooms }) => directWith(rooms, participant.id));
  const isSelected = useHomeState(({ place }) => place !== null && place.room_id === direct?.room.id);
  const openDirect = useOpenDirect();
  const { id, hover, press, hide, card } = useProfile(participant.id);
  const { bind, menu } = useParticipantMenu(participant.id, { onProfile: press });
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
        {isMuted ? <MutedSign /> : <UnreadBadge membership={direct?.membership} />}
      </button>
      {card}
      {menu}
    </li>
  );
}
