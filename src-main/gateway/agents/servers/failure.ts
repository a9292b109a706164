// Why a server of tools could not be used, in one sentence for its owner and for the people of a room.
import { plainLine } from '../program/plain-line.ts';

const WORDS_CHARS_MAX = 200;

type Reason =
  | { why: 'silent' | 'too long' | 'missing' | 'no protocol' | 'closed' }
  /** It could not be connected with. `words`: a sentence. */
  | { why: 'unreachable'; words: string | null }
  | { why: 'status'; status: number; hasKey: boolean }
  | { why: 'ended'; code: number | null }
  /** In its own words. */
  | { why: 'refused'; words: string };

export class ServerFailed extends Error {
  override readonly name = 'ServerFailed';
  readonly reason: Reason;

  constructor(reason: Reason, options?: ErrorOptions) {
    super(`The server of tools failed: ${reason.why}`, options);
    this.reason = reason;
  }
}

export function sentenceOf({ reason }: ServerFailed): string {
  switch (reason.why) {
    case 'silent':
      return 'It did not answer in time.';
    case 'too long':
      return 'Its answer was too long.';
    case 'missing':
      return "Its program was not found on the server's computer.";
    case 'no protocol':
      return 'It does not speak the Model Context Protocol. Check its address or its command.';
    case 'closed':
      return 'It ended the connection.';
    case 'unreachable':
      return reason.words ?? 'It cannot be reached. Check its address, and whether it runs.';
    case 'ended':
      return `Its program ended unexpectedly${reason.code === null ? '' : ` with code ${reason.code}`}. Its last output is in the log of the server.`;
    case 'refused':
      return `It refused: ${plainLine(reason.words, WORDS_CHARS_MAX)}`;
    case 'status':
      return statusSentence(reason.status, reason.hasKey);
  }
}

function statusSentence(status: number, hasKey: boolean): string {
  if (status === 401 || status === 403) return hasKey ? 'It refuses the key. Enter the key again.' : 'It needs a key. Enter one.';
  if (status === 404 || status === 405) return 'There is no tool server at this address.';
  if (status >= 300 && status < 400) return 'It sends requests on to another address. Enter that address.';
  if (status === 429) return 'It is asked too often. Try again later.';
  return `It answers with the error ${status}.`;
}
