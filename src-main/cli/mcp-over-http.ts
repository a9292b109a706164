// One JSON-RPC request to a server of the Model Context Protocol, in the revision of the protocol that needs no session.
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import { Problem } from '../../src-shared/http.ts';

export interface McpTarget {
  /** `http://host:port/mcp` */
  url: string;
  /** The Unix socket that answers for it. No other account can listen there, so the key may be sent. */
  socketPath: string | null;
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

/** Throws AppError with the server's reason, and the system's error when it cannot be reached. */
export async function askMcp(target: McpTarget, method: string, params: object, { signal, onProgress }: AskOptions = {}): Promise<unknown> {
  const asked = { ...params, ...(onProgress && { _meta: { progressToken: 1 } }) };
  const response = await post(target, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: asked }), signal);
  const status = response.statusCode ?? 0;
  if (status !== 200) throw refusalOf(status, await textOf(response));
  const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
  for await (const text of isStream ? dataOf(response) : [await textOf(response)]) {
    const { result, error, params: told } = Answer.parse(JSON.parse(text));
    if (error) throw new AppError('invalid_payload', error.message);
    if (result !== undefined) return result;
    if (told?.progress !== undefined) onProgress?.(told.progress);
  }
  throw new Error('The server ended its answer early.');
}

function post({ url, socketPath, headers }: McpTarget, body: string, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    agent: false,
    ...(socketPath !== null && { socketPath }),
    ...(signal && { signal }),
  };
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    send(url, options, resolve).once('error', reject).end(body);
  });
}

/** The data of server-sent events. */
async function* dataOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    rest += chunk;
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const lines = event.split('\n').filter((line) => line.startsWith('data: '));
      if (lines.length > 0) yield lines.map((line) => line.slice('data: '.length)).join('\n');
    }
  }
}

function refusalOf(status: number, text: string): AppError {
  const json = asJson(text);
  const parsed = Problem.safeParse(json);
  if (parsed.success) return new AppError('invalid_payload', parsed.data.detail);
  const ofDoor = Answer.safeParse(json).data?.error;
  if (ofDoor) return new AppError('invalid_payload', ofDoor.message);
  return new AppError('internal_error', `The server answered with ${status}.`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
