// Where an agent on this computer connects, as the home says; only to those who may let one in.
import { ConnectInfo } from '../../../src-shared/endpoints/home.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { FetchFromHome } from '../../sync/home-fetch.ts';

export async function fetchConnectInfo(fetchFromHome: FetchFromHome): Promise<ConnectInfo> {
  const reply = await fetchFromHome('/api/connect-info');
  if (!reply.ok) throw new AppError(reply.status === 403 ? 'access_denied' : 'internal_error');
  return ConnectInfo.parse(await reply.json());
}
