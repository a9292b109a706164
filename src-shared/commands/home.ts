import * as z from 'zod/mini';
import { Diagnosis, Storage } from '../maintenance.ts';
import { described } from '../described.ts';
import { RETENTION_DAYS_MAX } from '../limits.ts';
import { Name } from '../name.ts';
import { Home, MentionsReach } from '../objects.ts';
import { nothing } from './fields.ts';
import type { CommandRow } from './row.ts';

const days = z.int().check(z.minimum(1), z.maximum(RETENTION_DAYS_MAX));

export const HOME_COMMANDS = {
  setup_home: {
    title: 'Set up the home',
    summary: 'Name a new home and its owner.',
    right: 'admin',
    request: z.object({ home_name: Name, owner_name: Name }),
    reply: Home,
    http: 'POST /api/setup',
    readOnly: false,
    audit: { topic: 'settings', facts: ['home_name'] },
  },
  update_home: {
    title: 'Change the home',
    summary: 'Change the name of the home, which agents a mention can reach, or whether it makes previews of links.',
    right: 'admin',
    request: z.object({
      name: z.optional(Name),
      mentions_reach: z.optional(MentionsReach),
      link_previews: described('For the owner.', z.optional(z.boolean())),
    }),
    reply: Home,
    http: 'PATCH /api/home',
    readOnly: false,
    audit: { topic: 'settings', facts: ['name', 'mentions_reach', 'link_previews'] },
  },
  home_storage: {
    title: 'Show the storage',
    summary: 'Get the folder of the home and its size on the disk.',
    right: 'admin',
    request: nothing,
    reply: Storage,
    http: 'GET /api/storage',
    readOnly: true,
  },
  preview_retention: {
    title: 'Preview retention',
    summary: 'Count the messages that are older than this number of days.',
    right: 'admin',
    request: z.object({ days }),
    reply: z.object({ messages: z.number(), rooms: z.number() }),
    http: 'GET /api/retention/preview',
    readOnly: true,
  },
  set_retention: {
    title: 'Set retention',
    summary: 'Delete messages for good when they are older than this number of days. Null keeps all messages.',
    right: 'admin',
    request: z.object({ days: z.nullable(days) }),
    reply: Home,
    http: 'PUT /api/retention',
    readOnly: false,
    audit: { topic: 'settings', facts: ['days'] },
  },
  diagnose: {
    title: 'Diagnose the home',
    summary: 'Get the versions, counts, memory and recent log of the home. For its owner.',
    right: 'admin',
    request: nothing,
    reply: Diagnosis,
    http: 'GET /api/diagnosis',
    readOnly: true,
  },
} as const satisfies Record<string, CommandRow>;
