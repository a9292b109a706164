// The same frames over WebSocket: the app's connection, and that of agents in any language.
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { addressText } from '../../../src-shared/key-proof.ts';
import { FRAME_BYTES_MAX, STRANGER_BYTES_MAX } from '../../../src-shared/limits.ts';
import { rememberLast, type Frame } from '../realtime/frame.ts';
import type { OpenSession, Peer, PeerListener } from '../realtime/peer.ts';
import { createCorks, type Cork } from './cork.ts';
import { textFrame } from './text-frame.ts';

/** WebSocket close codes (RFC 6455, 7.4.1, and the registry). */
const GOING_AWAY = 1001;
/** The client closed in order: with its own reason, or with none. */
const SAID_GOODBYE: ReadonlySet<number> = new Set([1000, GOING_AWAY, 1005]);
const TRY_AGAIN_LATER = 1013;

export interface From {
  /** The client's IP address. */
  address: string | undefined;
  openSession: OpenSession;
}

export interface WebSocketDoor {
  /** Takes over a connection whose request was found good. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, from: From): void;
  close(): void;
}

/** `subProtocol`: is chosen where the client offers it. Otherwise the first that it offers is, and none where it offers none. */
export function createWebSocketDoor(subProtocol: string | null = null): WebSocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: STRANGER_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (offered) => (subProtocol !== null && offered.has(subProtocol) ? subProtocol : ([...offered][0] ?? false)),
  });
  const corks = createCorks();
  const frameOf = rememberLast(({ line }) => textFrame(line.subarray(0, -1)));
  return {
    upgrade(request, socket, head, { address, openSession }) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const { localAddress, localPort } = request.socket;
        const wire = { socket, cork: corks(socket), frameOf, address, at: addressText(localAddress, localPort) };
        const listener = openSession(peerOf(webSocket, wire));
        socket.once('end', () => listener.onFinished());
        serve(webSocket, listener);
      });
    },
    close: () => server.close(),
  };
}

/** ws knows one limit for all connections of a server, and asks its receiver for it at the head of each frame. */
function allowWholeFrames(webSocket: WebSocket): void {
  const receiver: unknown = Reflect.get(webSocket, '_receiver');
  if (typeof receiver === 'object' && receiver !== null) Reflect.set(receiver, '_maxPayload', FRAME_BYTES_MAX);
}

function serve(webSocket: WebSocket, listener: PeerListener): void {
  // Many clients send the bytes of a text as a binary message. It is the same text.
  webSocket.on('message', (data: Buffer, isBinary) => {
    if (isBinary && !isUtf8(data)) listener.onUnreadable('A frame is UTF-8.');
    else for (const line of data.toString('utf8').split('\n')) listener.onText(line);
  });
  // ws closes the connection itself with the right code. Here only the reason is sent.
  webSocket.on('error', () => undefined);
  webSocket.on('pong', () => listener.onPong?.());
  webSocket.once('close', (code) => {
    if (SAID_GOODBYE.has(code)) listener.onInputEnd();
    listener.onClosed();
  });
}

interface Wire extends Pick<Peer, 'address' | 'at'> {
  socket: Duplex;
  cork: Cork;
  frameOf(frame: Frame): Buffer;
}

function peerOf(webSocket: WebSocket, { socket, cork, frameOf, address, at }: Wire): Peer {
  return {
    at,
    address,
    send(frame) {
      if (webSocket.readyState !== WebSocket.OPEN) return;
      cork();
      // Bypasses ws, which would frame the same bytes for each client again. Frames are whole, so ws's own pongs and close fit
      // between.
      socket.write(frameOf(frame));
    },
    end: (reason) => webSocket.close(GOING_AWAY, shortened(reason)),
    cut(reason) {
      webSocket.close(TRY_AGAIN_LATER, shortened(reason));
      webSocket.terminate();
    },
    get bufferedBytes() {
      return webSocket.bufferedAmount;
    },
    admitted: () => allowWholeFrames(webSocket),
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    ping() {
      if (webSocket.readyState === WebSocket.OPEN) webSocket.ping();
    },
  };
}

/** A close reason has at most 123 bytes. */
function shortened(reason: string): string {
  return Buffer.from(reason).subarray(0, 120).toString('utf8');
}
