// The Model Context Protocol with one server of tools, over HTTP or with a program. Only this file and its transport know the protocol's
// library, and it is loaded with the first server.
import type { Client, Transport } from '@modelcontextprotocol/client';
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';
import type { After } from '../../domain/clock.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import { AnswerTooLong, createServerFetch, refusalWords, type ServerFetchPort } from '../../models/server-fetch.ts';
import type { ProgramProcess } from '../program/process.ts';
import { ServerFailed } from './failure.ts';
import { ProcessTransport } from './process-transport.ts';

/** To connect and to list. */
const START_MS = 20_000;
const CALL_MS = 120_000;
const FAREWELL_MS = 500;
const PAGES_MAX = 20;
/** Of all pages. */
const TOOLS_READ_MAX = 2_000;

const Text = orElse(z.optional(z.string()), undefined);
const Page = z.object({ tools: z.array(z.unknown()), nextCursor: Text });
const Part = z.object({ type: z.string(), text: Text });
const Result = z.object({
  content: orElse(z.array(orElse(Part, { type: 'other' })), []),
  structuredContent: z.optional(z.unknown()),
  isError: orElse(z.optional(z.boolean()), false),
});

/** The way to a server, with its key. */
export type ServerPlace =
  | { kind: 'http'; url: string; headers: Readonly<Record<string, string>>; key: string | null }
  | { kind: 'command'; process: ProgramProcess; key: string | null };

export interface ConnectionPorts {
  guard: ServerFetchPort;
  after: After;
  version: string;
}

export class ServerConnection {
  readonly #client: Client;
  readonly #transport: Transport & { terminateSession?(): Promise<void> };
  readonly #key: string | null;
  readonly #after: After;
  /** Aborts with the failure that ends all requests. */
  readonly #broken = new AbortController();
  #status = 0;
  #failure: unknown = null;

  private constructor(client: Client, transport: (broken: Broken) => Transport, key: string | null, after: After) {
    this.#client = client;
    this.#key = key;
    this.#after = after;
    this.#transport = transport({
      onStatus: (status) => (this.#status = status),
      onFailure: (error) => {
        this.#failure ??= error;
        // A request that waits for this answer would wait for its whole time.
        if (error instanceof AnswerTooLong || error instanceof ServerFailed) this.#broken.abort(error);
      },
    });
  }

  /** Throws ServerFailed. */
  static async open(place: ServerPlace, { guard, after, version }: ConnectionPorts, signal: AbortSignal): Promise<ServerConnection> {
    const library = await import('@modelcontextprotocol/client');
    const client = new library.Client(
      { name: 'lanai', title: 'Lanai', version },
      { capabilities: {}, versionNegotiation: { mode: place.kind === 'http' ? 'auto' : 'legacy' }, inputRequired: { autoFulfill: false } },
    );
    const transport = (broken: Broken): Transport =>
      place.kind === 'http'
        ? new library.StreamableHTTPClientTransport(new URL(place.url), {
            requestInit: { headers: place.headers },
            fetch: createServerFetch(guard, broken),
          })
        : new ProcessTransport({ process: place.process, parse: library.deserializeMessage, onFailure: broken.onFailure });
    const connection = new ServerConnection(client, transport, place.key, after);
    try {
      await connection.#asked(START_MS, signal, (options) => client.connect(connection.#transport, options));
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** The tools as the server describes them, in any form. Throws ServerFailed. */
  async tools(signal: AbortSignal): Promise<unknown[]> {
    const all: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX && all.length < TOOLS_READ_MAX; page += 1) {
      const params = cursor === undefined ? {} : { cursor };
      const { tools, nextCursor } = await this.#asked(START_MS, signal, (options) =>
        this.#client.request({ method: 'tools/list', params }, Page, options),
      );
      all.push(...tools);
      if (nextCursor === undefined || nextCursor === cursor) break;
      cursor = nextCursor;
    }
    return all.slice(0, TOOLS_READ_MAX);
  }

  /** Throws ServerFailed. */
  async call(name: string, input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<{ text: string; isError: boolean }> {
    const params = { name, arguments: input };
    const { content, structuredContent, isError } = await this.#asked(CALL_MS, signal, (options) =>
      this.#client.request({ method: 'tools/call', params }, Result, options),
    );
    const texts = content.map(({ type, text }) => (type === 'text' ? (text ?? '') : `(${type}: not shown)`));
    const text = texts.length > 0 || structuredContent === undefined ? texts.join('\n') : JSON.stringify(structuredContent);
    return { text: this.#withoutKey(text), isError: isError === true };
  }

  /** Resolves when it has ended, with its program. */
  async close(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.#after(FAREWELL_MS, resolve);
    await Promise.race([late, this.#transport.terminateSession?.().catch(() => undefined)]);
    cancel();
    await this.#transport.close().catch(() => undefined);
  }

  async #asked<T>(ms: number, signal: AbortSignal, ask: (options: AskOptions) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const cancel = this.#after(ms, () => over.abort(new ServerFailed({ why: 'silent' })));
    const ended = AbortSignal.any([signal, over.signal, this.#broken.signal]);
    const onRequestStreamEnd = (): void => over.abort(new ServerFailed({ why: 'closed' }));
    this.#failure = null;
    this.#status = 0;
    try {
      // The library has a time limit itself, which cannot be turned off.
      return await unlessAborted(ask({ signal: ended, timeout: 2 * ms, onRequestStreamEnd }), ended);
    } catch (error) {
      signal.throwIfAborted();
      throw this.#explained(ended.aborted ? ended.reason : error);
    } finally {
      cancel();
    }
  }

  #explained(error: unknown): ServerFailed {
    const cause = error instanceof ServerFailed ? error : (this.#failure ?? error);
    if (cause instanceof ServerFailed) return cause;
    if (cause instanceof AnswerTooLong) return new ServerFailed({ why: 'too long' });
    if (this.#status >= 300) return new ServerFailed({ why: 'status', status: this.#status, hasKey: this.#key !== null }, { cause });
    if (this.#failure !== null) return new ServerFailed({ why: 'unreachable', words: refusalWords(this.#failure) }, { cause });
    if (isRefusal(cause)) return new ServerFailed({ why: 'refused', words: this.#withoutKey(cause.message) }, { cause });
    return new ServerFailed({ why: 'no protocol' }, { cause });
  }

  /** Some servers repeat it. */
  #withoutKey(text: string): string {
    return this.#key === null || this.#key.length < 4 ? text : text.replaceAll(this.#key, '…');
  }
}

interface Broken {
  onStatus(status: number): void;
  onFailure(error: unknown): void;
}

interface AskOptions {
  signal: AbortSignal;
  timeout: number;
  onRequestStreamEnd(): void;
}

/** An error that the server answered, by its number. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
