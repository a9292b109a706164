// Which messages an agent answers. The server decides it, so that a model is asked only when it is meant.
import type { Wake } from '../../../../src-shared/hosted-agents.ts';
import { mentionedIds } from '../../../../src-shared/mentions.ts';
import type { Agent, Message, Participant, Room } from '../../../../src-shared/objects.ts';

export interface Heard {
  agent: Agent;
  room: Room;
  message: Message;
  author: Participant;
  /** The author of the message that it answers; null: it answers none, or one that is gone. */
  answered: string | null;
}

/** Agents wake an agent only by its name: two that answer each other's answers would never stop. @everyone and @here are for people. */
export function wakes({ agent, room, message, author, answered }: Heard, wake: Wake): boolean {
  if (message.kind !== 'chat' || message.deleted_at !== null || author.id === agent.id || room.encrypted || wake === 'never') return false;
  if (author.kind === 'agent') return isNamed(agent, message);
  if (isNamed(agent, message) || answered === agent.id || room.direct || wake === 'always') return true;
  return wake === 'unaddressed' && message.mentions.length === 0 && answered === null;
}

function isNamed(agent: Agent, { mentions, content }: Message): boolean {
  if (!mentions.includes(agent.id)) return false;
  const isForAll = mentions.includes('@everyone') || mentions.includes('@here');
  return !isForAll || mentions.includes('@agents') || mentionedIds(content, [agent]).includes(agent.id);
}
