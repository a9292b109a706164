// The audit log: the changes of the server, with participant, time and entrance. It has no secret, no code of an invite and no text of
// a message: an entry holds the fields that the row of its command names, and nothing else of the request.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { BrowserName, PlatformName } from './device.ts';
import { EntranceKind } from './entrances.ts';

export const AuditTopic = z.enum([
  ...(['sign_in', 'devices', 'people', 'invites', 'keys', 'agents'] as const),
  ...(['rooms', 'sharing', 'settings', 'backups', 'log'] as const),
]);
export type AuditTopic = z.infer<typeof AuditTopic>;

/** A field of a request that names the subject of the entry. */
export type AuditField = 'participant_id' | 'invite_id' | 'key_id' | 'room_id' | 'session_id';

/**
 * The rule for the audit log: the subject, and the fields of the request that the entry holds. `has`: a secret field, of which the entry
 * holds only whether it is given: `has_` and its name. `none`: no entry, for this reason.
 */
export type AuditRule =
  | { readonly topic: AuditTopic; readonly about?: AuditField; readonly facts?: readonly string[]; readonly has?: string }
  | { readonly none: string };

/** Attempts that failed. They are counted, because their number is not limited. */
export const AuditFailure = z.enum(['failed_sign_in', 'failed_invite', 'failed_key']);
export type AuditFailure = z.infer<typeof AuditFailure>;

/** `agents`: the port or the socket for agents. `porter`: a person asked Porter. */
export const AuditEntrance = z.enum([...EntranceKind.options, 'agents', 'porter']);
export type AuditEntrance = z.infer<typeof AuditEntrance>;

export const AuditSubjectKind = z.enum(['person', 'agent', 'invite', 'key', 'room', 'device']);
export type AuditSubjectKind = z.infer<typeof AuditSubjectKind>;

export const AuditFact = z.nullable(z.union([z.string(), z.number(), z.boolean()]));
export type AuditFact = z.infer<typeof AuditFact>;

const time = z.number();

export const AuditEntry = z.object({
  id: z.string(),
  kind: described('The name of the command or the endpoint, or `failed_sign_in`, `failed_invite` or `failed_key`.', z.string()),
  topic: AuditTopic,
  at: time,
  last_at: described('Later than `at` when the entry counts several requests or attempts.', time),
  count: z.int(),
  by: described(
    'The participant who did it, with the name of that time. Null: not known. `key`: the label of the key that it came with.',
    z.nullable(z.object({ id: z.string(), name: z.string(), key: z.nullable(z.string()) })),
  ),
  entrance: z.nullable(AuditEntrance),
  address: described(
    "The client's IP address, where the entrance knows it. Of failed attempts by IPv6: the network.",
    z.nullable(z.string()),
  ),
  browser: z.nullable(BrowserName),
  platform: z.nullable(PlatformName),
  about: described(
    'The subject. The name is that of the time; null for a room that is not public.',
    z.nullable(z.object({ kind: AuditSubjectKind, id: z.string(), name: z.nullable(z.string()) })),
  ),
  facts: described('The fields of the request that the log holds. Of a list of ids it is their number.', z.record(z.string(), AuditFact)),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditFormat = z.enum(['csv', 'jsonl']);
export type AuditFormat = z.infer<typeof AuditFormat>;

export function isAudited(rule: AuditRule | undefined): rule is Exclude<AuditRule, { none: string }> {
  return rule !== undefined && 'topic' in rule;
}
