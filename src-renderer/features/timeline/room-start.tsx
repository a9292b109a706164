import { useHome, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { strings } from '../../strings/strings.ts';

/** The first lines of a room, above its first message. */
export function RoomStart({ roomId }: { roomId: string }) {
  const view = useRoom(roomId);
  const participants = useParticipants();
  const me = useMe();
  const home = useHome();
  if (!view) return null;
  const title = roomTitle(view.room, participants, me.id);
  return (
    <div className="px-5 pt-6 pb-4">
      <p className="text-heading font-semibold text-ink">{title}</p>
      <p className="max-w-[680px] text-body text-ink-2">
        {view.room.direct ? strings.roomPage.onlyYouAnd(title) : (view.room.description ?? strings.roomPage.startIn(title, home.name))}
      </p>
      {!view.room.ephemeral && home.keep_days !== null && (
        <p className="max-w-[680px] text-list text-ink-2">{strings.roomPage.goneBefore(home.keep_days)}</p>
      )}
    </div>
  );
}
