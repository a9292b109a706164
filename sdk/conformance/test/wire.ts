// The least of HTTP and RFC 6455 that a hostile server needs, and a relay before a real one that changes what it sends.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x1;
const HEAD_END = '\r\n\r\n';

export interface FrameOptions {
  opcode?: number;
  isLast?: boolean;
  isMasked?: boolean;
  reserved?: number;
}

/** A frame of a server. */
export function frame(
  content: string | Buffer,
  { opcode = TEXT, isLast = true, isMasked = false, reserved = 0 }: FrameOptions = {},
): Buffer {
  const payload = Buffer.from(content);
  const short = Math.min(payload.length, payload.length < 65_536 ? 126 : 127);
  const length = Buffer.alloc(short < 126 ? 0 : short === 126 ? 2 : 8);
  if (short === 126) length.writeUInt16BE(payload.length);
  if (short === 127) length.writeBigUInt64BE(BigInt(payload.length));
  const head = Buffer.from([(isLast ? 0x80 : 0) | (reserved << 4) | opcode, (isMasked ? 0x80 : 0) | short]);
  return Buffer.concat([head, length, isMasked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

export const json = (value: unknown): Buffer => frame(JSON.stringify(value));

/** The answer that accepts a WebSocket. */
export function acceptance(request: string): string {
  const [, key = ''] = /sec-websocket-key: *(\S+)/i.exec(request) ?? [];
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}${HEAD_END}`;
}

export interface Server {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(serve: (socket: Socket) => void): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Accepts the WebSocket, and answers the first frame with these bytes. */
export function answersWith(answer: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let text = '';
    let isAccepted = false;
    let hasAnswered = false;
    socket.on('data', (chunk: Buffer) => {
      if (!isAccepted) {
        text += chunk.toString('latin1');
        if (!text.includes(HEAD_END)) return;
        isAccepted = true;
        socket.write(acceptance(text));
        if (text.endsWith(HEAD_END)) return;
      }
      if (hasAnswered) return;
      hasAnswered = true;
      answer(socket);
    });
  };
}

/** Given a frame of the real server, as text. Returns the bytes in its place; null: the frame as it is. */
export type Change = (text: string, socket: Socket) => Buffer | null;

/** Passes everything on to the real server and back, and changes what that sends after its WebSocket is accepted. */
export function relay(
  target: string,
  change: () => Change,
  send: (socket: Socket, bytes: Buffer) => void = (socket, bytes) => void socket.write(bytes),
) {
  const { hostname, port } = new URL(target);
  return (socket: Socket): void => {
    const home = connect(Number(port), hostname);
    const changed = change();
    let waiting = Buffer.alloc(0);
    let isAccepted = false;
    home.on('error', () => socket.destroy());
    home.on('close', () => socket.destroy());
    socket.on('close', () => home.destroy());
    socket.on('data', (chunk: Buffer) => home.write(chunk));
    home.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      if (!isAccepted) {
        const end = waiting.indexOf(HEAD_END);
        if (end < 0) return;
        isAccepted = true;
        send(socket, waiting.subarray(0, end + HEAD_END.length));
        waiting = waiting.subarray(end + HEAD_END.length);
      }
      for (let next = firstFrame(waiting); next !== null; next = firstFrame(waiting)) {
        const whole = waiting.subarray(0, next.end);
        const isText = (whole[0]! & 0x0f) === TEXT;
        send(socket, (isText ? changed(whole.subarray(next.begin).toString(), socket) : null) ?? whole);
        waiting = waiting.subarray(next.end);
      }
    });
  };
}

/** Where the payload of the first frame begins and ends; null while it is not whole. */
function firstFrame(bytes: Buffer): { begin: number; end: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 0x7f;
  const begin = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < begin) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return bytes.length < begin + length ? null : { begin, end: begin + length };
}
