// Which devices of a participant get a push about a message. The rule is that of all notifications (src-shared/notify/rule.ts).
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { notifyReason, type Gaze, type NotifyReason, type Recipient, type Remembered } from '../../../../src-shared/notify/rule.ts';
import type { Named } from '../../../../src-shared/notify/texts.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { visibleRoom } from '../../domain/policy.ts';
import type { PushSubscriptionRow } from '../../store/tables/push.ts';

/** The server does not know what is on a screen. What was read in time gets no push. */
const UNKNOWN_GAZE: Gaze = { isWindowFocused: false, shownRoomId: null, shownThreadId: null };

export interface Wanted {
  device: PushSubscriptionRow;
  reason: NotifyReason;
  /** As it is now: it may have been edited. */
  message: Message;
  named: Named;
}

/** As everything is at this moment: a message that was deleted, a room that was left, an access that ended get no push. */
export async function devicesToTell(core: Core, participantId: string, posted: Message): Promise<Wanted[]> {
  const { directory } = core;
  const [message, facts, preferences] = await Promise.all([
    core.archive.message(posted.room_id, posted.id),
    core.archive.notifyFacts(posted.room_id, participantId, posted),
    core.archive.notifyPreferences(participantId),
  ]);
  // After the last wait: what is decided here is decided by the rights of now.
  const entry = visibleRoom(directory, { participant_id: participantId, grant: EVERY_RIGHT }, posted.room_id);
  if (!entry || !message.value) return [];
  const { membership, is_reply, is_awaited } = facts.value;
  const recipient: Recipient = { id: participantId, room: entry.room, membership, preferences: preferences.value };
  const remembered: Remembered = { isMine: () => is_reply, isAwaited: () => is_awaited };
  const author = directory.participant(posted.author_id);
  const written = { message: message.value, author_kind: author?.kind ?? null };
  const named = namedFor(participantId, entry.room, author);
  return devicesOf(core, participantId).flatMap((device) => {
    const moment = { gaze: UNKNOWN_GAZE, now: core.now(), timeZone: device.time_zone };
    const reason = notifyReason(written, recipient, remembered, moment);
    return reason === null ? [] : [{ device, reason, message: written.message, named }];
  });
}

/** Those whose session lasts. */
function devicesOf({ directory, now }: Core, participantId: string): PushSubscriptionRow[] {
  return directory.pushSubscriptions.of(participantId).filter(({ session_id }) => {
    const session = directory.sessions.find({ id: session_id });
    return session?.participant_id === participantId && session.expires_at > now();
  });
}

function namedFor(me_id: string, room: Named['rooms'][string]['room'], author: Participant | null): Named {
  return { me_id, rooms: { [room.id]: { room } }, participants: author ? { [author.id]: author } : {} };
}
