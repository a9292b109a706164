// `fetch` for servers of tools: to the addresses that they may have, without redirects, and with an end to the length of an answer.
import { Readable } from 'node:stream';
import { AddressRefused } from '../delivery/address.ts';
import type { Guard } from '../delivery/guarded.ts';
import { CONNECT_MS, ruleFor } from './requests.ts';

/** Of one answer. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/** For those who may not know the delivery. */
export type ServerFetchPort = Guard;

export interface ServerFetchEvents {
  onStatus(status: number): void;
  onFailure(error: unknown): void;
}

/** An answer was longer than it may be. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

export function createServerFetch(guard: Guard, { onStatus, onFailure }: ServerFetchEvents): typeof fetch {
  const never = new AbortController().signal;
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const given = new Headers(headers);
    if (method !== 'GET' && method !== 'POST' && method !== 'DELETE') throw new TypeError('No such request.');
    // A message that a server sends without a question is of no use here. An answer that was interrupted is.
    if (method === 'GET' && !given.has('last-event-id')) return new Response(null, { status: 405 });
    const url = new URL(input instanceof Request ? input.url : input);
    const sent = { ...Object.fromEntries(given), 'accept-encoding': 'identity' };
    try {
      const response = await guard.send(
        {
          ...{ method, address: url.href, rule: ruleFor(url), headers: sent, connectMs: CONNECT_MS },
          ...(typeof body === 'string' && { body }),
        },
        signal ?? never,
      );
      const status = response.statusCode ?? 500;
      onStatus(status);
      const received = new Headers();
      for (const [name, value] of Object.entries(response.headersDistinct)) for (const each of value ?? []) received.append(name, each);
      if (WITHOUT_BODY.has(status)) {
        response.resume();
        return new Response(null, { status, headers: received });
      }
      const bounded = Readable.from(withEnd(response, onFailure));
      return new Response(Readable.toWeb(bounded) as ReadableStream<Uint8Array>, { status, headers: received });
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
}

/** Leaving the loop ends the connection. */
async function* withEnd(response: AsyncIterable<Buffer>, onFailure: ServerFetchEvents['onFailure']): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) {
      const error = new AnswerTooLong('The answer is too long.');
      onFailure(error);
      throw error;
    }
    yield chunk;
  }
}

/** Why an address is not taken, in a sentence. Null: for another reason. */
export function refusalWords(error: unknown): string | null {
  return error instanceof AddressRefused ? error.message : null;
}
