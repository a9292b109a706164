// What the routes answer that are neither commands nor sessions.
import * as z from 'zod/mini';

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime_s: z.number(),
  /** The counts: only for clients that may read /metrics. */
  connections: z.optional(z.number()),
  rooms: z.optional(z.number()),
  messages: z.optional(z.number()),
});
export type Health = z.infer<typeof Health>;

/** Where an agent on this machine connects. Paths and host:port; null for what is switched off. */
export const ConnectInfo = z.object({
  tcp: z.nullable(z.string()),
  socket: z.nullable(z.string()),
  ws: z.string(),
  url: z.string(),
  key_file: z.string(),
  /** A program and its first arguments that run the `lanai` command on the home's computer, when it is not installed there. */
  command: z.array(z.string()),
});
export type ConnectInfo = z.infer<typeof ConnectInfo>;
