// The end of a command: one sentence for the user, and an exit code for scripts.
import { START_FAILURES } from '../../src-shared/errors.ts';

export const EXIT = {
  /** The command did what was asked. In `wait`: a message came. */
  done: 0,
  failed: 1,
  /** Only `wait`: nothing was said for so long. */
  idle: 2,
  /** Only `wait`: a message that was shown ended the conversation. */
  peerEnded: 3,
  /** Only `ask`: it was not allowed. */
  refused: 3,
  usage: START_FAILURES.usage.exitCode,
} as const;

/** `not_running`: there is no home to talk to now; there may be in a moment. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly reason: 'not_running' | undefined;

  constructor(message: string, reason?: 'not_running', options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The command line is not valid. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
}
