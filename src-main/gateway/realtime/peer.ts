// The border between a connection and what carries it.
import type { Frame } from './frame.ts';

/** The least that a transport has to offer. */
export interface Peer {
  /** This end of the connection, in the form of key-proof.ts: an address and port, or the path of a socket. */
  readonly at: string;
  /** Many peers are sent the same frame object. */
  send(frame: Frame): void;
  /** Ends the connection once what was sent is out. */
  end(reason: string): void;
  /** Ends it now. */
  cut(reason: string): void;
  /** The bytes that are queued and not sent yet. */
  readonly bufferedBytes: number;
  /** The client's IP address. Undefined where there is none. */
  readonly address: string | undefined;
  /** The client is identified. From now on the usual frame limit holds. */
  admitted?(): void;
  /** Pauses and resumes reading. */
  pause(): void;
  resume(): void;
  /** Asks the transport whether the client is there, where the transport has a way to ask; the answer is `onPong`. */
  ping?(): void;
}

/** The events of a transport. */
export interface PeerListener {
  /** One frame, without its newline. */
  onText(text: string): void;
  /** The input is refused: the sender is sent the reason, then the connection ends. */
  onUnreadable(reason: string): void;
  /** The client has closed its side, in order or because its program ended. */
  onFinished(): void;
  /** The client sends nothing more, but its frames are still executed and answered. */
  onInputEnd(): void;
  onClosed(): void;
  onPong?(): void;
}

/** Begins a connection. */
export type OpenSession = (peer: Peer) => PeerListener;
