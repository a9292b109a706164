// Keys, which let agents and scripts in, and the limits on what they and the guests may do.
import * as z from 'zod/mini';
import { KEY_GRACE_MS, KEY_GRACE_MS_MAX, LIMIT_MAX } from './limits.ts';
import { Name } from './name.ts';

const id = z.string();
const time = z.number();
const given = z.string().check(z.minLength(1), z.maxLength(200));
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** What a key may be used for. `admin` is everything its person may do. */
export const Right = z.enum(['read', 'post', 'create', 'coordinate', 'admin']);
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
  /** Rooms at a time; one that is archived or has ended does not count. */
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

/** Generous: they stop what ran away, and guests who hammer, not those who work. Members and admins count like agents. */
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

const Rights = z.array(Right).check(z.minLength(1), z.maxLength(Right.options.length));
const RoomIds = z.array(given).check(z.minLength(1), z.maxLength(500));
const aboutKey = z.object({ key_id: given });
const withSecret = z.object({ key: Key, secret: z.string() });

export const KEY_COMMANDS = {
  create_key: {
    summary: 'Make a key for an agent or a script. The secret is shown this once',
    right: 'admin',
    request: z.object({
      label: Name,
      /** Null or left out: every room its person may see. */
      room_ids: optional(RoomIds),
      rights: z._default(Rights, ORDINARY_RIGHTS),
    }),
    reply: withSecret,
  },
  list_keys: { summary: "One's own keys", right: 'admin', request: z.object({}), reply: z.object({ keys: z.array(Key) }) },
  update_key: {
    summary: 'Rename a key, or change its rooms and rights: in force at once, for those connected with it too',
    right: 'admin',
    request: z.object({ key_id: given, label: z.optional(Name), room_ids: optional(RoomIds), rights: z.optional(Rights) }),
    reply: Key,
  },
  rotate_key: {
    summary: 'Give a key another secret, shown this once. Those before it end with the grace; whatever the key made stays its own',
    right: 'admin',
    request: z.object({
      key_id: given,
      grace_ms: z._default(z.int().check(z.minimum(0), z.maximum(KEY_GRACE_MS_MAX)), KEY_GRACE_MS),
    }),
    reply: withSecret,
  },
  remove_agents: {
    summary: 'Remove all agents that came with a key, and end the key too if asked. Those that never wrote anything are forgotten',
    right: 'admin',
    request: z.object({ key_id: given, revoke_key: z._default(z.boolean(), false) }),
    reply: z.object({ removed: z.number() }),
  },
  revoke_key: { summary: 'End a key and the connections made with it at once', right: 'admin', request: aboutKey, reply: Key },
  get_limits: { summary: 'How much guests and agents may do', right: 'admin', request: z.object({}), reply: Limits },
  set_limits: {
    summary: 'Change some of the limits: in force at once. Null takes a limit away',
    right: 'admin',
    request: z.partial(Limits),
    reply: Limits,
  },
} as const;
