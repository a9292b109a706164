// One open connection, over any transport. The transport queues its output. A connection whose queue is too long is closed, so that
// no other client waits for it, and it resumes when it reconnects.
import { ERROR_TEXTS } from '../../../src-shared/error-texts.ts';
import type { AppError, ErrorCode } from '../../../src-shared/errors.ts';
import type { ErrorPayload, LastEnd } from '../../../src-shared/frames.ts';
import { newId } from '../../../src-shared/ids.ts';
import { OUTBOUND_QUEUE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Actor, Grant } from '../domain/actor.ts';
import { encode, type Frame } from './frame.ts';
import type { Peer } from './peer.ts';
import type { Protocol } from './protocol.ts';
import { REPLAY_BYTES_MAX, REPLAY_PER_ROOM_MAX, Unconfirmed } from './unconfirmed.ts';
import { Unsent } from './unsent.ts';

interface AnySession {
  readonly protocol: Protocol;
  readonly actor: Actor;
  /** The cursor of the data that the connection got at its start. The live events follow it. */
  readonly deliveredCursor: number;
}

/** Gets the events of the rooms it has open. After a break its messages are sent again (`unsentPositions`). */
export interface AgentSession extends AnySession {
  readonly kind: 'agent session';
}

/** Gets everything that its participant may see, once it watches. It resumes from a cursor. */
export interface AppSession extends AnySession {
  readonly kind: 'app session';
  readonly isWatching: boolean;
}

export type Session = AgentSession | AppSession;

export type MessagePosition = Pick<Message, 'room_id' | 'seq'>;

export type ConnectionState =
  | { readonly kind: 'unregistered' }
  | Session
  /** `session`: the one that ended. `isShutOut`: its access was ended, and its pending requests are dropped. */
  | { readonly kind: 'closing'; readonly session: Session | null; readonly isShutOut: boolean };

const UNREGISTERED: ConnectionState = { kind: 'unregistered' };
/** With fewer bytes waiting, the account is not checked. */
const BACKLOG_BYTES = 256 * 1024;

export class Connection {
  readonly peer: Peer;
  #state: ConnectionState = UNREGISTERED;
  /** How long the connection was silent. It is counted, since the clock may be set, and sleep of the computer is no silence. */
  silentMs = 0;
  #wasHeard = false;
  readonly #unsent = new Unsent();
  readonly #unconfirmed = new Unconfirmed();
  /** Changes that wait for the end of a `watch`; null while none have to wait. */
  #held: { frame: Frame; message: MessagePosition | null }[] | null = null;
  #heldBytes = 0;
  /** Called when much waits to be sent to it. */
  onBacklog: ((connection: Connection) => void) | null = null;
  /** Why it was cut; null while it was not. */
  cutFor: LastEnd | null = null;
  /** Why the client's connection before this one was cut. */
  lastEnd: LastEnd | null = null;
  /** The account that its limits count for (`accountOf`); null until it is known. */
  account: string | null = null;
  /**
   * The snapshot of a large home exceeds the queue's limit. A client that is just receiving it is not slow, and could otherwise
   * never connect.
   */
  #longestBytes = 0;

  constructor(peer: Peer) {
    this.peer = peer;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Also the ended session, while the connection closes. */
  get session(): Session | null {
    const state = this.#state;
    if (state.kind === 'unregistered') return null;
    return state.kind === 'closing' ? state.session : state;
  }

  get actor(): Actor | null {
    return this.session?.actor ?? null;
  }

  get isOpen(): boolean {
    return this.#state.kind !== 'closing';
  }

  get isShutOut(): boolean {
    return this.#state.kind === 'closing' && this.#state.isShutOut;
  }

  /** The first session of the connection, or one in the place of the one it had, whose held changes it does not need. */
  begin(session: Session): void {
    if (!this.isOpen) throw new Error('No session begins on a connection that closes.');
    this.#state = session;
    this.#takeHeld();
  }

  /** The permissions of its credential were changed. */
  setGrant(grant: Grant): void {
    const { session } = this;
    if (!session) return;
    const changed = { ...session, actor: { participant_id: session.actor.participant_id, grant } };
    this.#state = this.#state.kind === 'closing' ? { ...this.#state, session: changed } : changed;
  }

  /** The client has sent something. */
  heard(): void {
    this.silentMs = 0;
    this.#wasHeard = true;
  }

  /** The client has answered a heartbeat. */
  confirmed(): void {
    this.#unconfirmed.answered();
  }

  heartbeat(frame: Frame): void {
    const { bufferedBytes } = this.peer;
    this.#unsent.saw(bufferedBytes);
    this.#unconfirmed.heartbeat(this.#wasHeard && bufferedBytes === 0);
    this.#wasHeard = false;
    this.deliver(frame);
  }

  /** The client has closed its side. A client that did that in order had read what had left here. */
  inputEnded(): void {
    if (this.isOpen && this.waitingBytes === 0) this.#unconfirmed.clear();
  }

  deliver(frame: Frame): void {
    const { length } = frame.line;
    const hasRoom = this.#hasRoom();
    this.#unsent.gave(length, this.peer.bufferedBytes);
    if (!hasRoom) return;
    this.#longestBytes = Math.max(this.#longestBytes, length);
    this.peer.send(frame);
  }

  /** The bytes that wait to leave here, held changes included. */
  get waitingBytes(): number {
    return this.peer.bufferedBytes + this.#heldBytes;
  }

  /** False: it is closed, or was closed because too much waits. */
  #hasRoom(): boolean {
    const { waitingBytes } = this;
    if (!this.isOpen) return false;
    if (waitingBytes > OUTBOUND_QUEUE_BYTES_MAX + this.#longestBytes) this.cutSlow();
    else if (waitingBytes > BACKLOG_BYTES) this.onBacklog?.(this);
    return this.isOpen;
  }

  #takeHeld(): { frame: Frame; message: MessagePosition | null }[] {
    const held = this.#held ?? [];
    this.#held = null;
    this.#heldBytes = 0;
    return held;
  }

