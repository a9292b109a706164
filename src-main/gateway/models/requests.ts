// Short requests to a model server, for what it has and whether it answers. They go to the provider's host only, follow no redirect, and
// are bounded in time and size. Streamed answers of models are in step.ts.
import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import type { Guard } from '../delivery/guarded.ts';
import type { AddressRule } from '../domain/webhooks/commands.ts';
import { MalformedAnswer, ModelServerError } from './errors.ts';
import type { ModelPlace } from './step.ts';

export const CONNECT_MS = 5_000;
/** With the details of a list, it is within the time that clients wait for a reply. */
const ANSWER_MS = 15_000;
/** The list of a large provider has about 1 MB. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
export const REFUSAL_BYTES_MAX = 64 * 1024;

interface ModelRequestOptions {
  path: string;
  /** The path is that of the host; left out: it continues the address of the provider. */
  isOfHost?: boolean;
  /** Sent with POST. */
  body?: object;
  signal: AbortSignal;
  ms?: number;
}

/** The answer as JSON. Throws ModelServerError, MalformedAnswer, TooLate, AddressRefused and the errors of the connection. */
export type AskServer = (place: ModelPlace, request: ModelRequestOptions) => Promise<unknown>;

/** An answer of this shape; null for any other, and without one. */
export async function answeredAs<T extends z.ZodMiniType>(schema: T, answer: Promise<unknown>): Promise<z.infer<T> | null> {
  try {
    return schema.safeParse(await answer).data ?? null;
  } catch {
    return null;
  }
}

export function createAskServer(guard: Guard): AskServer {
  return (place, { path, isOfHost = false, body, signal, ms = ANSWER_MS }) =>
    guard.within(ms, signal, async (ending) => {
      const url = isOfHost ? new URL(path, place.baseUrl) : new URL(`${place.baseUrl}${path}`);
      const text = body === undefined ? undefined : JSON.stringify(body);
      const response = await guard.send(
        {
          method: text === undefined ? 'GET' : 'POST',
          address: url.href,
          rule: ruleFor(url),
          headers: headersOf(place, text),
          body: text,
          connectMs: CONNECT_MS,
        },
        ending,
      );
      return answerOf(response);
    });
}

/** Without TLS, keys and conversations must not leave the network. */
export function ruleFor({ protocol }: URL): AddressRule {
  return protocol === 'http:' ? 'private' : 'any';
}

function headersOf({ kind, key }: ModelPlace, body: string | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(kind === 'anthropic' ? { 'anthropic-version': '2023-06-01' } : {}),
    ...keyHeader({ kind, key }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
}

export function keyHeader({ kind, key }: Pick<ModelPlace, 'kind' | 'key'>): Record<string, string> {
  if (key === null) return {};
  return kind === 'anthropic' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
}

async function answerOf(response: IncomingMessage): Promise<unknown> {
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    const { text } = await read(response, REFUSAL_BYTES_MAX);
    throw new ModelServerError(status, { 'retry-after': response.headers['retry-after'] }, text);
  }
  const { text, isWhole } = await read(response, ANSWER_BYTES_MAX);
  if (!isWhole) throw new MalformedAnswer('The answer is too long.');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedAnswer('The answer is not JSON.', { cause: error });
  }
}

/** The text of an answer, or its beginning. */
export async function read(response: IncomingMessage, bytesMax: number): Promise<{ text: string; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) break;
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isWhole: bytes <= bytesMax };
}
