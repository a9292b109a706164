import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Message, Participant, Return } from '../../../src-shared/objects.ts';
import type { PresenceThere } from '../../../src-shared/work.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { contentText, doubtText, harmless, oneLine, timeText } from '../output.ts';
import type { Opened } from '../sealing.ts';

/** The room an event is about; null when it is about none. */
export function roomOf(event: HomeEvent): string | null {
  switch (event.type) {
    case 'message.posted':
    case 'message.changed':
      return event.message.room_id;
    case 'room.created':
    case 'room.changed':
    case 'member.joined':
      return event.room.id;
    case 'room.removed':
    case 'member.left':
    case 'read_position.changed':
    case 'read_receipts.changed':
    case 'notify_level.changed':
    case 'room.presence':
    case 'typing.changed':
    case 'agent.stop_requested':
      return event.room_id;
    case 'work.changed':
      return event.work.room_id;
    default:
      return null;
  }
}

/** The sentences about a changed name and about a return by a link; null for every other event. */
export function participantText(before: Snapshot, event: HomeEvent): string | null {
  if (event.type !== 'participant.changed') return null;
  const { participant } = event;
  const known = before.participants[participant.id];
  if (!known) return null;
  const lines: string[] = [];
  if (known.name !== participant.name) lines.push(`${oneLine(known.name)} is now called ${oneLine(participant.name)}`);
  const last = newReturn(known, participant);
  if (last) lines.push(`${oneLine(participant.name)} came back by a ${linkOf(before.participants[last.by_id])}`);
  return lines.length === 0 ? null : lines.join('\n');
}

function newReturn(known: Participant, now: Participant): Return | null {
  if (known.kind !== 'person' || now.kind !== 'person') return null;
  const [before, last] = [known.returns?.at(-1), now.returns?.at(-1)];
  return last && last.at !== before?.at ? last : null;
}

function linkOf(maker: Participant | undefined): string {
  return maker ? `link that ${oneLine(maker.name)} made` : 'new link';
}

/** One event as a line for people; null for what is not worth one. `read`: opens what is sealed. */
export function eventText(state: Snapshot, event: HomeEvent, read: (message: Message) => Opened): string | null {
  const name = (id: string): string => oneLine(state.participants[id]?.name ?? id);
  const room = (id: string): string => `#${oneLine(state.rooms[id]?.room.name || id)}`;
  switch (event.type) {
    case 'message.posted':
      return `${messageHead(event.message, room, name, read)}${indented(contentText(read(event.message)))}`;
    case 'message.changed':
      return changedText(event.message, messageHead(event.message, room, name, read), read);
    case 'member.joined':
      return `${room(event.room.id)} ${oneLine(event.participant.name)} belongs to it now`;
    case 'member.left':
      return `${room(event.room_id)} ${name(event.participant_id)} does not belong to it any more`;
    case 'room.presence':
      return `${room(event.room_id)} ${name(event.participant_id)} ${event.present ? 'came' : 'left'}`;
    case 'room.created':
      return `${room(event.room.id)} was made`;
    case 'agent.stop_requested':
      return `${room(event.room_id)} ${name(event.by_id)} asked ${name(event.participant_id)} to stop`;
    case 'presence.changed':
      return event.presence.online ? activityText(name(event.presence.participant_id), event.presence) : null;
    case 'work.changed':
      return activityText(`${room(event.work.room_id)} ${name(event.work.participant_id)}`, event.work);
    default:
      return null;
  }
}

function messageHead(
  message: Message,
  room: (id: string) => string,
  name: (id: string) => string,
  read: (message: Message) => Opened,
): string {
  const marks = `${message.kind === 'chat' ? '' : ` (${message.kind})`}${doubtText(read(message))}`;
  return `${room(message.room_id)} [${message.seq}] ${timeText(message.created_at)} ${name(message.author_id)}${marks}: `;
}

/** Idle participants are skipped: the rooms that they open are shown anyway. So are busy ones: members see what they do in a room. */
function activityText(subject: string, { status, detail, progress }: Pick<PresenceThere, 'status' | 'detail' | 'progress'>): string | null {
  if (status === 'idle' || status === 'busy') return null;
  const words = [status, progress === null ? '' : `${progress} %`, oneLine(detail ?? '')].filter((each) => each !== '');
  return `${subject} is ${words.join(', ')}`;
}

/** Reactions change a message too; they are not worth a line. */
function changedText(message: Message, head: string, read: (message: Message) => Opened): string | null {
  if (message.deleted_at !== null) return `${head}(took it back)`;
  return message.edited_at === null ? null : `${head}(changed) ${indented(contentText(read(message)))}`;
}

function indented(text: string): string {
  return harmless(text).replaceAll('\n', '\n    ');
}
