// A program that takes webhooks, as well or as badly as a test wants it to.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const WAIT_MS = 15_000;

export interface ReceivedHook {
  headers: IncomingHttpHeaders;
  /** The `webhook-id`. */
  id: string;
  body: string;
  /** The message's content. */
  content: string;
}

/** `count`: how many came so far, this one included. */
export type AnswerHook = (response: ServerResponse, hook: ReceivedHook, count: number) => void;

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedHook[];
  /** Waits until so many came. */
  some(count: number): Promise<readonly ReceivedHook[]>;
  close(): Promise<void>;
}

export const takeIt: AnswerHook = (response) => response.writeHead(204).end();

export async function startReceiver(answer: AnswerHook = takeIt, port = 0): Promise<Receiver> {
  const received: ReceivedHook[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.once('end', () => {
      const { headers } = request;
      const hook = { headers, id: String(headers['webhook-id']), body, content: contentOf(body) };
      received.push(hook);
      answer(response, hook, received.length);
      for (const look of waiting) look();
    });
    response.on('error', () => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    received,
    some(count) {
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(limit);
          waiting.delete(look);
          settle();
        };
        const said = (): string => JSON.stringify(received.map(({ id, content }) => [id, content]));
        const limit = setTimeout(() => end(() => reject(new Error(`Waited in vain for ${count} hooks: ${said()}`))), WAIT_MS);
        const look = (): void => {
          if (received.length >= count) end(() => resolve(received));
        };
        waiting.add(look);
        look();
      });
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function contentOf(body: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the home sends is what the tests look at
  return (JSON.parse(body) as { message?: { content?: string } }).message?.content ?? '';
}
