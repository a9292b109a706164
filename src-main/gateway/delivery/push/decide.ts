// Chooses the devices of a participant that get a push. The rule is that of all notifications (src-shared/notify/rule.ts).
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { notifyReason, type Gaze, type NotifyReason, type Remembered } from '../../../../src-shared/notify/rule.ts';
import type { NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { Named } from '../../../../src-shared/notify/texts.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { visibleRoom } from '../../domain/policy.ts';
import type { NotifyFacts } from '../../store/interfaces/archive.ts';
import type { PushSubscriptionRow } from '../../store/tables/push.ts';
import { clockFormatOf } from './clock-formats.ts';

/** The server does not know what is on a screen. Messages that were read in time get no push. */
const UNKNOWN_GAZE: Gaze = { isWindowFocused: false, shownRoomId: null, shownThreadId: null };

export interface Wanted {
  device: PushSubscriptionRow;
  reason: NotifyReason;
  /** As it is now: it may have been edited. */
  message: Message;
  named: Named;
}

/** All devices of a participant, or the one of a session. */
interface Recipient {
  participantId: string;
  sessionId?: string;
}

interface Known extends Recipient {
  facts: NotifyFacts;
  preferences: NotifyPreferences;
}

/** Each device, with the newest of the messages that is for it. */
export async function devicesToNotify(core: Core, recipient: Recipient, posted: readonly Message[]): Promise<Wanted[]> {
  const { participantId } = recipient;
  const [first] = posted;
  if (!first) return [];
  // Only an agent's message may answer without a mention.
  const asked = posted.filter(({ author_id }) => core.directory.participant(author_id)?.kind === 'agent');
  const [facts, preferences] = await Promise.all([
    core.archive.notifyFacts(
      first.room_id,
      participantId,
      asked.map(({ id, author_id, reply_to, seq }) => ({ id, author_id, reply_to, seq })),
    ),
    core.archive.notifyPreferences(participantId),
  ]);
  const known = { ...recipient, facts: facts.value, preferences: preferences.value };
  const wanted = new Map<string, Wanted>();
  for (const message of posted.toReversed()) {
    const isNew = ({ device }: Wanted): boolean => !wanted.has(device.session_id);
    if (!wantedOf(core, known, message).some(isNew)) continue;
    const { value: latest } = await core.archive.message(message.room_id, message.id);
    if (latest) for (const each of wantedOf(core, known, latest).filter(isNew)) wanted.set(each.device.session_id, each);
  }
  return [...wanted.values()];
}

/** By the rights of this moment: a room that was left and an access that ended get no push. */
function wantedOf(core: Core, { participantId, sessionId, facts, preferences }: Known, message: Message): Wanted[] {
  const { directory } = core;
  const entry = visibleRoom(directory, { participant_id: participantId, grant: EVERY_RIGHT }, message.room_id);
  if (!entry?.members.has(participantId)) return [];
  const recipient = { id: participantId, room: entry.room, membership: facts.membership, preferences };
  const remembered: Remembered = {
    isMine: () => facts.replies.includes(message.id),
    isAwaited: () => facts.awaited.includes(message.id),
  };
  const author = directory.participant(message.author_id);
  const written = { message, author_kind: author?.kind ?? null };
  return devicesOf(core, { participantId, sessionId }).flatMap((device) => {
    const moment = { gaze: UNKNOWN_GAZE, now: core.now(), format: clockFormatOf(device.time_zone) };
    const reason = notifyReason(written, recipient, remembered, moment);
    return reason === null ? [] : [{ device, reason, message, named: namedFor(participantId, entry.room, author) }];
  });
}

/** Those whose session lasts. */
function devicesOf({ directory, now }: Core, { participantId, sessionId }: Recipient): PushSubscriptionRow[] {
  const { pushSubscriptions } = directory;
  const own = sessionId === undefined ? undefined : pushSubscriptions.find(sessionId);
  const devices = sessionId === undefined ? pushSubscriptions.of(participantId) : own ? [own] : [];
  return devices.filter(({ session_id }) => {
    const session = directory.sessions.find({ id: session_id });
    return session?.participant_id === participantId && session.expires_at > now();
  });
}

function namedFor(me_id: string, room: Named['rooms'][string]['room'], author: Participant | null): Named {
  return { me_id, rooms: { [room.id]: { room } }, participants: author ? { [author.id]: author } : {} };
}
