// The shape of an event's row: everything about an event except what a client does with it (snapshot.ts).
import * as z from 'zod/mini';

/** Whether an event is kept, so that a client that was away receives it later. It then has a cursor. */
export type Durability = 'always' | 'unless ephemeral' | 'never';

export const CURSORS = { always: z.number(), 'unless ephemeral': z.nullable(z.number()), never: z.null() };

/** The receivers of an event that is not for one participant alone. `domain/policy.ts` decides it for each connection. */
export type Audience =
  | 'everyone'
  | 'administrators'
  /** All who see the whole home. */
  | 'whole home'
  /** All who are shown the name of the subject. */
  | 'acquaintances'
  /** All who can see the room. */
  | 'viewers'
  | 'viewers and subject'
  | 'members'
  /** None: such an event always has one recipient. */
  | 'one participant';

export interface EventRow<S extends z.ZodMiniObject = z.ZodMiniObject, D extends Durability = Durability> {
  summary: string;
  /** The fields besides `type` and `cursor`. */
  schema: S;
  durable: D;
  audience: Audience;
  /** The id of the room that the event is in. Left out: it is in none. */
  room?(event: z.infer<S>): string;
  /** The id of the participant that the event is about. */
  subject?(event: z.infer<S>): string;
}

/** The row as it is: its schema gives `room` and `subject` their types. */
export function eventRow<S extends z.ZodMiniObject, D extends Durability>(row: EventRow<S, D>): EventRow<S, D> {
  return row;
}
