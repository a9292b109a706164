// `fetch` for the libraries of the providers: to the addresses that a provider may have, without redirects. A key and the words of a
// room go to no other server.
import { Readable } from 'node:stream';
import type { Guard } from '../delivery/guarded.ts';
import { CONNECT_MS, ruleFor } from './requests.ts';

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
    return new Response(stream, { status: response.statusCode ?? 500, headers: sent });
  };
}
