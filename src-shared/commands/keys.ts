import * as z from 'zod/mini';
import { Key, ORDINARY_RIGHTS, Right } from '../keys.ts';
import { KEY_GRACE_MS, KEY_GRACE_MS_MAX } from '../limits.ts';
import { Name } from '../name.ts';
import { described } from '../described.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const keyRights = z.array(Right).check(z.minLength(1), z.maxLength(Right.options.length));
export const keyRooms = described(
  'The rooms that the key is for. Null: every room that its person can see.',
  optional(z.array(id).check(z.minLength(1), z.maxLength(500))),
);
const withSecret = z.object({ key: Key, secret: described('It is sent only this once.', z.string()) });

export const KEY_COMMANDS = {
  create_key: {
    title: 'Create a key',
    summary: 'Create a key for an agent or a script. Its secret is shown only this once.',
    right: 'admin',
    request: z.object({ label: Name, room_ids: keyRooms, rights: z._default(keyRights, ORDINARY_RIGHTS) }),
    reply: withSecret,
    http: { route: 'POST /api/keys', status: 201 },
    readOnly: false,
    audit: { topic: 'keys', facts: ['label', 'rights', 'room_ids'] },
  },
  list_keys: {
    title: 'List keys',
    summary: "List the caller's keys.",
    right: 'admin',
    request: nothing,
    reply: z.object({ keys: z.array(Key) }),
    http: 'GET /api/keys',
    readOnly: true,
  },
  update_key: {
    title: 'Change a key',
    summary: 'Change the label, the rooms or the rights of a key. It takes effect at once, on open connections too.',
    right: 'admin',
    request: z.object({ key_id: id, label: z.optional(Name), room_ids: keyRooms, rights: z.optional(keyRights) }),
    reply: Key,
    http: 'PATCH /api/keys/:key_id',
    readOnly: false,
    audit: { topic: 'keys', about: 'key_id', facts: ['label', 'rights', 'room_ids'] },
  },
  rotate_key: {
    title: 'Rotate a key',
    summary: 'Give a key a new secret, which is shown only this once. The old secret ends after a grace period.',
    right: 'admin',
    request: z.object({
      key_id: id,
      grace_ms: described('In milliseconds.', z._default(z.int().check(z.minimum(0), z.maximum(KEY_GRACE_MS_MAX)), KEY_GRACE_MS)),
    }),
    reply: withSecret,
    http: 'POST /api/keys/:key_id/secret',
    readOnly: false,
    audit: { topic: 'keys', about: 'key_id' },
  },
  remove_agents: {
    title: 'Remove the agents of a key',
    summary: 'Remove all agents that registered with a key. Agents that never wrote a message are forgotten.',
    right: 'admin',
    request: z.object({ key_id: id, revoke_key: described('Revoke the key too.', z._default(z.boolean(), false)) }),
    reply: z.object({ removed: z.number() }),
    http: 'POST /api/keys/:key_id/agents/removal',
    readOnly: false,
    audit: { topic: 'agents', about: 'key_id', facts: ['revoke_key'] },
  },
  revoke_key: {
    title: 'Revoke a key',
    summary: 'Revoke a key and end its connections at once.',
    right: 'admin',
    request: z.object({ key_id: id }),
    reply: Key,
    http: 'DELETE /api/keys/:key_id',
    readOnly: false,
    audit: { topic: 'keys', about: 'key_id' },
  },
} as const satisfies Record<string, CommandRow>;
