// The thread that a new message belongs to.
import type { Message } from '../../../../src-shared/objects.ts';

interface Found extends Pick<Message, 'id'> {
  thread_id?: string | null | undefined;
}

interface Answering {
  /** The message in `thread_id`: one of the thread, or the one that begins it. Null: none was asked for. */
  asked: Found | null;
  /** The message in `reply_to`. */
  answered: Found | null;
}

/** Null: none. An answer to a reply of a thread belongs to that thread: agents answer the message that called them, and know no threads. */
export function threadOfNew({ asked, answered }: Answering): string | null {
  if (asked) return asked.thread_id ?? asked.id;
  return answered?.thread_id === answered?.id ? null : (answered?.thread_id ?? null);
}
