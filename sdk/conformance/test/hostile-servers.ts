// Servers that mean harm or are broken. Every SDK meets each of them, and ends with the error that is written here.
import type { Socket } from 'node:net';
import { answersWith, frame, json, relay, type Change } from './wire.ts';

/** Said by each client, so that the relay knows the reply. */
export const SAID = 'Is this the home?';

/** How a client ends: the verb that failed with its code, or `ok`. */
export interface Outcome {
  python: string;
  /** The WebSocket of a platform does not say why it did not open. */
  typescript?: string;
  /** Seconds. */
  retry_after?: number;
}

export interface HostileServer extends Outcome {
  name: string;
  /** `home`: the URL of a real server. */
  serve(home: string): (socket: Socket) => void;
}

const NOT_THE_HOME = { python: 'connect: not_the_home', typescript: 'connect: connection_lost' };
const LOST = { python: 'connect: connection_lost' };
const REFUSED = 'HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/problem+json\r\nRetry-After: 7\r\nContent-Length: 67\r\n\r\n';
const PROBLEM = '{"code":"rate_limit_connections","detail":"Too many connections."} ';

const writes = (text: string | Buffer) => () => (socket: Socket) => void socket.on('data', () => socket.write(text));
/** The first frame of the client is answered with this, and nothing follows. */
const answers =
  (...frames: Buffer[]) =>
  () =>
    answersWith((socket) => frames.forEach((each) => socket.write(each)));
const refuses = (code: unknown, more: object = {}) =>
  answers(json({ reply_to: '1', type: 'error', payload: { code, message: 'No.', ...more } }));

