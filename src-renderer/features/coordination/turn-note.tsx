import { ArrowLeftRight } from 'lucide-react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor, useHomeState, useMe, useParticipants, usePresentIds } from '../../sync/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Whose turn it is, while an agent waits for its own: a hint to agents, not a rule for people. */
export function TurnNote({ room, onPhone }: { room: RoomFacts; onPhone: boolean }) {
  const turnId = useFloor(room.id)?.turn_id ?? null;
  const presentIds = usePresentIds(room.id);
  const participants = useParticipants();
  const isMine = useMe().id === turnId;
  const waitingId = useHomeState(({ snapshot }) =>
    presentIds.find((id) => {
      const { status } = snapshot?.works[room.id]?.[id] ?? snapshot?.presence[id] ?? {};
      return id !== turnId && participants[id]?.kind === 'agent' && status === 'waiting';
    }),
  );
  const name = turnId === null ? undefined : participants[turnId]?.name;
  const waiting = waitingId === undefined ? undefined : participants[waitingId]?.name;
  if (room.direct || name === undefined || waiting === undefined) return null;
  const why = strings.coordinating.whyTurn(waiting);
  const turn = isMine ? strings.coordinating.yourTurn : strings.coordinating.turnOf(name);
  // A finger opens no tooltip.
  const text = onPhone ? strings.coordinating.turnWhile(turn, waiting) : turn;
  return (
    <Tooltip text={why}>
      <p className="flex min-w-0 items-center gap-1.5 text-meta text-ink-2 max-sm:max-w-3/5">
        <ArrowLeftRight size={13} aria-hidden className="shrink-0" />
        <span className="truncate">{text}</span>
        <span className="sr-only"> {why}</span>
      </p>
    </Tooltip>
  );
}
