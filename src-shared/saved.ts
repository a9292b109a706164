// Messages that a participant saved for later. They are the same on all devices of the participant, and only the participant gets them.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const SavedItem = z.object({
  id: described('That of the message.', z.string()),
  room_id: z.string(),
  saved_at: z.number(),
});
export type SavedItem = z.infer<typeof SavedItem>;
