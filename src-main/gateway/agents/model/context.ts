// The messages of a room, as a model is sent them: its own as its answers, those of others with names and times. Sealed rooms are
// never sent.
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import type { ModelMessage } from '../../models/step.ts';
import { messageLine } from '../../tools/text.ts';

/** A low estimate, so that a prompt is rather too short: texts in other scripts have fewer bytes for a token. */
const BYTES_PER_TOKEN = 3;

export interface ContextOptions {
  agentId: string;
  /** In their order. The last one is the message to answer. */
  messages: readonly Message[];
  participants: readonly Participant[];
  /** Of all messages together. The newest message is sent in any case. */
  tokensMax: number;
}

export interface Context {
  messages: ModelMessage[];
  /** Messages of the room, not of the model. */
  sent: number;
  leftOut: number;
}

export function contextOf({ agentId, messages, participants, tokensMax }: ContextOptions): Context {
  const among = messages.filter(({ kind, deleted_at }) => kind !== 'thinking' && deleted_at === null);
  const kept: { isOwn: boolean; text: string }[] = [];
  let tokens = 0;
  for (const message of among.toReversed()) {
    const isOwn = message.author_id === agentId;
    const text = isOwn ? message.content : messageLine(message, { participants, among });
    tokens += tokensIn(text);
    if (kept.length > 0 && tokens > tokensMax) break;
    kept.unshift({ isOwn, text });
  }
  return { messages: alternating(kept), sent: kept.length, leftOut: among.length - kept.length };
}

export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** Providers refuse an answer before the first question, and two turns of one side. */
function alternating(lines: readonly { isOwn: boolean; text: string }[]): ModelMessage[] {
  const turns: { isOwn: boolean; texts: string[] }[] = [];
  for (const { isOwn, text } of lines) {
    const last = turns.at(-1);
    if (last?.isOwn === isOwn) last.texts.push(text);
    else turns.push({ isOwn, texts: [text] });
  }
  if (turns[0]?.isOwn) turns.unshift({ isOwn: false, texts: ['(earlier messages are left out)'] });
  return turns.map(({ isOwn, texts }) =>
    isOwn ? { role: 'assistant', text: texts.join('\n\n'), calls: [] } : { role: 'user', text: texts.join('\n') },
  );
}
