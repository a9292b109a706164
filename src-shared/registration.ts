// Frames that belong to a connection and not to the home.
import * as z from 'zod/mini';
import { CAPABILITIES_CHARS_MAX, CAPABILITIES_MAX } from './limits.ts';
import { harmlessLine, Name, shortLine } from './name.ts';

const AgentId = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.regex(/^(?!__proto__$)[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'No control characters'));

/** How an agent comes in. */
export const RegisterRequest = z.object({
  key: z.string().check(z.maxLength(512)),
  /** Of any length, on any number of lines, or empty, as the protocol has it. Hidden characters are refused. */
  name: z.pipe(
    z.pipe(
      z.string().check(z.maxLength(10_000)),
      z.transform((name) => shortLine(name) || 'agent'),
    ),
    Name,
  ),
  agent_id: z.optional(z.nullable(AgentId)),
  capabilities: z._default(
    z.pipe(
      z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(10_000)),
      z.transform((all) => withinChars(all.slice(0, CAPABILITIES_MAX).map(harmlessLine))),
    ),
    [],
  ),
  reconnect: z._default(z.boolean(), false),
  /** Come in besides the connections that this agent has already, which stay: for a short errand. */
  beside: z._default(z.boolean(), false),
  protocol_version: z.optional(z.nullable(z.int().check(z.nonnegative()))),
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

/** From now on this connection is told of everything in its rooms, as `event` frames. `cursor`: what it has already seen. */
export const WatchRequest = z.object({
  cursor: z.optional(z.nullable(z.int().check(z.nonnegative()))),
  /** The snapshot's, in which that cursor was. */
  history: z._default(z.int().check(z.nonnegative()), 0),
});
export type WatchRequest = z.infer<typeof WatchRequest>;

/** The first of them that are not too long together. */
function withinChars(labels: readonly string[]): string[] {
  let left = CAPABILITIES_CHARS_MAX;
  const tooMany = labels.findIndex((label) => (left -= label.length) < 0);
  return tooMany === -1 ? [...labels] : labels.slice(0, tooMany);
}
