import { ConnectionLost } from '../../src-shared/home-client.ts';
import { CSRF_HEADER } from '../../src-shared/http.ts';
import { OWN_PICTURE_PATH } from '../../src-shared/profile.ts';
import { refusalOf } from '../state/refusal.ts';

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function putPicture(fetchFromHome: typeof fetch, picture: Blob): Promise<void> {
  const answer = await send(fetchFromHome, picture);
  if (!answer.ok) throw refusalOf(await answer.json().catch(() => null));
}

async function send(fetchFromHome: typeof fetch, picture: Blob): Promise<Response> {
  // The home looks for itself what it is.
  const headers = { 'content-type': 'application/octet-stream', [CSRF_HEADER]: '1' };
  try {
    return await fetchFromHome(OWN_PICTURE_PATH, { method: 'PUT', credentials: 'same-origin', body: picture, headers });
  } catch (error) {
    throw new ConnectionLost('The home could not be reached.', { cause: error });
  }
}
