// One question over HTTP: for what does not go through the socket, which is how a browser comes in, and contents.
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { FetchFromHome } from './home-fetch.ts';
import { errorOf } from '../strings/error-message.ts';

interface Question {
  method: string;
  /** Of the home's own origin. */
  path: string;
  /** Nothing is written without it. */
  body?: Blob | string;
}

/**
 * The JSON of the reply. Null without any. Rejects with AppError when the server refused, with ConnectionLost when it could not be
 * reached.
 */
export async function requestOverHttp(fetchFromHome: FetchFromHome, question: Question): Promise<unknown> {
  const answer = await send(fetchFromHome, question);
  const value: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw errorOf(value);
  return value;
}

async function send(fetchFromHome: FetchFromHome, { method, path, body }: Question): Promise<Response> {
  // The server detects the type of a content itself.
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
  const written = body === undefined ? {} : { body, headers: { 'content-type': type } };
  try {
    return await fetchFromHome(path, { method, credentials: 'same-origin', ...written });
  } catch (error) {
    if (error instanceof ConnectionLost) throw error;
    throw new ConnectionLost('The home could not be reached.', { cause: error });
  }
}
