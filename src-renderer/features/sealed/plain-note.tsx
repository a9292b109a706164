import { useRoom } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';

/** Said where something of a sealed room is written that is not sealed: the protocol has it so. */
export function PlainNote({ roomId, what }: { roomId: string; what: 'vote' | 'task' }) {
  const isSealed = useRoom(roomId)?.room.encrypted ?? false;
  if (!isSealed) return null;
  return <p className="text-meta text-ink-2">{strings.sealing.plain[what]}</p>;
}
