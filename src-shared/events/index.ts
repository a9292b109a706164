// Everything that is pushed to clients when something changed. Durable events carry a home-wide cursor; a client that was away
// asks for everything after the last cursor it has seen. Every event carries the new state of its subject, so applying one
// twice, or a newer one first, ends in the same place. A new event is a row here and a case in snapshot.ts.
import * as z from 'zod/mini';
import { APPROVAL_EVENTS } from './approvals.ts';
import { COORDINATION_EVENTS } from './coordination.ts';
import { HOME_EVENTS } from './home.ts';
import { MESSAGE_EVENTS } from './messages.ts';
import { ROOM_EVENTS } from './rooms.ts';
import { SCHEDULED_EVENTS } from './scheduled.ts';
import { STREAM_EVENTS } from './streams.ts';
import { CURSORS, type EventRow } from './row.ts';

export const EVENTS = {
  ...HOME_EVENTS,
  ...ROOM_EVENTS,
  ...MESSAGE_EVENTS,
  ...STREAM_EVENTS,
  ...SCHEDULED_EVENTS,
  ...APPROVAL_EVENTS,
  ...COORDINATION_EVENTS,
};

type Rows = typeof EVENTS;
export type EventType = keyof Rows;
/** The types that are kept, some of them only outside ephemeral rooms. */
export type DurableType = { [T in EventType]: Rows[T]['durable'] extends 'never' ? never : T }[EventType];

type Cursor<T extends EventType> = z.infer<(typeof CURSORS)[Rows[T]['durable']]>;
type Flat<T> = { [P in keyof T]: T[P] };

export type EventOf<T extends EventType> = { [K in T]: Flat<{ type: K; cursor: Cursor<K> } & z.infer<Rows[K]['schema']>> }[T];
export type HomeEvent = EventOf<EventType>;

const { 'home.changed': first, ...others } = EVENTS;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type is read from the same rows
export const HomeEvent = z.discriminatedUnion('type', [
  schemaOf(['home.changed', first]),
  ...Object.entries<EventRow>(others).map(schemaOf),
]) as unknown as z.ZodMiniType<HomeEvent>;

function schemaOf([type, { schema, durable }]: [string, EventRow]) {
  return z.object({ type: z.literal(type), cursor: CURSORS[durable], ...schema.shape });
}
