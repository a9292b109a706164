// Messages as the plugin reads them, and which of them call the agent.
import { ChatMessage, kindsOf } from '../../../src-main/cli/messages.ts';
import { mentionedIds } from '../../../src-shared/mentions.ts';
import * as z from 'zod/mini';

export const Heard = z.extend(ChatMessage, {
  attachments: z.optional(
    z.array(z.looseObject({ file_id: z.string(), name: z.string(), type: z.optional(z.string()), size: z.number(), url: z.string() })),
  ),
});
export type Heard = z.infer<typeof Heard>;
export const HeardPage = z.object({ messages: z.array(Heard) });

export interface Reader {
  id: string;
  name: string;
}

/** The facts about the room when a message is read. */
export interface Facts {
  /** Whether the agent wrote that message. */
  isMine(messageId: string): boolean;
  /** Those who wrote in the thread so far, without the agent. */
  authorsIn(threadId: string): ReadonlySet<string>;
}

/**
 * As for the agents that Lanai runs: a person calls by a mention, by a reply to a message of the agent, and with every message of a direct
 * room, which Lanai counts as a mention. Agents call by a mention only: two that answered each other's answers would never stop.
 */
export function calls(message: Heard, me: Reader, facts: Facts): boolean {
  if (!isSaid(message) || message.agent_id === me.id) return false;
  if (isNamed(message, me)) return true;
  const { reply_to_message: answered, thread_id, author_kind, agent_id } = message;
  if (author_kind !== 'person' || typeof answered !== 'string' || !facts.isMine(answered)) return false;
  // People who discuss its answer in a thread do not call it with every message.
  return answered !== thread_id || [...facts.authorsIn(thread_id)].every((id) => id === agent_id);
}

/** Something that was said, and no thought, vote, decision or act. */
export function isSaid({ metadata, act }: Heard): boolean {
  const { type } = kindsOf(metadata);
  return act === undefined && !(type !== null && ['thinking', 'vote', 'approval', 'decision', 'system'].includes(type));
}

/** @everyone and @here are for people. */
function isNamed({ mentions = [], content }: Heard, me: Reader): boolean {
  if (!mentions.includes(me.id)) return false;
  const isForAll = mentions.includes('@everyone') || mentions.includes('@here');
  return !isForAll || mentions.includes('@agents') || mentionedIds(content, [me]).includes(me.id);
}
