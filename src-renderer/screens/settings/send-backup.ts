import { ADDED_BACKUPS_PATH, Backups } from '../../../src-shared/maintenance.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import type { FetchFromHome } from '../../sync/home-fetch.ts';

/** A backup from this device, streamed to the home. Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function sendBackup(fetchFromHome: FetchFromHome, file: File): Promise<Backups> {
  const path = `${ADDED_BACKUPS_PATH}?name=${encodeURIComponent(file.name)}`;
  return Backups.parse(await requestOverHttp(fetchFromHome, { method: 'POST', path, body: file }));
}
