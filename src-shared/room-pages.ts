// The page of a room: one text in Markdown that the participants of the room write together. Each change is a further version.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const RoomPageVersion = z.object({
  version: described('From 1, without gaps. The newest is the page.', z.number()),
  author_id: z.string(),
  bytes: described('The size of the text as the server has it.', z.number()),
  created_at: z.number(),
});
export type RoomPageVersion = z.infer<typeof RoomPageVersion>;

export const RoomPage = z.object({
  ...RoomPageVersion.shape,
  content: described('In Markdown. A mention in it notifies no participant.', z.string()),
});
export type RoomPage = z.infer<typeof RoomPage>;
