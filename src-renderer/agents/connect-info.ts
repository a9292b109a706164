// Where an agent on this computer connects, as the home says; only to those who may let one in.
import * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import type { FetchFromHome } from '../state/home-fetch.ts';

const ConnectInfo = z.object({
  /** host:port, or null when it is switched off. */
  tcp: z.nullable(z.string()),
  /** The path of the Unix socket or the name of the pipe. */
  socket: z.nullable(z.string()),
  ws: z.string(),
  url: z.string(),
  key_file: z.string(),
  /** The program and arguments that run `lanai` there; empty when the home does not know. */
  command: z.array(z.string()),
});
export type ConnectInfo = z.infer<typeof ConnectInfo>;

export async function fetchConnectInfo(fetchFromHome: FetchFromHome): Promise<ConnectInfo> {
  const reply = await fetchFromHome('/api/connect-info');
  if (!reply.ok) throw new AppError(reply.status === 403 ? 'access_denied' : 'internal_error');
  return ConnectInfo.parse(await reply.json());
}
