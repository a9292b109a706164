// The messages of a room that an agent is sent. Sealed rooms are never sent.
import type { Message } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';

/** Thoughts and deleted messages do not count, so more messages are read than are sent. */
const READ_PER_SENT = 4;
const READ_MAX = 400;

/**
 * The message to answer, what it answers, and at most so many others: of its thread, or of the room. They include what was written after
 * it, for a turn that waited.
 */
export async function messagesFor(core: Core, message: Message, count: number): Promise<Message[]> {
  const { room_id, thread_id, reply_to } = message;
  const archive = core.archiveInOrder;
  const read = async (id: string | null | undefined): Promise<Message[]> => {
    const found = id === null || id === undefined ? null : (await archive.message(room_id, id)).value;
    return found ? [found] : [];
  };
  const newest = (await archive.messagesBefore(room_id, Number.MAX_SAFE_INTEGER, Math.min(count * READ_PER_SENT, READ_MAX))).value;
  const others = newest.filter(
    (each) => isSent(each) && each.id !== message.id && (thread_id === undefined || each.thread_id === thread_id),
  );
  const all = [...(await read(thread_id)), ...(await read(reply_to)), message, ...others.slice(0, count)];
  return [...new Map(all.map((each) => [each.id, each])).values()].sort((a, b) => a.seq - b.seq);
}

export function isSent({ kind, deleted_at }: Message): boolean {
  return kind !== 'thinking' && deleted_at === null;
}

/** Low, so that a prompt is too short rather than too long. */
export const BYTES_PER_TOKEN = 3;

/** An estimate. */
export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

const PIXELS_PER_TOKEN = 750;
const IMAGE_TOKENS_MIN = 85;
/** Providers make a larger image smaller. */
const IMAGE_TOKENS_MAX = 1_600;

interface ImageSides {
  /** Null: unknown. */
  width: number | null;
  height: number | null;
}

/** An estimate. */
export function imageTokens({ width, height }: ImageSides): number {
  return Math.min(IMAGE_TOKENS_MAX, Math.max(IMAGE_TOKENS_MIN, Math.ceil(((width ?? 0) * (height ?? 0)) / PIXELS_PER_TOKEN)));
}
