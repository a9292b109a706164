// How a person has arranged the sidebar. It is the same on all devices of the person, and only the person gets it.
import * as z from 'zod/mini';
import { Name } from './name.ts';

/** `recent`: the room with the newest message first. */
export const RoomOrder = z.enum(['name', 'recent']);
export type RoomOrder = z.infer<typeof RoomOrder>;

/** A group of rooms with a name. The rooms say in which section they are (Membership). */
export const Section = z.object({ id: z.string(), name: Name });
export type Section = z.infer<typeof Section>;

export const Sidebar = z.object({
  order: RoomOrder,
  unread_only: z.boolean(),
  /** In their order. */
  sections: z.array(Section),
  /** Rooms of sections with their own place, in their order. In its section each is before the rooms that are not listed. */
  placed: z.array(z.string()),
});
export type Sidebar = z.infer<typeof Sidebar>;

/** The section that everybody has. It is first, and not in the list of sections. */
export const FAVOURITES_ID = 'favourites';

export const FIRST_SIDEBAR: Sidebar = { order: 'name', unread_only: false, sections: [], placed: [] };
