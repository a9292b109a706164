// One open connection, whatever carries it. What is sent to it waits in its transport; one that lets too much wait is
// cut off, so that nobody else ever waits for it, and resumes when it comes back.
import { ERRORS, type ErrorCode } from '../../../src-shared/errors.ts';
import type { ServerFrame } from '../../../src-shared/frames.ts';
import { newId } from '../../../src-shared/ids.ts';
import { OUTBOUND_QUEUE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Actor } from '../domain/actor.ts';
import { Unsent } from './unsent.ts';

/** The least that a transport has to offer. */
export interface Peer {
  /** This end of the connection, in the form of key-proof.ts: an address and port, or the path of a socket. */
  readonly at: string;
  /** Sends one frame: a line of JSON with its newline. */
  send(line: Buffer): void;
  /** Ends the connection once what was sent is out. */
  end(reason: string): void;
  /** Ends it now. */
  cut(reason: string): void;
  /** What was sent and is not out yet. */
  readonly bufferedBytes: number;
  /** The other side's IP address; undefined where there is none. */
  readonly address: string | undefined;
  /** The client is identified. From now on the usual frame limit holds. */
  admitted?(): void;
  /** Stops and goes on reading. */
  pause(): void;
  resume(): void;
}

/** The kind of objects and events a connection is sent: those of this home's app, or those of the ClawChat protocol. */
export type FlavourName = 'app' | 'clawchat';

/** With fewer bytes waiting, the account is not checked. */
const BACKLOG_BYTES = 256 * 1024;

export class Connection {
  readonly peer: Peer;
  actor: Actor | null = null;
  flavour: FlavourName = 'clawchat';
  /** Told of everything in its participant's rooms, instead of the rooms it has open. */
  isWatching = false;
  /** The cursor up to which it was told what happened when it came in; the live events start after it. */
  heardUpTo = 0;
  /** For how long nothing was heard: counted, since a clock may be set, and a computer that slept has lost nobody. */
  silentMs = 0;
  readonly #unsent = new Unsent();
  /** Called when much waits to be sent to it. */
  onBacklog: ((connection: Connection) => void) | null = null;
  /** The account that its limits count for (`accountOf`); null until it is known. */
  account: string | null = null;
  /** The picture of a large home weighs more than may wait: whoever is just being sent it is not slow, and would else never come in. */
  #longestBytes = 0;
  #isOpen = true;
  #isShutOut = false;

  constructor(peer: Peer) {
    this.peer = peer;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Its access was ended: what it sent before that and is still waiting is not done any more. */
  get isShutOut(): boolean {
    return this.#isShutOut;
  }

  deliver(line: Buffer): void {
    if (!this.#isOpen) return;
    const waiting = this.peer.bufferedBytes;
    if (waiting > OUTBOUND_QUEUE_BYTES_MAX + this.#longestBytes) {
      this.cutSlow();
      return;
    }
    if (waiting > BACKLOG_BYTES) this.onBacklog?.(this);
    if (!this.#isOpen) return;
    this.#longestBytes = Math.max(this.#longestBytes, line.length);
    this.#unsent.gave(line.length);
    this.peer.send(line);
  }

  /** For a client that does not read. It may connect again and continue. */
  cutSlow(): void {
    this.#isOpen = false;
    this.#unsent.cut(this.peer.bufferedBytes);
    this.peer.cut(ERRORS.slow_reader.text);
  }

  /** A room's message, which is told again should it never leave here. */
  deliverMessage(line: Buffer, roomId: string, seq: number): void {
    this.deliver(line);
    if (this.#unsent.note(roomId, seq)) this.#unsent.prune(this.peer.bufferedBytes);
  }

  /** For each room with messages that did not leave here: the seq before the first of them. */
  unsentPositions(): Map<string, number> {
    return this.#unsent.positions(this.peer.bufferedBytes);
  }

  push(type: string, payload: unknown): void {
    this.deliver(encode({ id: newId(), type, payload }));
  }

  /** Returns the bytes of the answer. */
  reply(to: string | null, type: string, payload: unknown): number {
    const line = encode(to === null ? { id: newId(), type, payload } : { id: newId(), reply_to: to, type, payload });
    this.deliver(line);
    return line.length;
  }

  refuse(to: string | null, code: ErrorCode, message: string): void {
    this.reply(to, 'error', { code, message });
  }

  /** Says why, then ends. */
  end(code: ErrorCode, message: string = ERRORS[code].text): void {
    if (!this.#isOpen) return;
    this.push('closing', { code, message });
    this.#isOpen = false;
    this.peer.end(message);
  }

  /** The way it came in is closed. */
  endAccess(): void {
    this.#isShutOut = true;
    this.end('unauthorized', 'Your access to this home was ended.');
  }

  /** Ends after an error frame that said why. Nothing that follows is heard. */
  endAfterRefusal(message: string): void {
    this.#isOpen = false;
    this.peer.end(message);
  }

  /** The transport is gone. */
  gone(): void {
    this.#isOpen = false;
  }
}

/** What JSON leaves as it is and many a reader of lines takes for the end of one: readline, splitlines. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

export function encode(frame: ServerFrame): Buffer {
  const text = JSON.stringify(frame).replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(`${text}\n`);
}
