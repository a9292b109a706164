import * as z from 'zod/mini';
import { described } from '../described.ts';
import { nothing } from '../commands/fields.ts';
import type { EndpointRow } from './row.ts';

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime_s: z.number(),
  /** Stays when the address changes. */
  home_id: z.string(),
  /** The counts: only for clients that may read /metrics. */
  connections: z.optional(z.number()),
  rooms: z.optional(z.number()),
  messages: z.optional(z.number()),
});
export type Health = z.infer<typeof Health>;

/** The addresses at which an agent on this machine connects. */
export const ConnectInfo = z.object({
  /** host:port, or null when it is switched off. */
  tcp: z.nullable(z.string()),
  /** The path of the Unix socket or the name of the pipe; null when it is switched off. */
  socket: z.nullable(z.string()),
  ws: z.string(),
  url: z.string(),
  key_file: z.string(),
  /** A program and its first arguments that run the `lanai` command on the home's computer, when it is not installed there. */
  command: z.array(z.string()),
});
export type ConnectInfo = z.infer<typeof ConnectInfo>;

const ADMINISTRATORS = 'For the owner, for admins, and for keys of theirs that may read the whole home.';

export const HOME_ENDPOINTS = {
  health: {
    title: 'Show health',
    summary: 'Get whether the home is running. The counts are for clients that may read /metrics.',
    access: 'public',
    request: nothing,
    reply: Health,
    http: 'GET /health',
    readOnly: true,
  },
  metrics: {
    title: 'Show metrics',
    summary: 'Get the metrics for Prometheus.',
    access: { special: ADMINISTRATORS },
    request: nothing,
    reply: { contentType: 'text/plain', description: 'Text format 0.0.4' },
    http: 'GET /metrics',
    readOnly: true,
  },
  openapi: {
    title: 'Show the API',
    summary: 'Get the OpenAPI document of this API.',
    access: 'public',
    request: nothing,
    reply: { contentType: 'application/vnd.oai.openapi+json', description: 'OpenAPI 3.1' },
    http: 'GET /api/openapi.json',
    readOnly: true,
  },
  connect_info: {
    title: 'Show the addresses for agents',
    summary: 'Get the addresses at which an agent on this machine connects. For the owner and the admins.',
    access: { right: 'admin' },
    request: nothing,
    reply: ConnectInfo,
    http: 'GET /api/connect-info',
    readOnly: true,
  },
  stream: {
    title: 'Stream events',
    summary:
      'Get everything that happens, as server-sent events. The data of each is a frame as on the socket: first the snapshot, then `event` frames.',
    access: { right: 'read' },
    request: z.object({ cursor: described('As Last-Event-ID, for clients that cannot set headers.', z.optional(z.string())) }),
    reply: { contentType: 'text/event-stream', description: 'Frames' },
    http: 'GET /api/stream',
    headers: { 'Last-Event-ID': 'The last event that the client has. Instead of the snapshot, the events after it are sent.' },
    readOnly: true,
  },
} as const satisfies Record<string, EndpointRow>;
