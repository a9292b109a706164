// The parts that a socket needs from the adapter.
import type { After } from '../../domain/clock.ts';
import type { OpenSession } from '../../realtime/peer.ts';
import type { DialectFrame, Fields } from './frames.ts';

export interface SocketSide {
  /** Of the user or the agent. */
  id: string;
  isAgent: boolean;
  /** Sent first. */
  welcome: Fields;
  /** Sent after the welcome: frames that the client missed. */
  missed: readonly DialectFrame[];
}

export interface SocketPorts {
  after: After;
  now(): number;
  isConversation(roomId: string): boolean;
  /** The ids by which files can be sent in this room. Rejects with the reason why one cannot. */
  filesIn(roomId: string, ids: readonly string[]): Promise<string[]>;
  /** Begins the connection of the home above this socket. */
  open: OpenSession;
  /** A frame came or left. */
  counted(way: 'in' | 'out' | 'error'): void;
}
