import * as z from 'zod/mini';
import { NotifyLevel, NotifyPreferences, NotifyWhat, QuietHours } from '../notify/levels.ts';
import { Membership } from '../objects.ts';
import { described } from '../described.ts';
import { count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const until = (description: string) =>
  described(`${description} A time in the future, at most QUIET_MS_MAX away. Null: without an end.`, optional(count));

export const NOTIFICATION_COMMANDS = {
  set_notify_level: {
    title: 'Set the notifications of a room',
    summary: 'Choose which messages of a room notify the caller. `none` mutes the room.',
    right: 'admin',
    request: z.object({ room_id: id, level: NotifyLevel, until: until('When the earlier level is back.') }),
    reply: Membership,
    http: 'PUT /api/rooms/:room_id/notifications',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  set_notify_preferences: {
    title: 'Set notifications',
    summary: 'Choose which messages notify the caller, and when none do. A field that is left out stays as it is.',
    right: 'admin',
    request: z.object({
      what: z.optional(NotifyWhat),
      quiet_hours: z.optional(QuietHours),
      quiet_until: until('No notifications until then.'),
    }),
    reply: NotifyPreferences,
    http: 'PATCH /api/notifications',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
} as const satisfies Record<string, CommandRow>;
