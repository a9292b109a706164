// A message as the command has it: with the result of opening it, and with the kind that its metadata names.
import * as z from 'zod/mini';
import { ChatMessage as Received } from '../../src-shared/agent-protocol/replies.ts';

export const ChatMessage = z.extend(Received, {
  /** Set by the command, not by the home: the result of opening it. */
  sealed: z.optional(z.string()),
  doubts: z.optional(z.array(z.string())),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const HistoryResult = z.object({ messages: z.array(ChatMessage) });

const Kinds = z.looseObject({ kind: z.optional(z.unknown()), type: z.optional(z.unknown()) });

/** The kind of a message, from its metadata. `type` is the protocol's word (thinking, decision, system), `kind` the author's. */
export function kindsOf(metadata: unknown): { kind: string | null; type: string | null } {
  const parsed = Kinds.safeParse(metadata);
  const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return parsed.success ? { kind: word(parsed.data.kind), type: word(parsed.data.type) } : { kind: null, type: null };
}

export const CONVERSATION_END = 'conversation_end';
