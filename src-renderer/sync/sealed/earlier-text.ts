import type { Message } from '../../../src-shared/objects.ts';
import type { EarlierText } from '../../../src-shared/reading.ts';
import type { Written } from './room-keys.ts';

/** A message as it was with an earlier text: every fact of it is compared with the sealed ones. */
export function withEarlierText(message: Message, { number, content, written_at }: EarlierText): Written {
  const { room_id, id, author_id, kind, client_id, reply_to, created_at, attachments } = message;
  const edited_at = number === 1 ? null : written_at;
  return { room_id, id, author_id, kind, client_id, reply_to, created_at, attachments, content, edited_at };
}