/** Until the client has enough. */
function forEver(socket: Socket, bytes: Buffer, everyMs: number): void {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** The reply to the client's message is changed, each time or once; null leaves it. */
function onReply(changed: (socket: Socket) => Buffer | null, { once = false } = {}) {
  return (home: string) => {
    let isOver = false;
    const change = (): Change => (text, socket) => {
      const { type, payload } = JSON.parse(text) as { type: string; payload: { content?: string } | null };
      if (isOver || type !== 'ok' || payload?.content !== SAID) return null;
      isOver = once;
      return changed(socket);
    };
    return relay(home, change);
  };
}

/** Before the reply. */
function pushes(frames: unknown[]) {
  return onReply((socket) => {
    for (const each of frames) socket.write(json(each));
    return null;
  });
}

/** The reply has another payload or type. */
function replies(more: object) {
  const change = (): Change => (text) => {
    const reply = JSON.parse(text) as { type: string; payload: { content?: string } | null };
    return reply.type === 'ok' && reply.payload?.content === SAID ? json({ ...reply, ...more }) : null;
  };
  return (home: string) => relay(home, change);
}

const watchReply =
  (changed: (payload: { mode?: string; snapshot?: object }) => unknown): Change =>
  (text) => {
    const reply = JSON.parse(text) as { type: string; payload: { mode?: string; snapshot?: object } | null };
    return reply.payload?.mode === undefined ? null : json({ ...reply, payload: changed(reply.payload) });
  };

const SENSELESS_EVENTS = [
  null,
  [],
  { type: 7 },
  { type: 'message.posted', cursor: null },
  { type: 'message.posted', cursor: null, message: { id: 1, room_id: [], seq: 'x' } },
  { type: 'message.changed', cursor: null, message: 'x' },
  { type: 'participant.changed', cursor: null, participant: null },
  { type: 'member.joined', cursor: null, room: 3, participant: {} },
  { type: 'stream.delta', cursor: null, stream_id: {}, text: null },
  { type: 'something.new', cursor: null },
  { type: 'something.new', cursor: 'x' },
];

const SENSELESS_FRAMES = [
  ...[{ type: 'event' }, { type: 'closing' }, { type: 'closing', payload: { code: {} } }, { type: 'ping', payload: null }],
  ...[
    { type: 'ok', reply_to: '999' },
    { type: 'ok', reply_to: 7 },
    { type: 'strange', payload: [] },
  ],
];

export const HOSTILE_SERVERS: HostileServer[] = [
  { name: 'closes at once', ...LOST, serve: () => (socket) => void socket.destroy() },
  { name: 'says nothing', ...LOST, serve: () => (socket) => void socket.resume() },
  { name: 'is another protocol', ...NOT_THE_HOME, serve: () => (socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n\r\n') },
  { name: 'is a web page', ...NOT_THE_HOME, serve: writes('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p/>') },
  { name: 'redirects', ...NOT_THE_HOME, serve: writes('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n') },
  {
    name: 'refuses for a while',
    python: 'connect: rate_limit_connections',
    typescript: 'connect: connection_lost',
    retry_after: 7,
    serve: writes(REFUSED + PROBLEM),
  },
  {
    name: 'accepts another WebSocket',
    ...NOT_THE_HOME,
    serve: writes('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n'),
  },
  {
    name: 'has headers without an end',
    ...NOT_THE_HOME,
    serve: () => (socket) => (socket.write('HTTP/1.1 101 Yes\r\nX: '), forEver(socket, Buffer.alloc(4_000, 'x'), 5)),
  },
  { name: 'sends half of its headers', ...LOST, serve: writes('HTTP/1.1 101 Switching') },

  { name: 'sends malformed JSON', ...NOT_THE_HOME, serve: answers(frame('{"type":')) },
  { name: 'sends a list', ...NOT_THE_HOME, serve: answers(frame('[]')) },
  { name: 'sends lists in lists', ...NOT_THE_HOME, serve: answers(frame('['.repeat(100_000))) },
  { name: 'sends no type', ...NOT_THE_HOME, serve: answers(json({ type: 7 })) },
  { name: 'sends bytes', ...NOT_THE_HOME, serve: answers(frame('{}', { opcode: 2 })) },
  { name: 'sends text that is not UTF-8', ...NOT_THE_HOME, serve: answers(frame(Buffer.from([0x22, 0xff, 0xfe, 0x22]))) },
  { name: 'sends half a frame and waits', ...LOST, serve: answers(frame('{"type":"ok"}').subarray(0, 6)) },
  {
    name: 'sends half a frame and closes',
    ...LOST,
    serve: () => answersWith((socket) => socket.end(frame('{"type":"ok"}').subarray(0, 6))),
  },
  { name: 'announces a frame without an end', ...NOT_THE_HOME, serve: answers(Buffer.from([0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0])) },
  { name: 'masks its frames', ...NOT_THE_HOME, serve: answers(frame('{}', { isMasked: true })) },
  { name: 'uses reserved bits', ...NOT_THE_HOME, serve: answers(frame('{}', { reserved: 2 })) },
  { name: 'sends a frame of an unknown kind', ...NOT_THE_HOME, serve: answers(frame('{}', { opcode: 5 })) },
  { name: 'begins with the rest of a message', ...NOT_THE_HOME, serve: answers(frame('{}', { opcode: 0 })) },
  { name: 'pings for ever', ...LOST, serve: () => answersWith((socket) => forEver(socket, frame('', { opcode: 9 }), 20)) },
  {
    name: 'sends a message without an end',
    ...LOST,
    serve: () =>
      answersWith((socket) => {
        socket.write(frame('{"type":"', { isLast: false }));
        forEver(socket, frame('x', { opcode: 0, isLast: false }), 20);
      }),
  },

  { name: 'does not know the key', python: 'connect: unauthorized', serve: refuses('unauthorized') },
  { name: 'speaks another version', python: 'connect: unsupported_protocol', serve: refuses('unsupported_protocol') },
  {
    name: 'refuses in a frame for a while',
    python: 'connect: rate_limit_connections',
    retry_after: 7,
    serve: refuses('rate_limit_connections', { retry_after: 7 }),
  },
  {
    name: 'refuses with wrong types',
    python: 'connect: internal_error',
    typescript: 'connect: not_our_server',
    serve: refuses({ code: 7 }, { message: [] }),
  },
  {
    name: 'proves nothing',
    python: 'connect: not_the_home',
    typescript: 'connect: not_our_server',
    serve: answers(json({ reply_to: '1', type: 'challenge', payload: { nonce: '0'.repeat(64), proof: '0'.repeat(64) } })),
  },
  {
    name: 'proves with wrong types',
    python: 'connect: not_the_home',
    typescript: 'connect: not_our_server',
    serve: answers(json({ reply_to: '1', type: 'challenge', payload: { nonce: 7, proof: null } })),
  },
  {
    name: 'proves with nothing',
    python: 'connect: not_the_home',
    typescript: 'connect: not_our_server',
    serve: answers(json({ reply_to: '1', type: 'challenge' })),
  },

  { name: 'is the home behind one that sends byte by byte', python: 'ok', serve: (home) => relay(home, () => () => null, byteByByte()) },
  {
    name: 'has an empty snapshot',
    ...NOT_THE_HOME,
    serve: (home) => relay(home, () => watchReply(() => ({ mode: 'snapshot', snapshot: {} }))),
  },
  { name: 'has no snapshot', ...NOT_THE_HOME, serve: (home) => relay(home, () => watchReply(() => ({ mode: 'snapshot' }))) },
  {
    name: 'has rooms of wrong types',
    ...NOT_THE_HOME,
    serve: (home) =>
      relay(home, () => watchReply(({ snapshot }) => ({ mode: 'snapshot', snapshot: { ...snapshot, rooms: { lobby: 7 } } }))),
  },
  { name: 'sends events without sense', python: 'ok', serve: pushes(SENSELESS_EVENTS.map((payload) => ({ type: 'event', payload }))) },
  { name: 'sends frames without sense', python: 'ok', serve: pushes(SENSELESS_FRAMES) },
  { name: 'could not read the message', python: 'send: internal_error', serve: pushes([{ type: 'error', payload: 7 }]) },
  { name: 'breaks one reply', python: 'ok', serve: onReply(() => frame('{"type":"ok","payl'), { once: true }) },
  {
    name: 'cuts one reply',
    python: 'ok',
    serve: onReply((socket) => (socket.end(frame('{"type":"ok"}').subarray(0, 5)), Buffer.alloc(0)), { once: true }),
  },
  { name: 'breaks every reply', python: 'send: connection_lost', serve: onReply(() => frame('{"type":"ok","payl')) },
  { name: 'never replies', python: 'send: connection_lost', serve: onReply(() => Buffer.alloc(0)) },
  {
    name: 'begins replies without an end',
    python: 'send: connection_lost',
    serve: onReply((socket) => (forEver(socket, frame('x', { opcode: 0, isLast: false }), 20), frame('{"type":"', { isLast: false }))),
  },
  { name: 'replies with nothing', python: 'send: unreadable_reply', serve: replies({ payload: undefined }) },
  { name: 'replies with text', python: 'send: unreadable_reply', serve: replies({ payload: 'posted' }) },
  {
    name: 'refuses a message for a while',
    python: 'send: rate_limit_messages',
    retry_after: 9,
    serve: replies({ type: 'error', payload: { code: 'rate_limit_messages', message: 'Wait.', retry_after: 9 } }),
  },
  {
    name: 'refuses a message with wrong types',
    python: 'send: internal_error',
    serve: replies({ type: 'error', payload: { code: 7, message: {}, retry_after: 'soon' } }),
  },
];

/** One byte in each piece. */
function byteByByte(): (socket: Socket, bytes: Buffer) => void {
  return (socket, bytes) => {
    socket.setNoDelay(true);
    for (const byte of bytes) socket.write(Buffer.from([byte]));
  };
}
