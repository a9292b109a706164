// Where a stream is, and whether there is space for one more.
import { AppError } from '../../../../src-shared/errors.ts';
import {
  STREAM_BYTES_MAX_TOGETHER,
  STREAM_BYTES_PER_ACCOUNT_MAX,
  STREAMS_MAX,
  STREAMS_PER_ACCOUNT_IN_ROOM_MAX,
  STREAMS_PER_ACCOUNT_MAX,
  STREAMS_PER_PARTICIPANT_MAX,
  STREAMS_PER_ROOM_MAX,
} from '../../../../src-shared/limits.ts';
import type { Stream } from '../../../../src-shared/streams.ts';
import { accountOf, type Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { threadOfNew } from '../threads/place.ts';
import { encodedBytes, type OpenStream } from './stream.ts';

export interface StreamPlace {
  room_id: string;
  reply_to?: string | null | undefined;
  thread_id?: string | null | undefined;
}

/** The place that the message will have. Throws `message_not_found`. */
export async function placeOf(core: Core, { room_id, ...asked }: StreamPlace): Promise<Pick<Stream, 'reply_to' | 'thread_id'>> {
  const read = async (id: string | null, field: string) => {
    const message = id === null ? null : (await core.archive.message(room_id, id)).value;
    if (id !== null && !message) throw new AppError('message_not_found', `The message in ${field} is not in this room.`);
    return message;
  };
  const reply_to = asked.reply_to ?? asked.thread_id ?? null;
  const first = await read(asked.thread_id ?? null, 'thread_id');
  const thread_id = threadOfNew({ asked: first, answered: await read(reply_to, 'reply_to') });
  return { reply_to, ...(thread_id !== null && { thread_id }) };
}

/** Throws `too_many_streams`. */
export function requireFree(open: readonly OpenStream[], actor: Actor, roomId: string): void {
  const theirs = ofAccount(open, actor);
  const count = (isMeant: (each: OpenStream) => boolean): number => open.filter(isMeant).length;
  const isFull =
    open.length >= STREAMS_MAX ||
    count(({ shown }) => shown.author_id === actor.participant_id) >= STREAMS_PER_PARTICIPANT_MAX ||
    count(({ shown }) => shown.room_id === roomId) >= STREAMS_PER_ROOM_MAX ||
    theirs.length >= STREAMS_PER_ACCOUNT_MAX ||
    theirs.filter(({ shown }) => shown.room_id === roomId).length >= STREAMS_PER_ACCOUNT_IN_ROOM_MAX;
  if (isFull) throw new AppError('too_many_streams');
}

/** Throws `too_many_streams`. */
export function requireBytesFree(open: readonly OpenStream[], { caller }: OpenStream, text: string): void {
  const added = encodedBytes(text);
  const isFull =
    bytesOf(open) + added > STREAM_BYTES_MAX_TOGETHER || bytesOf(ofAccount(open, caller.actor)) + added > STREAM_BYTES_PER_ACCOUNT_MAX;
  if (isFull) throw new AppError('too_many_streams', 'Too much is being written at the same time. End a stream first.');
}

function ofAccount(open: readonly OpenStream[], actor: Actor): OpenStream[] {
  const account = accountOf(actor);
  return open.filter(({ caller }) => accountOf(caller.actor) === account);
}

function bytesOf(open: readonly OpenStream[]): number {
  return open.reduce((sum, { encoded }) => sum + encoded, 0);
}
