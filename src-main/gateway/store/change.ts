// A durable change: the event and its recipients. The same function creates the event when the change happens and when a client
// that was away requests it later.
import type { Activity } from '../../../src-shared/activities.ts';
import { assertNever } from '../../../src-shared/errors.ts';
import type { Handing } from '../../../src-shared/coordination.ts';
import type { EventOf, HomeEvent } from '../../../src-shared/events/index.ts';
import type { Thread, ThreadFollow } from '../../../src-shared/threads.ts';
import type { Change } from './interfaces/change.ts';
import type { Membership, Message } from '../../../src-shared/objects.ts';
import type { Reads } from './reads.ts';
import type { ChangeRow } from './tables/changes.ts';
import { fromJson } from './json.ts';

/** A new message. `thread`: the state of its thread. */
export function posted(message: Message, cursor: number, thread: Thread | null): Change {
  return { only_id: null, event: { type: 'message.posted', cursor, message, ...(thread && { thread }) } };
}

/** A recorded change; null when its subject is gone. */
export function changeOf(reads: Reads, row: ChangeRow): Change | null {
  const event = eventOf(reads, row);
  const { seen_by } = row.type === 'room.removed' ? removalOf(row) : {};
  return event && { only_id: row.only_id, event, ...(seen_by && { seen_by }) };
}

type Removal = Pick<EventOf<'room.removed'>, 'why' | 'by_id'> & Pick<Change, 'seen_by'>;

function removalOf({ payload }: ChangeRow): Removal {
  return fromJson<Removal>(payload ?? '{}');
}

/** The event of a recorded change with its subject as it is now; null when the subject is gone. */
function eventOf(reads: Reads, row: ChangeRow): HomeEvent | null {
  const { cursor, type } = row;
  const room = row.room_id ?? '';
  const subject = row.subject_id ?? '';
  switch (type) {
    case 'home.changed':
      return some(reads.home(), (home) => ({ type, cursor, home }));
    case 'participant.changed':
      return some(reads.participant(subject), (participant) => ({ type, cursor, participant }));
    case 'access.changed':
      return { type, cursor, participant_id: subject };
    case 'participants.forgotten':
      return { type, cursor, participant_ids: fromJson<string[]>(row.payload ?? '[]') };
    case 'room.created':
    case 'room.changed':
      return some(reads.room(room), (each) => ({ type, cursor, room: each }));
    case 'history.imported':
      return some(reads.room(room), (each) => ({ type, cursor, room: each, ...fromJson<ImportedStretch>(row.payload ?? '{}') }));
    case 'room.removed': {
      const { seen_by: _, ...how } = removalOf(row);
      return { type, cursor, room_id: room, ...how };
    }
    case 'room_page.changed':
      return some(reads.roomPage(room, null), ({ content: _text, ...version }) => ({ type, cursor, room_id: room, ...version }));
    case 'member.joined':
      return memberJoined(reads, cursor, room, subject);
    case 'member.left':
      return { type, cursor, room_id: room, participant_id: subject };
    case 'message.changed':
      return some(reads.messageRow(subject), (message) => ({ type, cursor, message: reads.message(message) }));
    case 'read_position.changed':
      return { type, cursor, room_id: room, ...fromJson<ReadPosition>(row.payload ?? '{}') };
    case 'activity.recorded':
      return some(fromJson<Activity | null>(row.payload ?? 'null'), (activity) => ({ type, cursor, activity }));
    case 'thread_follow.changed':
      return { type, cursor, room_id: room, ...fromJson<{ thread_id: string; follow: ThreadFollow | null }>(row.payload ?? '{}') };
    case 'notify_level.changed':
      return { type, cursor, room_id: room, ...fromJson<Level>(row.payload ?? '{}') };
    case 'preferences.changed':
      return { type, cursor, preferences: reads.notifyPreferences(subject) };
    case 'room_section.changed':
      return { type, cursor, room_id: room, ...fromJson<{ section_id: string | null }>(row.payload ?? '{}') };
    case 'sidebar.changed':
      return { type, cursor, sidebar: reads.sidebar(subject) };
    case 'saved.changed':
      return { type, cursor, saved_id: subject, item: reads.savedItem(row.only_id ?? '', subject) };
    case 'scheduled.changed':
      return some(reads.scheduled(subject), (scheduled) => ({ type, cursor, scheduled }));
    case 'scheduled.removed':
      return { type, cursor, room_id: room, scheduled_id: subject };
    case 'invite.changed':
      return some(reads.invite(subject), (invite) => ({ type, cursor, invite }));
    case 'approval.requested':
    case 'approval.changed':
      return some(reads.approval(subject), (approval) => ({ type, cursor, approval }));
    case 'approval.removed':
      return { type, cursor, room_id: room, approval_id: subject };
    case 'vote.created':
    case 'vote.changed':
    case 'vote.closed':
      return some(reads.vote(subject), (vote) => ({ type, cursor, vote }));
    case 'vote.deleted':
      return { type, cursor, room_id: room, vote_id: subject };
    case 'ballot.cast':
      return { type, cursor, room_id: room, ...fromJson<{ vote_id: string; option_index: number }>(row.payload ?? '{}') };
    case 'task.assigned':
      return some(reads.task(subject), (task) => ({ type, cursor, task }));
    case 'task.changed':
      return some(reads.task(subject), (task) => ({ type, cursor, task, handed: fromJson<Handing | null>(row.payload ?? 'null') }));
    default:
      return assertNever(type);
  }
}

interface ImportedStretch {
  after_seq: number;
  through_seq: number;
}

interface ReadPosition {
  last_read_seq: number;
  unread: number;
  mentions: number;
}

type Level = Pick<Membership, 'notify_level' | 'muted_until'>;

function memberJoined(reads: Reads, cursor: number, roomId: string, participantId: string): HomeEvent | null {
  const room = reads.room(roomId);
  const participant = reads.participant(participantId);
  if (!room || !participant) return null;
  const read_seq = reads.membershipRow(roomId, participantId)?.read_from_seq ?? room.last_seq;
  return { type: 'member.joined', cursor, room, participant, read_seq };
}

function some<T>(value: T | null, make: (value: T) => HomeEvent): HomeEvent | null {
  return value === null ? null : make(value);
}
