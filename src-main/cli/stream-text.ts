// A text that others see while it is written: from a pipe, as it comes.
import { AppError } from '../../src-shared/errors.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import * as z from 'zod/mini';
import { Failure, UsageError } from './failure.ts';
import { ChatMessage } from './messages.ts';
import { asMember } from './rooms.ts';

const Ended = z.object({ message: z.nullable(ChatMessage) });

export interface StreamedText {
  room_id: string;
  reply_to: string | undefined;
  thread_id: string | undefined;
  metadata: unknown;
}

/** Ctrl-C ends the text, and says that it is not complete. */
export async function streamText(client: AgentClient, { metadata, ...place }: StreamedText): Promise<ChatMessage> {
  if (process.stdin.isTTY) throw new UsageError('There is nothing to read: pipe the text in.');
  const { stream_id } = await asMember(client, place.room_id, () => client.request('stream_start', place, COMMANDS.stream_start.reply));
  const interrupted = { is: false };
  const onInterrupt = (): void => {
    interrupted.is = true;
    process.stdin.destroy();
  };
  process.once('SIGINT', onInterrupt);
  try {
    for await (const text of pieces(() => interrupted.is))
      await client.request('stream_delta', { stream_id, text }, COMMANDS.stream_delta.reply);
    const unfinished = interrupted.is ? 'stopped' : null;
    const { message } = await client.request('stream_end', { stream_id, metadata, unfinished }, Ended);
    if (!message) throw new UsageError('There is nothing to send.');
    return message;
  } catch (error) {
    if (error instanceof AppError && error.code === 'stream_not_found')
      throw new Failure('It was stopped, or the access to the room has ended. The rest was not sent.', undefined, { cause: error });
    throw error;
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}

/** What stdin brings, until its end. */
async function* pieces(isInterrupted: () => boolean): AsyncGenerator<string> {
  try {
    for await (const text of process.stdin.setEncoding('utf8')) yield String(text);
  } catch (error) {
    // The pipe was closed on purpose.
    if (!isInterrupted()) throw error;
  }
}
