// Server-sent events. A stream sends `watch` itself. It is a session of the app's protocol over a write-only peer, so a change is
// encoded once for sockets and streams. The id of an event is its cursor. A client that reconnects with Last-Event-ID receives the
// events that it missed.
import type { ServerResponse } from 'node:http';
import { WATCH_VERSION } from '../../../../src-shared/limits.ts';
import type { Actor } from '../../domain/actor.ts';
import { rememberLast, type Frame } from '../../realtime/frame.ts';
import type { Peer, PeerListener } from '../../realtime/peer.ts';

/** The part of a response that a stream uses. The head is written already. */
export type StreamResponse = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'writableLength' | 'socket' | 'once'>;

/** `cursor`: of the last event that the client has. Null: it is sent a snapshot. */
export type OpenStream = (response: StreamResponse, actor: Actor, cursor: number | null) => void;

/** `openSession`: begins a connection of a client that is identified. */
export function createStreams(openSession: (peer: Peer, actor: Actor) => PeerListener): OpenStream {
  const eventOf = rememberLast(toEvent);
  return (response, actor, cursor) => {
    const peer = new StreamPeer(response, eventOf, () => conversation.onText('{"type":"pong"}'));
    const conversation = openSession(peer, actor);
    response.once('close', () => conversation.onClosed());
    conversation.onText(JSON.stringify({ type: 'watch', payload: { version: WATCH_VERSION, cursor } }));
  };
}

/** The frame's own newline ends the data; a second one ends the event. */
function toEvent({ cursor, line }: Frame): Buffer {
  return Buffer.concat([Buffer.from(cursor === null ? 'data: ' : `id: ${cursor}\ndata: `), line, Buffer.from('\n')]);
}

const HEARTBEAT = ': still here\n\n';

class StreamPeer implements Peer {
  /** A program proves its key at the address that it connected to. A client of a stream is identified already. */
  readonly at = '';
  readonly #response: StreamResponse;
  readonly #eventOf: (frame: Frame) => Buffer;
  readonly #onAlive: () => void;

  /** `onAlive`: a heartbeat was written. The client cannot answer it, so the successful write counts as the answer. */
  constructor(response: StreamResponse, eventOf: (frame: Frame) => Buffer, onAlive: () => void) {
    this.#response = response;
    this.#eventOf = eventOf;
    this.#onAlive = onAlive;
  }

  get address(): string | undefined {
    return this.#response.socket?.remoteAddress;
  }

  get bufferedBytes(): number {
    return this.#response.writableLength;
  }

  send(frame: Frame): void {
    if (frame.type === 'ping') {
      this.#response.write(HEARTBEAT, (error) => {
        if (!error) this.#onAlive();
      });
      return;
    }
    this.#response.write(this.#eventOf(frame));
    // The stream asks for `watch` alone. After its refusal nothing follows.
    if (frame.type === 'error') this.#response.end();
  }

  end(): void {
    this.#response.end();
  }

  cut(): void {
    this.#response.destroy();
  }

  pause(): void {}

  resume(): void {}
}
