// One JSON-RPC request to the server's /mcp, in the revision of the protocol that needs no session.
import * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import { Problem } from '../../src-shared/http.ts';

export interface McpTarget {
  /** `http://host:port` */
  origin: string;
  headers: Readonly<Record<string, string>>;
}

interface AskOptions {
  signal?: AbortSignal;
  /** Missing: the server sends no progress. */
  onProgress?: ((done: number) => void) | undefined;
}

const Answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ message: z.string() })),
  method: z.optional(z.string()),
  params: z.optional(z.looseObject({ progress: z.optional(z.number()) })),
});

/** Throws AppError with the server's reason, and the reason of `fetch` when it cannot be reached. */
export async function askMcp({ origin, headers }: McpTarget, method: string, params: object, options: AskOptions = {}): Promise<unknown> {
  const { signal, onProgress } = options;
  const asked = { ...params, ...(onProgress && { _meta: { progressToken: 1 } }) };
  const response = await fetch(`${origin}/mcp`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: asked }),
    redirect: 'error',
    signal: signal ?? null,
  });
  if (!response.ok) throw refusalOf(response.status, await response.text());
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  for await (const text of isStream ? dataOf(response) : [await response.text()]) {
    const { result, error, params: told } = Answer.parse(JSON.parse(text));
    if (error) throw new AppError('invalid_payload', error.message);
    if (result !== undefined) return result;
    if (told?.progress !== undefined) onProgress?.(told.progress);
  }
  throw new AppError('internal_error', 'The server ended its answer early. Try again.');
}

/** The data of server-sent events. */
async function* dataOf({ body }: Response): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(body)) {
    rest += decoder.decode(chunk, { stream: true });
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const lines = event.split('\n').filter((line) => line.startsWith('data: '));
      if (lines.length > 0) yield lines.map((line) => line.slice('data: '.length)).join('\n');
    }
  }
}

/** Node's streams are typed as if their chunks could be anything. */
function chunksOf(body: Response['body']): AsyncIterable<Uint8Array> | [] {
  return body ?? [];
}

function refusalOf(status: number, text: string): AppError {
  const parsed = Problem.safeParse(asJson(text));
  if (parsed.success) return new AppError('invalid_payload', parsed.data.detail);
  return new AppError('internal_error', `The server answered with ${status}.`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