  /** Ends it now, and what waits does not leave. The client may connect again and continue. */
  cut(reason: string): void {
    this.#close(this.peer.bufferedBytes);
    this.peer.cut(reason);
  }

  /** For a client that does not read. */
  cutSlow(): void {
    this.cutFor ??= { code: 'slow_reader', message: ERROR_TEXTS.slow_reader };
    this.cut(this.cutFor.message);
  }

  /** A frame of a change. `message`: the message that it brings, which is sent again should it never leave here. */
  deliverChange(frame: Frame, message: MessagePosition | null): void {
    if (this.#held) {
      this.#held.push({ frame, message });
      this.#heldBytes += frame.line.length;
      this.#hasRoom();
      return;
    }
    this.deliver(frame);
    if (message) this.#note(frame, message);
  }

  #note({ line }: Frame, { room_id, seq }: MessagePosition): void {
    this.#unconfirmed.note(room_id, seq, line.length);
    if (this.#unsent.note(room_id, seq)) this.#unsent.prune(this.peer.bufferedBytes);
  }

  /** From now on changes wait. */
  holdChanges(): void {
    this.#held ??= [];
  }

  /** Delivers the changes that wait. */
  releaseChanges(): void {
    for (const { frame, message } of this.#takeHeld()) this.deliverChange(frame, message);
  }

  /**
   * For each room with messages that the client may not have: the seq before the first of them. Of more than can be sent again,
   * only those that did not leave here: so what is sent again ends where what is new begins.
   */
  unsentPositions(): Map<string, number> {
    const { messages, bytes } = this.#unconfirmed;
    if (messages <= REPLAY_PER_ROOM_MAX && bytes <= REPLAY_BYTES_MAX) return this.#unconfirmed.positions();
    return this.waitingPositions();
  }

  /** For each room with messages that did not leave here: the seq before the first of them. */
  waitingPositions(): Map<string, number> {
    return this.#unsent.positions(this.peer.bufferedBytes);
  }

  push(type: string, payload: unknown): void {
    this.deliver(encode({ id: newId(), type, payload }));
  }

  /** `cursor`: that of the snapshot in the reply. Returns the bytes of the answer. */
  reply(to: string | null, type: string, payload: unknown, cursor: number | null = null): number {
    const frame = encode(to === null ? { id: newId(), type, payload } : { id: newId(), reply_to: to, type, payload }, cursor);
    this.deliver(frame);
    return frame.line.length;
  }

  refuse(to: string | null, { code, message, retryAfterMs }: AppError): void {
    const retry_after = retryAfterMs === null ? undefined : Math.ceil(retryAfterMs / 1000);
    const refusal: ErrorPayload = { code, message, retry_after };
    this.reply(to, 'error', refusal);
  }

  /** Says why, then ends. */
  end(code: ErrorCode, message: string = ERROR_TEXTS[code]): void {
    if (!this.isOpen) return;
    this.push('closing', { code, message });
    this.#close(this.peer.bufferedBytes);
    this.peer.end(message);
  }

  /** The participant may see more or less than before: the client connects again and gets a new snapshot. */
  endForRenewal(): void {
    if (!this.isOpen) return;
    this.#close(this.peer.bufferedBytes);
    this.peer.end('Your access to this home was changed.');
  }

  /** The credential of the connection was revoked. */
  endAccess(): void {
    this.end('unauthorized', 'Your access to this home was ended.');
    this.#state = { kind: 'closing', session: this.session, isShutOut: true };
  }

  /** Closes after an error frame with the reason. Later frames are ignored. */
  endAfterRefusal(message: string): void {
    this.#close(this.peer.bufferedBytes);
    this.peer.end(message);
  }

  /** The transport is gone. */
  gone(): void {
    this.#close(null);
  }

  /** Each end of a connection comes through here, before its transport ends. `waiting`: null when the transport is gone already. */
  #close(waiting: number | null): void {
    if (!this.isOpen) return;
    this.#state = { kind: 'closing', session: this.session, isShutOut: false };
    if (waiting !== null) this.#unsent.saw(waiting);
    this.#unsent.end();
    // They will not leave either.
    for (const { frame, message } of this.#takeHeld()) this.deliverChange(frame, message);
  }
}
