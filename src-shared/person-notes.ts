// A note about a person, kept by those who run the server, and by agents with the right for it. The person never reads it.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const PersonNote = z.object({
  participant_id: described('The person that the note is about.', z.string()),
  content: described('In Markdown. Empty: the note was deleted.', z.string()),
  version: described('From 1. Each change is a further version; only the newest is kept.', z.number()),
  author_id: described('The participant that changed it last.', z.string()),
  changed_at: z.number(),
});
export type PersonNote = z.infer<typeof PersonNote>;
