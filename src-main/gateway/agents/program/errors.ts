// Why a program could not answer, in one sentence for the people of a room.
import { AppError } from '../../../../src-shared/errors.ts';
import { knownProgram } from './known.ts';
import { plainLine } from './plain-line.ts';

const REASON_CHARS_MAX = 200;

export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/**
 * `missing`: it is not on this computer. `no folder`: its folder is not there. `silent`: it did not answer in time. `killed`: it did not stop
 * in another room.
 */
type Reason =
  | { why: 'missing' | 'no folder' | 'silent' | 'killed' | 'no way' }
  /** The command that signs in is not on this computer. */
  | { why: 'no command'; command: string }
  | { why: 'ended'; code: number | null }
  /** In its own words. */
  | { why: 'refused'; words: string }
  | { why: 'other version'; version: number }
  | { why: 'no mode'; mode: string };

export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`The program failed: ${reason.why}`);
    this.reason = reason;
  }
}

/** `command`: that of the program. Its folder is not named. */
export function sentenceFor(command: string, error: unknown): string {
  const name = command.replace(/^.*[/\\]/, '');
  if (error instanceof AppError) return error.message;
  if (error instanceof SignInNeeded) return notSignedIn(name, command);
  if (!(error instanceof ProgramFailed)) return 'Something went wrong in the server. Try again.';
  const { reason } = error;
  switch (reason.why) {
    case 'missing':
      return `The program “${name}” was not found on the server's computer. My owner can install it.`;
    case 'no folder':
      return 'The folder in which I work is not there any more. My owner can choose another one in my settings.';
    case 'silent':
      return `The program “${name}” did not answer in time. Ask me again to start it again.`;
    case 'killed':
      return `The program “${name}” had to be ended, because it did not stop in another room. Ask me again to start it again.`;
    case 'no way':
      return `The program “${name}” does not offer this way to sign in any more. Try it again.`;
    case 'no command':
      return `The program “${name}” is signed in with “${reason.command}”, which was not found on this computer. Install it, then try again.`;
    case 'ended':
      return `The program “${name}” ended unexpectedly${reason.code === null ? '' : ` with code ${reason.code}`}. Ask me again to start it again. Its last output is in the log of the server.`;
    case 'refused':
      return `The program “${name}” refused: ${plainLine(reason.words, REASON_CHARS_MAX)}`;
    case 'no mode':
      return `The program “${name}” does not have the mode “${plainLine(reason.mode, REASON_CHARS_MAX)}” that it is set to. My owner can create me again with another one.`;
    case 'other version':
      return `The program “${name}” speaks version ${reason.version} of the Agent Client Protocol, and Lanai speaks version 1. My owner can update one of them.`;
  }
}

function notSignedIn(name: string, command: string): string {
  const how = knownProgram(command)?.sign_in ?? null;
  return how === null
    ? `The program “${name}” is not signed in. My owner can sign in with it in a terminal on the server's computer, and then ask me again.`
    : `The program “${name}” is not signed in. My owner can run \`${how}\` in a terminal on the server's computer, and then ask me again.`;
}
