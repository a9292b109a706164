// The frames of the protocol. Its clients speak four dialects: the envelope `{type, data}` of the server and the SDKs, the flat one of the
// web client and the Linux app, `user_message` of the OpenClaw plugin, and `chat`.
import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import type { Message } from '../../../../src-shared/objects.ts';
import { parseExactJson } from '../../../../src-shared/json-text.ts';
import type { Frame } from '../../realtime/frame.ts';
import { contentOf, timeText, type AgentConversation } from './conversation.ts';

/** The type of a frame that is sent as it is. The other frames are the home's own, and are translated. */
export const DIALECT = 'agent-messenger';

/** `envelope`: a user whose client offered the sub-protocol `v1`. `flat`: a user whose client offered none. */
export type Audience = 'envelope' | 'flat' | 'agent';

export interface DialectFrame extends Frame {
  readonly type: typeof DIALECT;
  /** The message that it brings; null for all other frames. */
  readonly message: { room_id: string; seq: number } | null;
}

export function isDialect(frame: Frame): frame is DialectFrame {
  return frame.type === DIALECT;
}

export function dialectFrame(value: object, cursor: number | null = null, message: DialectFrame['message'] = null): DialectFrame {
  return { type: DIALECT, cursor, message, line: Buffer.from(`${JSON.stringify(value)}\n`) };
}

/** Clients read the fields at the top or in `data`. */
export function inBothPlaces(type: string, fields: object): object {
  return { ...fields, type, data: fields };
}

/** The frames in which a message arrives. The iOS app shows both `message` and `agent_message`, so a user is sent one of them. */
export function messageFrames(audience: Audience, { room, user, agent }: AgentConversation, message: Message): object[] {
  const isOfAgent = message.author_id === agent.id;
  const sender_type = isOfAgent ? 'agent' : 'client';
  const ids = { conversation_id: room.id, message_id: message.id };
  const files = message.attachments.map(({ id }) => id);
  const rest = {
    content: contentOf(message),
    timestamp: timeText(message.created_at),
    ...(files.length > 0 && { attachment_ids: files }),
    ...(message.metadata !== null && message.metadata !== undefined && { metadata: message.metadata }),
  };
  const chat = { type: 'chat', sender_type, sender_id: message.author_id, ...ids, ...rest };
  const enveloped = {
    type: 'message',
    data: { type: 'message', ...ids, sender_type, sender_id: message.author_id, recipient_id: isOfAgent ? user.id : agent.id, ...rest },
  };
  const ofUser = inBothPlaces('user_message', { user_id: user.id, agent_id: agent.id, ...ids, ...rest });
  const ofAgent = { type: 'agent_message', agent_id: agent.id, ...ids, ...rest };
  if (audience === 'agent') return isOfAgent ? [] : [enveloped, ofUser, chat];
  // A client takes the id of its own message from this echo, and the other devices of the user show it.
  if (!isOfAgent) return [ofUser];
  return [audience === 'envelope' ? enveloped : ofAgent, chat];
}

const text = z.string();
const Incoming = z.looseObject({ type: text, data: z.optional(z.unknown()) });
const Fields = z.looseObject({});
export type Fields = Readonly<Record<string, unknown>>;

/** A frame of a client, in either form. Null when it is none. */
export function readFrame(sent: string): { type: string; fields: Fields } | null {
  let value: unknown;
  try {
    value = parseExactJson(sent);
  } catch {
    return null;
  }
  const parsed = Incoming.safeParse(value).data;
  if (!parsed) return null;
  const { type, data, ...flat } = parsed;
  return { type, fields: { ...flat, ...Fields.safeParse(data).data } };
}

export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsIn(fields: Fields, name: string): string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
