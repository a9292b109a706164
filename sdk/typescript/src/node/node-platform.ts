// Node 22 and newer has a WebSocket. It does not tell the address that it has reached, which the proof of a key needs, and so the
// name of the server is looked up here.
import { lookup } from 'node:dns/promises';
import type { AgentSocket } from '../../../../src-shared/client/agent-client.ts';
import type { SocketListener } from '../../../../src-shared/client/socket.ts';
import type { Platform, UploadRequest } from '../platform.ts';
import { addressIn, listenTo, type OpenedSocket } from '../socket.ts';

export const nodePlatform: Platform = { openSocket, upload, cookieOf };

function openSocket(url: string, cookie: string | undefined, listener: SocketListener): AgentSocket {
  let socket: OpenedSocket | null = null;
  let reached = url;
  let isClosed = false;

  function open([address, ...others]: string[]): void {
    if (isClosed || address === undefined) return listener.onClose(new Error(`No server answers at ${url}.`));
    let isOpen = false;
    reached = address;
    socket = listenTo(createSocket(address, cookie), {
      onOpen() {
        isOpen = true;
        listener.onOpen();
      },
      onText: listener.onText,
      onClose: (cause) => (isOpen || others.length === 0 ? listener.onClose(cause) : open(others)),
    });
  }

  addressesOf(url).then(open, (error: unknown) => listener.onClose(error instanceof Error ? error : new Error(String(error))));
  return {
    at: () => addressIn(reached),
    send: (text) => socket?.send(text),
    close() {
      isClosed = true;
      socket?.close();
    },
  };
}

/** With the addresses of the host in place of its name. A certificate is for a name, and so that stays. */
async function addressesOf(url: string): Promise<string[]> {
  if (addressIn(url) !== null) return [url];
  const found = await lookup(new URL(url).hostname, { all: true });
  return found.map(({ address, family }) => {
    const at = new URL(url);
    at.hostname = family === 6 ? `[${address}]` : address;
    return at.href;
  });
}

function createSocket(url: string, cookie: string | undefined): WebSocket {
  if (cookie === undefined) return new WebSocket(url);
  const options = { headers: { cookie } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node takes headers here, and the types are those of browsers
  return new WebSocket(url, options as unknown as string[]);
}

function upload({ url, headers, body, onProgress, signal }: UploadRequest): Promise<Response> {
  let sent = 0;
  const counted = body.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        onProgress((sent += chunk.length));
      },
    }),
  );
  const all = { ...headers, 'content-length': String(body.size) };
  // `duplex` is needed for a body that is a stream, and is not among the types of browsers.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: all, body: counted, duplex: 'half', signal: signal ?? null };
  return fetch(url, { ...init, redirect: 'error' });
}

function cookieOf(response: Response): string | undefined {
  return response.headers
    .getSetCookie()
    .find((each) => !each.includes('Max-Age=0'))
    ?.split(';')[0];
}
