// The listeners: one on loopback, and one on each address the owner shares. All answer the same.
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../../src-shared/errors.ts';
import type { Actor } from '../domain/actor.ts';
import { portOf } from '../realtime/port-of.ts';
import type { HttpEnv } from './app.ts';
import { problemOf } from './problems.ts';

/** Slow or silent clients are let go: headers, then whole requests. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const CLOSE_GRACE_MS = 1_000;

export interface HttpListener {
  readonly port: number;
  close(): Promise<void>;
}

export interface Upgrades {
  /** Who opens a socket; throws the AppError with which it is refused. */
  admit(request: IncomingMessage): Actor | null;
  take(request: IncomingMessage, socket: Duplex, head: Buffer, actor: Actor | null): void;
}

export interface ListenOptions {
  app: Hono<HttpEnv>;
  upgrades: Upgrades;
  host: string;
  port: number;
}

/** Rejects with the system's error when the address cannot be listened on. */
export async function listenHttp({ app, upgrades, host, port }: ListenOptions): Promise<HttpListener> {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => upgrade(upgrades, request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return { port: portOf(server), close: () => close(server) };
}

function upgrade(upgrades: Upgrades, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  try {
    if (new URL(request.url ?? '', 'http://home').pathname !== '/ws') throw new AppError('not_found');
    upgrades.take(request, socket, head, upgrades.admit(request));
  } catch (error) {
    const problem = problemOf(error);
    const body = JSON.stringify(problem);
    socket.end(
      `HTTP/1.1 ${problem.status} Refused\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
