// Answering where programs written for ClawChat look, so that they run here without a change.
import * as z from 'zod/mini';

export const CLAWCHAT_PORT = 9229;

export const ClawChat = z.object({
  is_on: z.boolean(),
  /** host:port that its programs connect to; null while it is not open. */
  tcp: z.nullable(z.string()),
  /** The socket in its folder; null when that is another program's, or there are none. */
  socket: z.nullable(z.string()),
  /** The file with this home's agent key, where its programs look; null when another's key is there. */
  key_file: z.nullable(z.string()),
  /** What could not be done, in words; empty when all is well. */
  problems: z.array(z.string()),
});
export type ClawChat = z.infer<typeof ClawChat>;
