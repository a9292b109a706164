import { ArrowLeftRight } from 'lucide-react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor, useMe, useParticipants, usePresentIds } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';

/** Whose turn it is, where agents take turns: a hint to them, not a rule for people. */
export function TurnNote({ room }: { room: RoomFacts }) {
  const turnId = useFloor(room.id)?.turn_id ?? null;
  const presentIds = usePresentIds(room.id);
  const participants = useParticipants();
  const isMine = useMe().id === turnId;
  const agents = presentIds.filter((id) => participants[id]?.kind === 'agent').length;
  const name = turnId === null ? undefined : participants[turnId]?.name;
  if (room.direct || name === undefined || agents === 0 || presentIds.length < 2) return null;
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-meta text-ink-2 max-sm:hidden">
      <ArrowLeftRight size={13} aria-hidden className="shrink-0" />
      <span className="truncate">{isMine ? strings.coordination.yourTurn : strings.coordination.turnOf(name)}</span>
    </p>
  );
}
