import * as z from 'zod/mini';
import { described } from '../described.ts';
import { SessionInfo } from '../sessions.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SESSION_COMMANDS = {
  list_sessions: {
    title: 'List sessions',
    summary:
      "List the sessions of a person: the browsers in which the person is signed in. The owner and the admins list those of others too, but only the owner those of admins. No one else lists the owner's.",
    right: 'admin',
    request: z.object({ participant_id: described('Left out or null: the caller.', optional(id)) }),
    reply: z.object({ sessions: z.array(SessionInfo) }),
    http: 'GET /api/sessions',
    readOnly: true,
  },
  add_device: {
    title: 'Add a device',
    summary:
      'Create a short code that signs the caller in on another device. It works once, for 10 minutes, and ends with the session that made it. A key cannot make one.',
    right: 'admin',
    request: nothing,
    reply: z.object({
      code: described('The secret. It is sent only this once.', z.string()),
      links: described(
        'For the owner and admins: the code as links, one for each address of the server. Others use the address of their page.',
        z.array(z.string()),
      ),
      expires_at: z.number(),
    }),
    http: { route: 'POST /api/sessions/codes', status: 201 },
    readOnly: false,
    audit: { topic: 'devices' },
  },
  end_session: {
    title: 'End a session',
    summary: 'End a session that the caller can list, and its connections, at once.',
    right: 'admin',
    request: z.object({ session_id: id }),
    reply: nothing,
    http: 'DELETE /api/sessions/:session_id',
    readOnly: false,
    audit: { topic: 'devices', about: 'session_id' },
  },
  end_other_sessions: {
    title: 'End other sessions',
    summary: "End all of the caller's sessions except the one that asks. With a key, all end.",
    right: 'admin',
    request: nothing,
    reply: z.object({ ended: z.int() }),
    http: 'DELETE /api/sessions',
    readOnly: false,
    audit: { topic: 'devices' },
  },
} as const satisfies Record<string, CommandRow>;
