// Which home answers at an address. An address of a local network can pass to another computer. A name is no proof: only TLS is.
import * as z from 'zod/mini';
import { codeOfRequest, NO_HOME, OTHER_HOME } from './load-reasons.ts';

const ANSWER_MS = 5_000;
const ANSWER_BYTES_MAX = 10_000;
export const HomeId = z.string().check(z.regex(/^[\w-]{8,64}$/));
const Health = z.object({ home_id: HomeId });

type Fetch = (address: string, options: RequestInit) => Promise<Response>;

/** Null: nothing answers, or no home. `onSilence`: nothing answers. */
export async function homeIdAt(origin: string, fetch: Fetch, onSilence?: (error: unknown) => void): Promise<string | null> {
  try {
    const answer = await ask(origin, fetch).catch((error: unknown) => {
      onSilence?.(error);
      throw error;
    });
    return Health.parse(JSON.parse(await shortText(answer))).home_id;
  } catch {
    return null;
  }
}

/** Another server at the address of a known home gets no cookie, and its page runs no script in the home's origin. Null: it may be loaded. */
export async function refusalAt(
  { origin, home_id }: { origin: string; home_id: string | null },
  fetch: Fetch,
  isSame: (homeId: string) => boolean,
): Promise<number | null> {
  let silence = NO_HOME;
  const found = await homeIdAt(origin, fetch, (error) => void (silence = codeOfRequest(error)));
  if (found === null) return home_id === null ? null : silence;
  return isSame(found) ? null : OTHER_HOME;
}

function ask(origin: string, fetch: Fetch): Promise<Response> {
  return fetch(`${origin}/health`, { redirect: 'error', credentials: 'omit', signal: AbortSignal.timeout(ANSWER_MS) });
}

async function shortText({ body }: { body: ReadableStream<Uint8Array> | null }): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    bytes += next.value.byteLength;
    if (bytes > ANSWER_BYTES_MAX) {
      await reader?.cancel();
      throw new Error('The answer is too long.');
    }
    parts.push(next.value);
  }
  return Buffer.concat(parts).toString('utf8');
}
