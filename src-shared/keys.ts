// Keys, which let agents and scripts in, and the limits on what they and the guests may do.
import * as z from 'zod/mini';
import { LIMIT_MAX } from './limits.ts';

const id = z.string();
const time = z.number();

/** The permissions of a key. `notes`: about people who speak. `admin` is everything its person may do. */
export const Right = z.enum(['read', 'post', 'create', 'coordinate', 'notes', 'admin']);
export type Right = z.infer<typeof Right>;

/** Everything an agent needs that administers nothing. */
export const ORDINARY_RIGHTS: Right[] = ['read', 'post', 'create', 'coordinate'];

export const Key = z.object({
  id,
  label: z.string(),
  owner_id: id,
  /** Null: every room its person may see. */
  room_ids: z.nullable(z.array(id)),
  rights: z.array(Right),
  /** The first characters of the secret, to tell keys apart. */
  hint: z.string(),
  created_at: time,
  /** Exact to the minute. */
  last_used_at: z.nullable(time),
  /** Until when a secret that was replaced is still good; null when none is. */
  old_secret_until: z.nullable(time),
  revoked_at: z.nullable(time),
});
export type Key = z.infer<typeof Key>;

/** Null: no limit. */
const most = z.nullable(z.int().check(z.minimum(1), z.maximum(LIMIT_MAX)));

/** Messages and commands are a minute's; the owner and the home's own key have none of those limits. */
export const Limits = z.object({
  messages_per_key: most,
  messages_per_agent: most,
  messages_per_guest: most,
  commands_per_agent: most,
  commands_per_guest: most,
  /** Rooms at a time. An archived or ended room does not count. */
  rooms_per_key: most,
  rooms_per_guest: most,
  /** Connected at a time. */
  agents_per_key: most,
  /** All agents that came with a key and were not removed, and new ones a minute. */
  agents_known_per_key: most,
  new_agents_per_key: most,
  /** Open at a time, whichever way: windows and event streams, and all connections of the agents of a key. */
  connections_per_person: most,
  connections_per_key: most,
  /** Messages, what they said before, and files, in MB. */
  stored_mb_per_guest: most,
  stored_mb_per_member: most,
  stored_mb_per_key: most,
  /** A minute's answers, in MB. */
  answered_mb_per_guest: most,
  answered_mb_per_key: most,
});
export type Limits = z.infer<typeof Limits>;

/** Generous: they stop runaway programs and abusive guests, not normal use. Members and admins count like agents. */
export const DEFAULT_LIMITS: Limits = {
  messages_per_key: 60_000,
  messages_per_agent: 12_000,
  messages_per_guest: 600,
  commands_per_agent: 60_000,
  commands_per_guest: 6_000,
  rooms_per_key: 1_000,
  rooms_per_guest: 50,
  agents_per_key: 1_000,
  agents_known_per_key: 1_000,
  new_agents_per_key: 60,
  connections_per_person: 32,
  connections_per_key: 2_000,
  stored_mb_per_guest: 1_000,
  stored_mb_per_member: null,
  stored_mb_per_key: null,
  answered_mb_per_guest: 240,
  answered_mb_per_key: 2_400,
};
