// A client of the wire protocol that hides nothing: what was sent and what came, frame by frame, over TCP or WebSocket.
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { ServerFrame } from '../../../src-shared/frames.ts';

/** Only a missing frame takes as long. */
const WAIT_MS = 20_000;

export interface WireClient {
  /** Every frame so far, in the order it came. */
  readonly received: readonly ServerFrame[];
  /** Settles when the connection is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Bytes as they are; over TCP the newline is the caller's. */
  sendText(text: string): void;
  send(type: string, payload?: unknown, id?: string): void;
  /** Sends a frame and waits for what answers it. */
  request(type: string, payload?: unknown): Promise<ServerFrame>;
  /** The first frame for which this holds, among those that came and those that will. */
  waitFor(holds: (frame: ServerFrame) => boolean, what?: string): Promise<ServerFrame>;
  close(): void;
}

interface Transport {
  sendFrame(line: string): void;
  sendText(text: string): void;
  close(): void;
}

/** `host:port`, or a socket's path. */
export async function connectLines(address: string): Promise<WireClient> {
  const [host, port] = [address.slice(0, address.lastIndexOf(':')), Number(address.slice(address.lastIndexOf(':') + 1))];
  const socket = address.startsWith('/') ? connect(address) : connect(port, host);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const { client, onText, onClosed } = createClient({
    sendFrame: (line) => socket.write(`${line}\n`),
    sendText: (text) => socket.write(text),
    close: () => socket.destroy(),
  });
  let held = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = `${held}${chunk}`.split('\n');
    held = lines.pop() ?? '';
    lines.forEach(onText);
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => onClosed({ code: 0, reason: '' }));
  return client;
}

/** Rejects with `status code` in its message when the upgrade is refused. */
export async function connectSocket(
  url: string,
  headers: Record<string, string> = {},
  { ca, from }: { ca?: string | undefined; from?: string | undefined } = {},
): Promise<WireClient> {
  const socket = new WebSocket(url, { headers, ca, localAddress: from });
  const { client, onText, onClosed } = createClient({
    sendFrame: (line) => socket.send(line),
    sendText: (text) => socket.send(text),
    close: () => socket.terminate(),
  });
  socket.on('message', (data: Buffer) => onText(data.toString('utf8')));
  socket.once('close', (code, reason) => onClosed({ code, reason: reason.toString('utf8') }));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (error) => reject(new Error(error.message)));
  });
  socket.on('error', () => undefined);
  return client;
}

function createClient(transport: Transport) {
  const received: ServerFrame[] = [];
  const waiting = new Set<{ holds(frame: ServerFrame): boolean; found(frame: ServerFrame): void }>();
  const closing = Promise.withResolvers<{ code: number; reason: string }>();
  let lastId = 0;

  const client: WireClient = {
    received,
    closed: closing.promise,
    sendText: (text) => transport.sendText(text),
    send(type, payload = {}, id) {
      transport.sendFrame(JSON.stringify({ id, type, payload }));
    },
    request(type, payload) {
      lastId += 1;
      const id = `t${lastId}`;
      const answered = client.waitFor((frame) => frame.reply_to === id, `the answer to ${type}`);
      client.send(type, payload, id);
      return answered;
    },
    waitFor(holds, what = 'a frame') {
      const there = received.find(holds);
      if (there) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timeout);
          waiting.delete(entry);
          settle();
        };
        const timeout = setTimeout(() => end(() => reject(new Error(`Waited in vain for ${what}. ${said(received)}`))), WAIT_MS);
        const entry = { holds, found: (frame: ServerFrame) => end(() => resolve(frame)) };
        waiting.add(entry);
        void closing.promise.then(() => {
          if (waiting.has(entry)) end(() => reject(new Error(`Closed while waiting for ${what}. ${said(received)}`)));
        });
      });
    },
    close: () => transport.close(),
  };
  return {
    client,
    onText(text: string): void {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the home sends is what the tests look at
      const frame = JSON.parse(text) as ServerFrame;
      received.push(frame);
      for (const each of [...waiting]) if (each.holds(frame)) each.found(frame);
    },
    onClosed: (how: { code: number; reason: string }): void => closing.resolve(how),
  };
}

function said(frames: readonly ServerFrame[]): string {
  return `It said: ${JSON.stringify(frames).slice(-1_000)}`;
}
