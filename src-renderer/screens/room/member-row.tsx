import { Ellipsis } from 'lucide-react';
import type { Participant } from '../../../src-shared/objects.ts';
import { ProfileButton } from '../../features/people/profile-button.tsx';
import { useParticipantMenu } from '../../features/people/use-participant-menu.tsx';
import { useUnanswered } from '../../features/people/use-unanswered.ts';
import { useProfile } from '../../features/people/use-profile.tsx';
import { aboutWords, presenceTone } from '../../features/people/presence-words.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor, useHomeState, useMe, usePresenceIn } from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { strings } from '../../strings/strings.ts';

export function MemberRow({ participant, room }: { participant: Participant; room: RoomFacts }) {
  const presence = usePresenceIn(room.id, participant.id);
  const isTyping = useHomeState(({ typing }) => typing[room.id]?.[participant.id] !== undefined);
  const isMe = useMe().id === participant.id;
  const leads = useFloor(room.id)?.leader_id === participant.id;
  const profile = useProfile(participant.id);
  const { bind, button, menu } = useParticipantMenu(participant.id, { room, onProfile: profile.press });
  const shown = isMe ? strings.ui.isYou(participant.name) : participant.name;
  const unanswered = useUnanswered(participant, room.id);
  const progress = presence?.online ? presence.progress : null;
  return (
    <li {...bind} data-row={participant.id} className="group relative flex min-h-[46px] items-center gap-3 py-1 max-md:pe-12">
      <ProfileButton
        participantId={participant.id}
        room={room}
        isEcho
        className="relative shrink-0 tap:before:absolute tap:before:-inset-1.5"
      >
        <Avatar of={participant} size={32} presence={presenceTone(presence)} />
      </ProfileButton>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-list font-semibold text-ink">
          <ProfileButton
            participantId={participant.id}
            room={room}
            name={shown}
            className="min-w-0 truncate rounded-tag hover:underline tap:pointer-events-none"
          >
            {shown}
          </ProfileButton>
          {leads && <Tag tone="leader">{strings.members.leader}</Tag>}
        </p>
        <p className="truncate text-meta text-ink-2">
          {isTyping && !isMe ? strings.members.writing : (unanswered ?? aboutWords(participant, presence))}
        </p>
        {progress !== null && <ProgressBar label={strings.members.progress(participant.name)} percent={progress} />}
      </div>
      {progress !== null && <span className="shrink-0 text-list text-ink-3">{strings.members.percent(progress)}</span>}
      <IconButton
        {...button}
        id={profile.id}
        icon={Ellipsis}
        label={strings.members.moreAbout(participant.name)}
        size="small"
        className="absolute end-0 bg-bg opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 max-md:opacity-100"
      />
      {menu}
      {profile.card}
    </li>
  );
}
