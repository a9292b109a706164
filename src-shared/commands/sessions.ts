import * as z from 'zod/mini';
import { SessionInfo } from '../sessions.ts';
import { id, nothing } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SESSION_COMMANDS = {
  list_sessions: {
    title: 'List sessions',
    summary: "List the caller's sessions: the browsers in which the person is signed in.",
    right: 'admin',
    request: nothing,
    reply: z.object({ sessions: z.array(SessionInfo) }),
    http: 'GET /api/sessions',
    readOnly: true,
  },
  end_session: {
    title: 'End a session',
    summary: "End one of the caller's sessions and its connections at once.",
    right: 'admin',
    request: z.object({ session_id: id }),
    reply: nothing,
    http: 'DELETE /api/sessions/:session_id',
    readOnly: false,
  },
  end_other_sessions: {
    title: 'End other sessions',
    summary: "End all of the caller's sessions except the one that asks. With a key, all end.",
    right: 'admin',
    request: nothing,
    reply: z.object({ ended: z.int() }),
    http: 'DELETE /api/sessions',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
