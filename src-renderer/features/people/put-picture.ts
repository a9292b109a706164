import { OWN_PICTURE_PATH } from '../../../src-shared/profile.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import type { FetchFromHome } from '../../sync/home-fetch.ts';

/** `path`: of another picture than the user's. Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function putPicture(fetchFromHome: FetchFromHome, picture: Blob, path: string = OWN_PICTURE_PATH): Promise<void> {
  await requestOverHttp(fetchFromHome, { method: 'PUT', path, body: picture });
}
