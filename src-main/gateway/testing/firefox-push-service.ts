// A push service for Firefox: the WebSocket on which the browser waits, and the endpoints for servers, as Mozilla's "autopush" has
// them. It cannot read the pushes, and answers as well or as badly as a test wants.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

const ENDPOINT = '/wpush/v2/';

const FromBrowser = z.discriminatedUnion('messageType', [
  z.object({ messageType: z.literal('hello') }),
  z.object({ messageType: z.literal('register'), channelID: z.string(), key: z.string() }),
  z.object({ messageType: z.literal('unregister'), channelID: z.string() }),
  z.object({ messageType: z.literal('ack'), updates: z.array(z.object({ channelID: z.string(), version: z.string(), code: z.number() })) }),
  z.object({ messageType: z.literal('nack'), version: z.string(), code: z.number() }),
  z.object({ messageType: z.literal('ping') }),
  z.object({ messageType: z.literal('broadcast_subscribe') }),
]);

export interface FirefoxPushService {
  /** The preferences of a browser that uses it. */
  readonly preferences: Record<string, string | boolean>;
  /** Endpoints that the browser has, and has not given back. */
  readonly endpoints: readonly string[];
  /** The keys of the servers for which they were made. */
  readonly keys: readonly string[];
  /** The answers to servers. */
  readonly answered: readonly number[];
  /** The words of the browser for each push: 100 delivered to the worker, 300 and more not. */
  readonly codes: readonly number[];
  /** From now on the service knows none of its endpoints any more. */
  forget(): void;
  isOwn(url: URL): boolean;
  close(): Promise<void>;
}

export async function startFirefoxPushService(): Promise<FirefoxPushService> {
  const channels = new Map<string, { browser: WebSocket; key: string }>();
  const answered: number[] = [];
  const codes: number[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const channelID = (request.url ?? '').slice(ENDPOINT.length);
      const channel = channels.get(channelID);
      const isKnown = request.method === 'POST' && channel !== undefined;
      const status = isKnown ? 201 : 410;
      answered.push(status);
      if (isKnown) channel.browser.send(JSON.stringify(notification(channelID, body, request)));
      response.writeHead(status, isKnown ? { location: `${origin}/m/1`, ttl: request.headers.ttl } : {}).end();
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (browser) => {
    const answer = (fields: object): void => browser.send(JSON.stringify(fields));
    browser.on('message', (data: Buffer) => {
      const message = FromBrowser.parse(JSON.parse(data.toString()));
      switch (message.messageType) {
        case 'hello':
          answer({ messageType: 'hello', uaid: randomBytes(16).toString('hex'), status: 200, use_webpush: true, broadcasts: {} });
          break;
        case 'register':
          channels.set(message.channelID, { browser, key: message.key });
          answer({ ...message, key: undefined, status: 200, pushEndpoint: `${origin}${ENDPOINT}${message.channelID}` });
          break;
        case 'unregister':
          channels.delete(message.channelID);
          answer({ ...message, status: 200 });
          break;
        case 'ack':
          codes.push(...message.updates.map(({ code }) => code));
          break;
        case 'nack':
          codes.push(message.code);
          break;
        case 'ping':
          answer({});
          break;
        case 'broadcast_subscribe':
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    preferences: {
      'dom.push.serverURL': `${origin.replace('http', 'ws')}/`,
      'dom.push.testing.allowInsecureServerURL': true,
    },
    get endpoints() {
      return [...channels.keys()].map((id) => `${origin}${ENDPOINT}${id}`);
    },
    get keys() {
      return [...channels.values()].map(({ key }) => key);
    },
    answered,
    codes,
    forget: () => channels.clear(),
    isOwn: (url) => url.origin === origin,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function notification(channelID: string, body: Buffer, { headers }: IncomingMessage): object {
  const encoding = { encoding: headers['content-encoding'] };
  return { messageType: 'notification', channelID, version: randomUUID(), data: body.toString('base64url'), headers: encoding };
}
