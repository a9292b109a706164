// Which messages an agent answers. The server decides it, so that a model is asked only when it is meant.
import type { Wake } from '../../../../src-shared/hosted-agents.ts';
import { mentionedIds } from '../../../../src-shared/mentions.ts';
import type { Agent, Message, Room } from '../../../../src-shared/objects.ts';
import type { Thread } from '../../../../src-shared/threads.ts';

export interface Heard {
  agent: Agent;
  room: Room;
  message: Message;
  /** False: an agent wrote it, or a program with the access of a person. */
  isByPerson: boolean;
  /** The author of the message that it answers; null: it answers none, or one that is gone. */
  answered: string | null;
}

/** Agents wake an agent only by its name: two that answer each other's answers would never stop. @everyone and @here are for people. */
export function wakes({ agent, room, message, isByPerson, answered }: Heard, wake: Wake): boolean {
  if (!mayWake({ agent, room, message }, wake)) return false;
  if (!isByPerson) return isNamed(agent, message);
  if (isNamed(agent, message) || answered === agent.id || room.direct || wake === 'always') return true;
  return wake === 'unaddressed' && message.mentions.length === 0 && answered === null;
}

/** The conditions that need no look at other messages. */
export function mayWake({ agent, room, message }: Pick<Heard, 'agent' | 'room' | 'message'>, wake: Wake): boolean {
  return message.kind === 'chat' && message.deleted_at === null && message.author_id !== agent.id && !room.encrypted && wake !== 'never';
}

/**
 * A message in a thread answers the message that began it, unless it answers another one. That calls an agent while it is alone there
 * with the author: people who discuss its answer do not call it with every message.
 */
export function isAnswerTo(agentId: string, { reply_to, thread_id, author_id }: Message, thread: Thread | undefined): boolean {
  if (reply_to === null || reply_to !== thread_id) return reply_to !== null;
  return (thread?.author_ids ?? []).every((id) => id === agentId || id === author_id);
}

function isNamed(agent: Agent, { mentions, content }: Message): boolean {
  if (!mentions.includes(agent.id)) return false;
  const isForAll = mentions.includes('@everyone') || mentions.includes('@here');
  return !isForAll || mentions.includes('@agents') || mentionedIds(content, [agent]).includes(agent.id);
}
