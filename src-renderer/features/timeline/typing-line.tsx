import { AudioLines } from 'lucide-react';
import { LaterTurnNote } from '../coordination/later-turn-note.tsx';
import { presenceIn } from '../../../src-shared/work.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useConnection, useHomeState, useMe, useParticipants, useSnapshot } from '../../sync/store.ts';
import { isWorkingIn } from '../rooms/at-work.ts';
import { LaterStopWorking } from './later-stop-working.tsx';
import { useWaiting } from '../people/use-waiting.ts';
import { typingWords } from './typing-words.ts';

/** Always as high as a line, so that the page does not move when a participant begins to write. */
export function TypingLine({ room }: { room: RoomFacts }) {
  const typing = useHomeState((state) => state.typing[room.id]);
  const participants = useParticipants();
  const presence = useSnapshot((snapshot) => snapshot.presence);
  const works = useSnapshot((snapshot) => snapshot.works);
  const meId = useMe().id;
  const writing = Object.keys(typing ?? {})
    .filter((id) => id !== meId)
    .flatMap((id) => participants[id] ?? []);
  // The owner can call one that is no member.
  const hereOrWoken = new Set([...room.member_ids, ...Object.keys(works[room.id] ?? {})]);
  const agents = [...hereOrWoken]
    .flatMap((id) => participants[id] ?? [])
    .filter((one) => one.kind === 'agent' && typing?.[one.id] === undefined);
  const waitingFor = useWaiting(room.id);
  const isLive = useConnection().state === 'live';
  const line = isLive
    ? typingWords(
        writing,
        agents.map((agent) => ({
          name: agent.name,
          presence: presenceIn(presence[agent.id], works[room.id]?.[agent.id]),
          waitingNames: waitingFor(agent),
        })),
      )
    : '';
  return (
    <div className="flex h-6 shrink-0 items-center gap-2 px-5 text-meta text-ink-3 max-sm:px-4">
      <p aria-live="polite" className="flex min-w-0 flex-1 items-center gap-2">
        {line !== '' && (
          <>
            <AudioLines size={13} aria-hidden className="shrink-0" />
            <span className="truncate">{line}</span>
          </>
        )}
      </p>
      {isLive && <LaterStopWorking agents={agents.filter(({ id }) => isWorkingIn({ presence, works }, room.id, id))} />}
      <LaterTurnNote room={room} onPhone />
    </div>
  );
}
