// The border between an entrance and the program that leads to it.
import type { After } from '../../domain/clock.ts';

/** Where the program forwards to: a port of this computer, or a Unix socket. */
export type Target = { port: number } | { path: string };

export interface TunnelListener {
  /** Browsers reach the server at this origin. */
  onOpen(origin: string): void;
  /** They do not, and the tunnel tries on. `problem` is a sentence. */
  onWaiting(problem: string | null): void;
  /** They do not, and it has given up. */
  onFailed(problem: string): void;
}

export interface TunnelParts {
  after: After;
  /** Finds a program. Null: it is not on this computer. */
  find(program: string): Promise<string | null>;
  log(message: string, error?: unknown): void;
}

export interface Tunnel {
  /** Ends its program. Resolves once nothing leads here any more. */
  stop(): Promise<void>;
}

export type StartTunnel = (target: Target, listener: TunnelListener, parts: TunnelParts) => Tunnel;

export function notInstalled(program: string): string {
  return `The program ${program} is not on this computer. Install it, and try again.`;
}
