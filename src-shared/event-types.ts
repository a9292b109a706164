import type { EventType } from './events/index.ts';

/** Every type of event that this program knows. A newer home may send others. */
const KNOWN: Record<EventType, true> = {
  'home.changed': true,
  'participant.changed': true,
  'room.created': true,
  'room.changed': true,
  'room.removed': true,
  'member.joined': true,
  'member.left': true,
  'message.posted': true,
  'message.changed': true,
  'read.moved': true,
  'reads.moved': true,
  'level.changed': true,
  'preferences.changed': true,
  'invite.changed': true,
  'vote.created': true,
  'vote.changed': true,
  'vote.closed': true,
  'task.assigned': true,
  'task.changed': true,
  'election.started': true,
  'leader.changed': true,
  'turn.changed': true,
  'sharing.changed': true,
  'presence.changed': true,
  'room.presence': true,
  'typing.changed': true,
  'participants.forgotten': true,
};

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(KNOWN, type);
}
