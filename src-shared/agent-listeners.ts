// A second place where the home listens: that of another server of the same protocol, whose agents then run here unchanged.
import * as z from 'zod/mini';

export const AgentListeners = z.object({
  is_on: z.boolean(),
  /** host:port that agents connect to; null while it is not open. */
  tcp: z.nullable(z.string()),
  /** The socket there; null when that is another program's, or there are none. */
  socket: z.nullable(z.string()),
  /** The file with this home's agent key, where agents look; null when another's key is there. */
  key_file: z.nullable(z.string()),
  /** The error as a sentence. Empty when there is none. */
  problems: z.array(z.string()),
});
export type AgentListeners = z.infer<typeof AgentListeners>;
