// The way in which programs that run as agents reach the server: an address on loopback, for which each process has a secret. It has the
// tools of Lanai and the models of the providers, and no other part of the server. It opens with the first program that needs it.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { AppError, ERROR_STATUS } from '../../../../../src-shared/errors.ts';
import type { ProviderKind } from '../../../../../src-shared/providers.ts';
import { ModelRequests, type ProgramModels } from './model-requests.ts';
import { toolCaller, type ToolCaller } from './tools.ts';
import { secretIn, visitorWith, type Visitor } from './working.ts';

const HOST = '127.0.0.1';
const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
const CONNECTIONS_MAX = 256;
/** Prompts have images in them. */
const MODEL_BYTES_MAX = 32 * 1024 * 1024;
const TOOL_BYTES_MAX = 1024 * 1024;
/** A browser sends at least one of them, and a page has nothing to do here. */
const HEADERS_OF_PAGES = ['origin', 'sec-fetch-site', 'cookie'];

export interface DoorPorts {
  visitors(): Iterable<Visitor>;
  models: ProgramModels;
  /** Answers a request of the Model Context Protocol. */
  answerMcp(request: Request, body: unknown, caller: ToolCaller): Promise<Response>;
  log(message: string, error: unknown): void;
}

export class Door {
  readonly #ports: DoorPorts;
  readonly #requests: ModelRequests;
  #opening: Promise<Server> | null = null;
  #isClosed = false;

  constructor(ports: DoorPorts) {
    this.#ports = ports;
    this.#requests = new ModelRequests(ports.models);
  }

  /** `http://127.0.0.1:port`. */
  async origin(): Promise<string> {
    if (this.#isClosed) throw new Error('The door for programs is closed.');
    this.#opening ??= this.#open().catch((error: unknown) => {
      // The next program tries again.
      this.#opening = null;
      throw error;
    });
    const server = await this.#opening;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The door for programs is closed.');
    return `http://${HOST}:${address.port}`;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const server = await this.#opening?.catch(() => null);
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #open(): Promise<Server> {
    const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, (incoming, response) => {
      const answer = getRequestListener((request) => this.#answer(request, incoming), { overrideGlobalObjects: false });
      answer(incoming, response).catch(() => response.destroy());
    });
    server.maxConnections = CONNECTIONS_MAX;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: HOST, port: 0 }, resolve);
    });
    server.on('error', (error) => this.#ports.log('The door for programs failed', error));
    return server;
  }

  async #answer(request: Request, incoming: IncomingMessage): Promise<Response> {
    try {
      return await this.#answered(request, incoming);
    } catch (error) {
      if (!(error instanceof AppError) && !request.signal.aborted) this.#ports.log('A request of a program failed', error);
      return refusal(error instanceof AppError ? error : new AppError('internal_error'));
    }
  }

  async #answered(request: Request, incoming: IncomingMessage): Promise<Response> {
    const { pathname, search, host } = new URL(request.url);
    if (HEADERS_OF_PAGES.some((name) => request.headers.has(name))) throw new AppError('origin_not_allowed');
    if (`http://${host}` !== (await this.origin())) throw new AppError('host_not_allowed');
    const { method } = request;
    const given = secretOf(request.headers);
    const [, roomId] = /^\/rooms\/([\w-]+)\/mcp$/.exec(pathname) ?? [];
    if (roomId !== undefined) {
      const visitor = this.#visitor(given, (each) => secretIn(each, roomId));
      const body: unknown = method === 'POST' ? jsonOf(await bodyOf(incoming, TOOL_BYTES_MAX)) : undefined;
      const caller = toolCaller(() => visitor.working.get(roomId));
      return this.#ports.answerMcp(request, body, caller);
    }
    const visitor = this.#visitor(given, ({ secret }) => secret);
    const [, dialect = '', path = ''] = /^\/(anthropic|openai)\/v1\/(.+)$/.exec(pathname) ?? [];
    const kind = KINDS[dialect];
    if (kind === undefined || (method !== 'GET' && method !== 'POST')) throw new AppError('not_found');
    const body = async () => (method === 'POST' ? bodyOf(incoming, MODEL_BYTES_MAX) : undefined);
    const { headers, signal } = request;
    return this.#requests.answer(visitor, { ...{ kind, method, path, query: search, headers, signal, body }, log: this.#ports.log });
  }

  #visitor(secret: string, ownOf: (visitor: Visitor) => string): Visitor {
    const visitor = visitorWith(this.#ports.visitors(), secret, ownOf);
    if (!visitor) throw new AppError('unauthorized', 'The secret of this program is wrong, or its process has ended.');
    return visitor;
  }
}

const KINDS: Readonly<Partial<Record<string, ProviderKind>>> = { anthropic: 'anthropic', openai: 'openai-compatible' };

/** As both dialects send it. */
function secretOf(headers: Headers): string {
  return headers.get('x-api-key') ?? /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

async function bodyOf(incoming: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new AppError('payload_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AppError('invalid_payload', 'The body is not JSON.');
  }
}

/** In the form of both dialects, so that a program shows the sentence. */
function refusal({ code, message }: AppError): Response {
  const body = { type: 'error', error: { type: code, code, message } };
  // The rest of a body that is too large is not read.
  const headers: Record<string, string> = code === 'payload_too_large' ? { connection: 'close' } : {};
  return Response.json(body, { status: ERROR_STATUS[code], headers });
}
