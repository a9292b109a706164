// The envelope on every transport: one JSON object a line (TCP, Unix socket) or a text message (WebSocket).
import * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';
import { HomeEvent } from './events/index.ts';
import { parseExactJson } from './json-text.ts';
import { EphemeralState, Snapshot } from './snapshot.ts';

/** A frame from a client. A missing payload means `{}`. */
export interface ClientFrame {
  id: string | null;
  type: string;
  payload: unknown;
}

/** A frame from the server. Replies carry the request's id in `reply_to`; pushed frames carry none. */
export interface ServerFrame {
  id: string;
  reply_to?: string;
  type: string;
  payload: unknown;
}

export interface ErrorPayload {
  code: ErrorCode;
  message: string;
  /** For how many seconds there is no use in trying again. */
  retry_after?: number | undefined;
}

const Envelope = z.object({ id: z.optional(z.nullable(z.string())), type: z.string(), payload: z.optional(z.unknown()) });
const JustTheId = z.object({ id: z.string() });

export type ParsedFrame = { ok: true; frame: ClientFrame } | { ok: false; id: string | null; reason: string };

/** Reads a frame. The error of an invalid frame has its id wherever that can be read, so that the sender can match it. */
export function parseFrame(text: string): ParsedFrame {
  let value: unknown;
  try {
    value = parseExactJson(text);
  } catch {
    return { ok: false, id: null, reason: 'That is not JSON.' };
  }
  const parsed = Envelope.safeParse(value);
  if (!parsed.success) {
    const withId = JustTheId.safeParse(value);
    return {
      ok: false,
      id: withId.success ? withId.data.id : null,
      reason: 'A frame is an object with a string "type", and "id" is a string.',
    };
  }
  const { id, type, payload } = parsed.data;
  return { ok: true, frame: { id: id ?? null, type, payload: payload ?? {} } };
}

/** Why the server cut the connection before: `slow_reader`. */
export const LastEnd = z.object({ code: z.string(), message: z.string() });
export type LastEnd = z.infer<typeof LastEnd>;

/** Answers to `watch`. `resumed`: the missed events follow as `event` frames, after this one. */
export const WatchReply = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('snapshot'), snapshot: Snapshot, last_end: z.optional(LastEnd) }),
  z.object({ mode: z.literal('resumed'), ephemeral: EphemeralState, last_end: z.optional(LastEnd) }),
]);
export type WatchReply = z.infer<typeof WatchReply>;

/** The frames that a client of the app reads from the socket. */
export const AppFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), payload: HomeEvent }),
  z.object({ type: z.literal('ping'), payload: z.unknown() }),
  z.object({ type: z.literal('closing'), payload: z.object({ code: z.string(), message: z.string() }) }),
]);
