// A text that others see while it is written: from a pipe, as it arrives.
import { AppError } from '../../src-shared/errors.ts';
import type { Unfinished } from '../../src-shared/streams.ts';
import { Failure, UsageError } from './failure.ts';
import type { LastingStream, StreamEnding } from './lasting-stream.ts';
import type { ChatMessage } from './messages.ts';

/** The cause that ended the text before the pipe did: a signal of this process, or the server. */
type Cut = 'SIGINT' | 'SIGTERM' | 'ended';
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Begins the stream. It calls back when another has ended it. */
export type BeginStream = (onStopped: () => void) => Promise<LastingStream>;

/** Ctrl-C ends the text, and marks it as incomplete. When the stream is ended by another, stdin is closed, and the program of the pipe ends. */
export async function streamText(begin: BeginStream, ending: StreamEnding): Promise<ChatMessage> {
  if (process.stdin.isTTY) throw new UsageError('There is nothing to read: pipe the text in.');
  const cut: { by: Cut | null } = { by: null };
  const cutBy = (by: Cut): void => {
    cut.by ??= by;
    process.stdin.destroy();
  };
  const stream = await begin(() => cutBy('ended'));
  SIGNALS.forEach((signal) => process.once(signal, cutBy));
  try {
    for await (const text of pieces(() => cut.by !== null)) await stream.write(text);
    if (cut.by === 'ended') throw new AppError('stream_not_found');
    const message = await stream.end({ ...ending, unfinished: unfinishedBy(cut.by) });
    if (!message) throw new UsageError('There is nothing to send.');
    return message;
  } catch (error) {
    if (error instanceof AppError && error.code === 'stream_not_found')
      throw new Failure('It was stopped, or the access to the room has ended. The rest was not sent.', undefined, { cause: error });
    if (!(error instanceof UsageError)) await stream.fail(isLimit(error) ? 'limit' : 'failed');
    throw error;
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, cutBy));
    stream.close();
  }
}

function unfinishedBy(cut: Cut | null): Unfinished | null {
  return cut === null ? null : cut === 'SIGTERM' ? 'interrupted' : 'stopped';
}

function isLimit(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'message_too_large' || error.code === 'too_many_streams');
}

/** The input of stdin, until its end. */
async function* pieces(isCut: () => boolean): AsyncGenerator<string> {
  try {
    for await (const text of process.stdin.setEncoding('utf8')) yield String(text);
  } catch (error) {
    // The pipe was closed on purpose.
    if (!isCut()) throw error;
  }
}
