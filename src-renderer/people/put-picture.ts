import { AppError, isErrorCode } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/home-client.ts';
import { CSRF_HEADER, Problem } from '../../src-shared/http.ts';
import { OWN_PICTURE_PATH } from '../../src-shared/profile.ts';

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export async function putPicture(fetchFromHome: typeof fetch, picture: Blob): Promise<void> {
  const answer = await send(fetchFromHome, picture);
  if (answer.ok) return;
  const problem = Problem.safeParse(await answer.json().catch(() => null));
  if (!problem.success || !isErrorCode(problem.data.code)) throw new AppError('internal_error');
  throw new AppError(problem.data.code, problem.data.detail);
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
