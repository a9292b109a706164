// What the routes answer that are neither commands nor sessions.
import * as z from 'zod/mini';

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime_s: z.number(),
  /** The counts: only for those who may read /metrics. */
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
  /** How the `lanai` command is run on the home's computer, where it has no name there: a program and its first arguments. */
  command: z.array(z.string()),
});
export type ConnectInfo = z.infer<typeof ConnectInfo>;
