// Frames that belong to a connection and not to the home.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { CAPABILITIES_CHARS_MAX, CAPABILITIES_MAX } from './limits.ts';
import { harmlessLine, Name, shortLine, visible } from './name.ts';

/** Kept letter for letter, because a program asks for it again. So hidden characters are refused and not removed. */
const AgentId = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((id) => id !== '__proto__', 'This id is reserved'),
  visible,
);

const hex64 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Not 64 lower-case hexadecimal digits'));

/**
 * Asked before `register` by a program that proves its key instead of sending it (key-proof.ts). The reply shows first
 * that the server knows the key. A challenge is good for one `register` on the same connection.
 */
export const ChallengeRequest = z.object({
  key_hash: described('SHA-256 of the key.', hex64),
  nonce: described('32 random bytes.', hex64),
  /** `addressText` of the server's end, the path of the socket, or AT_TLS. */
  at: described(
    'The address at which the program reached the home, as agent-keys.md writes it.',
    z.string().check(z.minLength(1), z.maxLength(1_000), z.regex(/^[^\p{Cc}]*$/u, 'No control characters')),
  ),
});
export type ChallengeRequest = z.infer<typeof ChallengeRequest>;

export const ChallengeReply = z.object({ nonce: hex64, proof: hex64 });
export type ChallengeReply = z.infer<typeof ChallengeReply>;

/** An agent registers with its key, or with the proof that answers a challenge. */
export const RegisterRequest = z
  .object({
    key: described('The key, where it can be sent.', z.optional(z.string().check(z.maxLength(512)))),
    proof: described('The proof of the key, after a challenge. Either `key` or `proof` is sent.', z.optional(hex64)),
    /** Of any length, on any number of lines, or empty, as the protocol has it. Hidden characters are refused. */
    name: z.pipe(
      z.pipe(
        z.string().check(z.maxLength(10_000)),
        z.transform((name) => shortLine(name) || 'agent'),
      ),
      Name,
    ),
    agent_id: described('The id that the agent had before, or wants to have. Left out: a new id.', z.optional(z.nullable(AgentId))),
    capabilities: z._default(
      z.pipe(
        z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(10_000)),
        z.transform((all) => withinChars(all.slice(0, CAPABILITIES_MAX).map(harmlessLine))),
      ),
      [],
    ),
    reconnect: described(
      'Replace the other connection of this agent, and receive what it missed, at most 2 MiB and 1,000 messages of a room. The history has the rest, after the last seq that the agent has. Messages since the last heartbeat that the agent answered may come twice, with the same id.',
      z._default(z.boolean(), false),
    ),
    beside: described('Keep the other connections of this agent: for a short errand.', z._default(z.boolean(), false)),
    protocol_version: z.optional(z.nullable(z.int().check(z.nonnegative()))),
  })
  .check(z.refine(({ key, proof }) => (key === undefined) !== (proof === undefined), 'Either a key or a proof'));
export type RegisterRequest = z.infer<typeof RegisterRequest>;

/**
 * From now on this connection is sent everything that happens in its rooms, as `event` frames. Refused with `update_required` when the
 * versions do not fit together.
 */
export const WatchRequest = z.object({
  /** WATCH_VERSION of the client. */
  version: described(
    'The version of the snapshot and the events that the client understands. Left out: older than all versions.',
    z._default(z.int().check(z.nonnegative()), 0),
  ),
  cursor: described('The cursor of the last event that the client has.', z.optional(z.nullable(z.int().check(z.nonnegative())))),
  epoch: described('The epoch of the snapshot that the cursor belongs to.', z._default(z.int().check(z.nonnegative()), 0)),
});
export type WatchRequest = z.infer<typeof WatchRequest>;

/** The first of them that are not too long together. */
function withinChars(labels: readonly string[]): string[] {
  let left = CAPABILITIES_CHARS_MAX;
  const tooMany = labels.findIndex((label) => (left -= label.length) < 0);
  return tooMany === -1 ? [...labels] : labels.slice(0, tooMany);
}
