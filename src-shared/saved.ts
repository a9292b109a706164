// Messages that a participant saved for later, and reminders. They are the same on all devices of the participant, and only the
// participant gets them.
import * as z from 'zod/mini';
import { described } from './described.ts';

const time = z.number();

export const SavedItem = z.object({
  id: described('That of the message; of a reminder without a message, its own.', z.string()),
  room_id: described('Null: a reminder without a message.', z.nullable(z.string())),
  text: described('Of a reminder without a message; null of a message.', z.nullable(z.string())),
  saved_at: time,
  remind_at: described('When the participant is reminded. Null: never.', z.nullable(time)),
  due_at: described('When the reminder became due. Null: it is not due.', z.nullable(time)),
  is_seen: described('The participant has seen that it is due.', z.boolean()),
});
export type SavedItem = z.infer<typeof SavedItem>;

/** A reminder that the participant has not seen yet. */
export function callsFor({ due_at, is_seen }: SavedItem): boolean {
  return due_at !== null && !is_seen;
}
