// How the waking of an agent stands.
import { WAKING_PAUSES_MS, type Waking } from '../../../../src-shared/agent-starts.ts';
import type { Message } from '../../../../src-shared/objects.ts';

/** An agent that is being woken. */
export interface Wakening {
  began_at: number;
  is_trial: boolean;
  /** Its program was started by an earlier call, and may work without a connection. */
  isRunning: boolean;
  /** Failures in succession before. */
  failures: number;
  /** By room: the newest message that called it. */
  calls: Map<string, Message>;
  stop: AbortController;
  cancelTimers: () => void;
}

/** How it went the last time. */
export interface Past {
  waking: Waking;
  wakening: Wakening;
  /** Failures in succession. */
  failures: number;
  /** The agent has written something since. */
  hasSpoken: boolean;
}

export function pastOf({ began_at, is_trial }: Wakening, ended_at: number): Omit<Waking, 'outcome'> {
  return { began_at, is_trial, ended_at, reason: null, last_line: null, next_at: null };
}

/** After so many failures in succession. */
export function pauseAfter(failures: number): number {
  return WAKING_PAUSES_MS[Math.min(failures, WAKING_PAUSES_MS.length) - 1] ?? 0;
}
