import { ADDED_BACKUPS_PATH, Backups } from '../../src-shared/home-keeping.ts';
import { ConnectionLost } from '../../src-shared/home-client.ts';
import { CSRF_HEADER } from '../../src-shared/http.ts';
import { refusalOf } from '../state/refusal.ts';

/** A backup from this device, streamed to the home. Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function sendBackup(fetchFromHome: typeof fetch, file: File): Promise<Backups> {
  const answer = await send(fetchFromHome, file);
  const value: unknown = await answer.json().catch(() => null);
  const backups = Backups.safeParse(value);
  if (answer.ok && backups.success) return backups.data;
  throw refusalOf(value);
}

async function send(fetchFromHome: typeof fetch, body: File): Promise<Response> {
  const headers = { 'content-type': 'application/octet-stream', [CSRF_HEADER]: '1' };
  try {
    const path = `${ADDED_BACKUPS_PATH}?name=${encodeURIComponent(body.name)}`;
    return await fetchFromHome(path, { method: 'POST', credentials: 'same-origin', body, headers });
  } catch (error) {
    throw new ConnectionLost('The home could not be reached.', { cause: error });
  }
}
