// Which home answers at an address. An address of a local network can pass to another computer. A name is no proof: only TLS is.
import * as z from 'zod/mini';

const ANSWER_MS = 5_000;
const ANSWER_BYTES_MAX = 10_000;
export const HomeId = z.string().check(z.regex(/^[\w-]{8,64}$/));
const Health = z.object({ home_id: HomeId });

type Fetch = (address: string, options: RequestInit) => Promise<Response>;

/** Null: nothing answers, or no home. */
export async function homeIdAt(origin: string, fetch: Fetch): Promise<string | null> {
  try {
    const answer = await fetch(`${origin}/health`, { redirect: 'error', credentials: 'omit', signal: AbortSignal.timeout(ANSWER_MS) });
    return Health.parse(JSON.parse(await shortText(answer))).home_id;
  } catch {
    return null;
  }
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
