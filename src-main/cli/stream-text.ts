// A text that others see while it is written: from a pipe, as it arrives.
import { AppError } from '../../src-shared/errors.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import type { Unfinished } from '../../src-shared/streams.ts';
import * as z from 'zod/mini';
import { Failure, UsageError } from './failure.ts';
import { ChatMessage } from './messages.ts';
import { asMember } from './rooms.ts';

const Ended = z.object({ message: z.nullable(ChatMessage) });
const StreamEnded = z.object({ stream_id: z.string() });

export interface StreamedText {
  room_id: string;
  reply_to: string | undefined;
  thread_id: string | undefined;
  metadata: unknown;
}

/** The frames that the server sends while the text is read. */
export interface Pushes {
  hear(type: string, payload: unknown): void;
}

/** The cause that ended the text before the pipe did: a signal of this process, or the server. */
type Cut = 'SIGINT' | 'SIGTERM' | 'ended';
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Ctrl-C ends the text, and marks it as incomplete. When the stream is ended by another, stdin is closed, and the program of the pipe ends. */
export async function streamText(client: AgentClient, pushes: Pushes, { metadata, ...place }: StreamedText): Promise<ChatMessage> {
  if (process.stdin.isTTY) throw new UsageError('There is nothing to read: pipe the text in.');
  const { stream_id } = await asMember(client, place.room_id, () => client.request('stream_start', place, COMMANDS.stream_start.reply));
  const cut: { by: Cut | null } = { by: null };
  const cutBy = (by: Cut): void => {
    cut.by ??= by;
    process.stdin.destroy();
  };
  pushes.hear = (type, payload) => {
    if (type === 'stream_ended' && StreamEnded.safeParse(payload).data?.stream_id === stream_id) cutBy('ended');
  };
  SIGNALS.forEach((signal) => process.once(signal, cutBy));
  try {
    for await (const text of pieces(() => cut.by !== null))
      await client.request('stream_delta', { stream_id, text }, COMMANDS.stream_delta.reply);
    if (cut.by === 'ended') throw new AppError('stream_not_found');
    const { message } = await client.request('stream_end', { stream_id, metadata, unfinished: unfinishedBy(cut.by) }, Ended);
    if (!message) throw new UsageError('There is nothing to send.');
    return message;
  } catch (error) {
    if (error instanceof AppError && error.code === 'stream_not_found')
      throw new Failure('It was stopped, or the access to the room has ended. The rest was not sent.', undefined, { cause: error });
    await endFailed(client, stream_id, error);
    throw error;
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, cutBy));
    pushes.hear = () => undefined;
  }
}

function unfinishedBy(cut: Cut | null): Unfinished | null {
  return cut === null ? null : cut === 'SIGTERM' ? 'interrupted' : 'stopped';
}

/** Posts what was sent before the failure. */
async function endFailed(client: AgentClient, stream_id: string, error: unknown): Promise<void> {
  if (error instanceof ConnectionLost || error instanceof UsageError) return;
  const isLimit = error instanceof AppError && (error.code === 'message_too_large' || error.code === 'too_many_streams');
  // The first failure is the one to report.
  await client.request('stream_end', { stream_id, unfinished: isLimit ? 'limit' : 'failed' }, Ended).catch(() => undefined);
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
