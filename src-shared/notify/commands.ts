// What a person asks of the home about being called. Each sets their own and nobody else's.
import * as z from 'zod/mini';
import { Membership } from '../objects.ts';
import { NotifyLevel, NotifyPreferences, NotifyWhat, QuietHours } from './levels.ts';

const given = z.string().check(z.minLength(1), z.maxLength(200));
/** In the future, and at most QUIET_MS_MAX away; null: without an end. */
const until = z.optional(z.nullable(z.int().check(z.nonnegative())));

export const NOTIFY_COMMANDS = {
  set_notify_level: {
    summary: 'What one is notified of in a room. `none` mutes it; with `until` only so long, and then it is as before',
    right: 'admin',
    request: z.object({ room_id: given, level: NotifyLevel, until }),
    reply: Membership,
  },
  set_notify_preferences: {
    summary: 'What one is notified of in general, and when not. What is left out stays as it is',
    right: 'admin',
    request: z.object({ what: z.optional(NotifyWhat), quiet_hours: z.optional(QuietHours), quiet_until: until }),
    reply: NotifyPreferences,
  },
} as const;
