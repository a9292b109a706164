import { OWN_PICTURE_PATH } from '../../src-shared/profile.ts';
import { askOverHttp } from '../state/ask-http.ts';
import type { FetchFromHome } from '../state/home-fetch.ts';

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function putPicture(fetchFromHome: FetchFromHome, picture: Blob): Promise<void> {
  await askOverHttp(fetchFromHome, { method: 'PUT', path: OWN_PICTURE_PATH, body: picture });
}
