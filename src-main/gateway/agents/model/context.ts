// The messages of a room, as a model is sent them: its own as its answers, those of others with names and times. Sealed rooms are
// never sent.
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import type { ModelImage, ModelMessage, ModelRequest } from '../../models/step.ts';
import { messageLine } from '../../tools/text.ts';
import { imageTokens, isSent, tokensIn } from '../hosted/messages.ts';

export interface ContextOptions {
  agentId: string;
  /** In their order. */
  messages: readonly Message[];
  participants: readonly Participant[];
  /** Of all messages together. The newest message is sent in any case. */
  tokensMax: number;
}

export interface Context {
  messages: ModelMessage[];
  /** Messages of the room, not of the model. */
  sent: readonly Message[];
  leftOut: number;
}

export function contextOf({ agentId, messages, participants, tokensMax }: ContextOptions): Context {
  const among = messages.filter(isSent);
  const kept: { isOwn: boolean; text: string }[] = [];
  let tokens = 0;
  for (const message of among.toReversed()) {
    const isOwn = message.author_id === agentId;
    const text = isOwn ? message.content : messageLine(message, { participants, among });
    tokens += tokensIn(text);
    if (kept.length > 0 && tokens > tokensMax) break;
    kept.unshift({ isOwn, text });
  }
  return { messages: alternating(kept), sent: among.slice(among.length - kept.length), leftOut: among.length - kept.length };
}

export type Prompt = Pick<ModelRequest, 'system' | 'messages' | 'tools'>;

/** An estimate. */
export function tokensOf({ system, messages, tools }: Prompt): number {
  const words = [system, ...messages.map(textOf), tools.length > 0 ? JSON.stringify(tools) : ''].join('\n');
  return tokensIn(words) + imagesTokens(messages.flatMap(imagesIn));
}

/** An estimate. */
export function imagesTokens(images: readonly ModelImage[]): number {
  return images.reduce((sum, image) => sum + imageTokens(image), 0);
}

export function imagesIn(message: ModelMessage): readonly ModelImage[] {
  return (message.role === 'user' && message.images) || [];
}

function textOf(message: ModelMessage): string {
  if (message.role === 'tool') return message.results.map(({ text }) => text).join('\n');
  return message.role === 'user' ? message.text : message.text + JSON.stringify(message.calls);
}

/** Removes the oldest messages of the room until all fit. The newest of them and the steps of the turn stay. */
export function fit(messages: ModelMessage[], tokensMax: number): void {
  const tokens = (): number => tokensOf({ system: '', messages, tools: [] });
  const isOfRoom = (message: ModelMessage | undefined): boolean =>
    message?.role === 'user' || (message?.role === 'assistant' && message.calls.length === 0);
  while (messages.length > 2 && tokens() > tokensMax && isOfRoom(messages[0]) && isOfRoom(messages[1])) messages.shift();
  if (messages[0]?.role === 'assistant') messages.unshift({ role: 'user', text: LEFT_OUT });
}

/** Of a prompt without all messages that may be left out. */
export function leastTokensOf({ system, messages, tools }: Prompt): number {
  const least = [...messages];
  fit(least, 0);
  return tokensOf({ system, tools, messages: least });
}

const LEFT_OUT = '(earlier messages are left out)';

/** Providers refuse an answer before the first question, and two turns of one side. */
function alternating(lines: readonly { isOwn: boolean; text: string }[]): ModelMessage[] {
  const turns: { isOwn: boolean; texts: string[] }[] = [];
  for (const { isOwn, text } of lines) {
    const last = turns.at(-1);
    if (last?.isOwn === isOwn) last.texts.push(text);
    else turns.push({ isOwn, texts: [text] });
  }
  if (turns[0]?.isOwn) turns.unshift({ isOwn: false, texts: [LEFT_OUT] });
  return turns.map(({ isOwn, texts }) =>
    isOwn ? { role: 'assistant', text: texts.join('\n\n'), calls: [] } : { role: 'user', text: texts.join('\n') },
  );
}
