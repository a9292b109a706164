// `fetch` for the libraries of the providers: to the addresses that a provider may have, without redirects. A key and the words of a
// room go to no other server.
import { Readable } from 'node:stream';
import type { Guard } from '../delivery/guarded.ts';
import { MalformedAnswer } from './errors.ts';
import { CONNECT_MS, ruleFor } from './requests.ts';

/** A server can send without an end. The largest answers are images. */
const ANSWER_BYTES_MAX = 48 * 1024 * 1024;

export function createModelFetch(guard: Guard): typeof fetch {
  return async (input, { method, headers, body, signal } = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (method !== 'POST' || typeof body !== 'string') throw new TypeError('A request to a model is a POST with a text.');
    const never = new AbortController().signal;
    const response = await guard.send(
      {
        ...{ method, address: url.href, rule: ruleFor(url), body, connectMs: CONNECT_MS },
        headers: { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'identity' },
      },
      signal ?? never,
    );
    const sent = new Headers();
    for (const [name, value] of Object.entries(response.headersDistinct)) for (const each of value ?? []) sent.append(name, each);
    const stream = Readable.toWeb(response) as ReadableStream<Uint8Array>;
    return new Response(stream.pipeThrough(atMost(ANSWER_BYTES_MAX)), { status: response.statusCode ?? 500, headers: sent });
  };
}

function atMost(bytesMax: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > bytesMax) controller.error(new MalformedAnswer('The answer of the model server is too large.'));
      else controller.enqueue(chunk);
    },
  });
}
