// Notification levels: for one room, and in general. They belong to the person on all devices. Each device has its own settings
// besides (device.ts).
import * as z from 'zod/mini';

/** `default`: nothing was chosen for the room, so what the person chose in general holds. `none`: the room is muted. */
export const NotifyLevel = z.enum(['default', 'all', 'mentions', 'none']);
export type NotifyLevel = z.infer<typeof NotifyLevel>;

/** `for_me`: mentions, direct messages, and the answers of agents who were asked. */
export const NotifyWhat = z.enum(['everything', 'for_me', 'nothing']);
export type NotifyWhat = z.infer<typeof NotifyWhat>;

export const MINUTES_OF_DAY = 24 * 60;
export const DAYS_OF_WEEK = 7;
const minute = z.int().check(z.minimum(0), z.maximum(MINUTES_OF_DAY - 1));

/** By the clock of whichever device calls. */
export const QuietHours = z.object({
  is_on: z.boolean(),
  /** Minutes since midnight. An end that is not after the start is on the next day. */
  from: minute,
  to: minute,
  /** The days on which it starts; 0 is Sunday. */
  days: z.array(z.int().check(z.minimum(0), z.maximum(DAYS_OF_WEEK - 1))).check(z.maxLength(DAYS_OF_WEEK)),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const NotifyPreferences = z.object({
  what: NotifyWhat,
  quiet_hours: QuietHours,
  /** Not to be disturbed until then; null or past: may be. */
  quiet_until: z.nullable(z.number()),
});
export type NotifyPreferences = z.infer<typeof NotifyPreferences>;

/** The level of a person who chose none. */
export const FIRST_PREFERENCES: NotifyPreferences = {
  what: 'for_me',
  quiet_hours: { is_on: false, from: 22 * 60, to: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] },
  quiet_until: null,
};
