import { OWN_PICTURE_PATH } from '../../src-shared/profile.ts';
import { askOverHttp } from '../state/ask-http.ts';

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function putPicture(fetchFromHome: typeof fetch, picture: Blob): Promise<void> {
  await askOverHttp(fetchFromHome, { method: 'PUT', path: OWN_PICTURE_PATH, body: picture });
}
