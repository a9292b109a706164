import * as z from 'zod/mini';
import { Limits } from '../keys.ts';
import { nothing } from './fields.ts';
import type { CommandRow } from './row.ts';

export const LIMIT_COMMANDS = {
  get_limits: {
    title: 'Show the limits',
    summary: 'Get the limits for guests and agents.',
    right: 'admin',
    request: nothing,
    reply: Limits,
    http: 'GET /api/limits',
    readOnly: true,
  },
  set_limits: {
    title: 'Change the limits',
    summary: 'Change some of the limits. It takes effect at once. Null removes a limit.',
    right: 'admin',
    request: z.partial(Limits),
    reply: Limits,
    http: 'PATCH /api/limits',
    readOnly: false,
    audit: { topic: 'settings' },
  },
} as const satisfies Record<string, CommandRow>;
