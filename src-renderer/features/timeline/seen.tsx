import type { Message } from '../../../src-shared/objects.ts';
import { useDialogActions, useHomeState, useMe, useParticipants } from '../../sync/store.ts';
import { AvatarStack } from '../people/avatar-stack.tsx';
import { strings } from '../../strings/strings.ts';
import { useRoomUi } from './room-ui.ts';
import { dayAndTime } from './time-words.ts';
import { TOUCH_BOX } from '../../ui/touch.ts';
import { useReaders } from './use-readers.ts';

const FACES_MAX = 3;

/** Below the user's own last message: whether the other one has read it, or which of the others. Nothing without read receipts. */
export function Seen({ message }: { message: Message }) {
  const { room } = useRoomUi();
  const readers = useReaders(message);
  const { openDialog } = useDialogActions();
  const [latest] = readers;
  if (!latest) return room.direct ? <Delivered message={message} /> : null;
  if (room.direct) {
    return (
      <p className="text-tiny text-ink-3">
        {latest.at === null ? strings.timeline.seen : strings.timeline.seenAt(dayAndTime(latest.at, Date.now()))}
      </p>
    );
  }
  return (
    <button
      type="button"
      onClick={() => openDialog({ kind: 'seen', room_id: message.room_id, seq: message.seq, author_id: message.author_id })}
      className={`flex items-center gap-1.5 rounded-control text-tiny text-ink-3 hover:text-ink ${TOUCH_BOX}`}
    >
      <AvatarStack of={readers.slice(0, FACES_MAX).map((reader) => reader.participant)} size={20} />
      {strings.timeline.seenBy(readers.length)}
    </button>
  );
}

/** Only people: agents do not say what they have received. Nothing until the server was asked. */
function Delivered({ message: { room_id, seq } }: { message: Message }) {
  const { room } = useRoomUi();
  const meId = useMe().id;
  const other = useParticipants()[room.member_ids.find((id) => id !== meId) ?? ''];
  const marks = useHomeState(({ deliveries }) => deliveries[room_id]);
  const isOnline = useHomeState(({ snapshot }) => snapshot?.presence[other?.id ?? '']?.online === true);
  if (!marks || other?.kind !== 'person' || other.revoked_at !== null) return null;
  const { at = null, seq: delivered = 0 } = marks[other.id] ?? {};
  const { sent, waitsFor, deliveredAt } = strings.timeline;
  const words = delivered < seq ? (isOnline ? sent : waitsFor(other.name)) : deliveredAt(at === null ? '' : dayAndTime(at, Date.now()));
  return <p className="text-tiny text-ink-3">{words}</p>;
}
