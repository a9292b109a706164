// The events in a room besides messages: the timeline of the app shows it between them.
import * as z from 'zod/mini';
import { described } from './described.ts';

/** `joined` and `left`: as a member. `leads`: it was elected. `page`: it changed the page of the room. */
export const ActivityKind = z.enum(['joined', 'left', 'leads', 'page']);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const Activity = z.object({
  id: described('A number that grows in the room. Activities of ephemeral rooms count by themselves.', z.number()),
  room_id: z.string(),
  after_seq: described('The seq of the newest message before it; 0 when there was none.', z.number()),
  kind: ActivityKind,
  participant_id: z.string(),
  by_id: described('The participant who added or removed the other one. Null: the participant did it.', z.nullable(z.string())),
  created_at: z.number(),
});
export type Activity = z.infer<typeof Activity>;
