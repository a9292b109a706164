// A conversation of Agent Messenger is the direct room of a person and an agent.
import type { Agent, Message, Person, Room } from '../../../../src-shared/objects.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { Directory } from '../../domain/directory.ts';

export interface AgentConversation {
  room: Room;
  user: Person;
  agent: Agent;
}

/** Null for every other room. */
export function conversationIn(directory: Directory, roomId: string): AgentConversation | null {
  const entry = directory.room(roomId);
  if (!entry?.room.direct || entry.members.size !== 2) return null;
  const members = [...entry.members].map((id) => directory.participant(id));
  const user = members.find((each) => each?.kind === 'person');
  const agent = members.find((each) => each?.kind === 'agent');
  return user?.kind === 'person' && agent?.kind === 'agent' ? { room: entry.room, user, agent } : null;
}

/** One of the actor's own. Throws `room_not_found`: a conversation of others is not there. */
export function requireConversation(core: Core, actor: Actor, roomId: string): AgentConversation {
  const { room } = core.room(actor, roomId);
  const conversation = conversationIn(core.directory, room.id);
  if (!conversation) throw new AppError('room_not_found');
  return conversation;
}

export function conversationsOf(core: Core, actor: Actor): AgentConversation[] {
  const mine = [...core.directory.roomIdsOf(actor.participant_id)];
  return mine.flatMap((id) => (core.findRoom(actor, id) ? (conversationIn(core.directory, id) ?? []) : []));
}

/** Thoughts of agents and questions with buttons have no form in the protocol. */
export function isShown({ kind }: Message): boolean {
  return kind === 'chat' || kind === 'decision';
}

export function senderOf(directory: Directory, { author_id }: Pick<Message, 'author_id'>): 'agent' | 'client' {
  return directory.participant(author_id)?.kind === 'agent' ? 'agent' : 'client';
}

export const DELETED = '[deleted]';

/** RFC 3339. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

export function contentOf({ content, deleted_at }: Message): string {
  return deleted_at === null ? content : DELETED;
}
