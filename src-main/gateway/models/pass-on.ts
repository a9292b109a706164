// Passes the request of a program on to a provider, with the key that the program never gets. Only requests for answers and for the list
// of models pass; no redirect is followed.
import { Readable } from 'node:stream';
import { AppError } from '../../../src-shared/errors.ts';
import type { ProviderKind } from '../../../src-shared/providers.ts';
import type { Guard } from '../delivery/guarded.ts';
import { ModelServerError, withoutSecret } from './errors.ts';
import { CONNECT_MS, keyHeader, read, REFUSAL_BYTES_MAX, ruleFor } from './requests.ts';
import type { ModelPlace } from './step.ts';
import { UsageReader, type UsageRead } from './usage-reader.ts';

/** By the dialect of the provider: the methods with the paths after the version. */
const PASSED: Readonly<Record<ProviderKind, readonly RegExp[]>> = {
  anthropic: [/^POST messages(?:\/count_tokens)?$/, /^GET models(?:\/[\w:@][\w.:@-]*)?$/],
  'openai-compatible': [/^POST (?:chat\/completions|completions|responses|embeddings)$/, /^GET models(?:\/[\w:@][\w.:@-]*)*$/],
};
/** Others could name the program or its user. */
const REQUEST_HEADERS = ['accept', 'content-type', 'anthropic-version', 'anthropic-beta', 'openai-beta'];
const ANSWER_HEADERS = ['content-type', 'retry-after', 'request-id', 'x-request-id'];

export interface PassedRequest {
  method: 'GET' | 'POST';
  /** After the version: `messages`. */
  path: string;
  /** With its question mark; empty without one. */
  query: string;
  headers: Headers;
  body: Uint8Array | undefined;
  signal: AbortSignal;
}

export interface PassedAnswer {
  status: number;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | string;
  /** Resolves when the answer has ended, also early. */
  used: Promise<UsageRead & { /** The answer did not end early. */ isWhole: boolean }>;
}

/** Whether the request asks for an answer of a model, which costs tokens. */
export function costs({ method, path }: Pick<PassedRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && !path.endsWith('count_tokens');
}

/** Throws `not_found` for a request that does not pass, and the errors of the connection, which `sentenceOf` explains. */
export async function passOn(guard: Guard, place: ModelPlace, request: PassedRequest): Promise<PassedAnswer> {
  const { method, path, query, headers, body: asked, signal } = request;
  if (!PASSED[place.kind].some((each) => each.test(`${method} ${path}`)))
    throw new AppError('not_found', 'Lanai does not pass this request on.');
  const url = new URL(`${place.baseUrl}/${path}${query}`);
  const response = await guard.send(
    {
      ...{ method, address: url.href, rule: ruleFor(url), body: asked, connectMs: CONNECT_MS },
      headers: {
        ...picked(REQUEST_HEADERS, (name) => headers.get(name)),
        ...keyHeader(place),
        'accept-encoding': 'identity',
        ...(asked && { 'content-length': String(asked.length) }),
      },
    },
    signal,
  );
  const status = response.statusCode ?? 502;
  const sent = picked(ANSWER_HEADERS, (name) => response.headersDistinct[name]?.[0] ?? null);
  const reader = new UsageReader(sent['content-type']?.startsWith('text/event-stream') === true);
  // A redirect leads to a place that the owner did not choose. Without a body there is no answer.
  if ((status >= 300 && status < 400) || status === 204) {
    response.destroy();
    throw new ModelServerError(status, {}, '');
  }
  if (status >= 400) {
    const { text } = await read(response, REFUSAL_BYTES_MAX);
    // Some servers repeat the key.
    return { status, headers: sent, body: withoutSecret(text, place.key), used: Promise.resolve({ ...reader.end(), isWhole: true }) };
  }
  const { promise: used, resolve } = Promise.withResolvers<Awaited<PassedAnswer['used']>>();
  // The listener alone does not start a stream that is paused: it is read at the pace of the program.
  response.pause();
  response.on('data', (chunk: Buffer) => reader.read(chunk));
  response.once('close', () => resolve({ ...reader.end(), isWhole: response.complete }));
  const body = Readable.toWeb(response) as ReadableStream<Uint8Array>;
  return { status, headers: sent, body, used };
}

function picked(names: readonly string[], valueOf: (name: string) => string | null): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueOf(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
