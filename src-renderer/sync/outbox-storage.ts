// Unsent messages in the browser's storage. One key each: two windows of one browser do not overwrite each other's.
import * as z from 'zod/mini';
import { FileInfo } from '../../src-shared/files.ts';
import type { OutboxItem } from './outbox.ts';

const PREFIX = 'lanai.outbox.';

const SavedItem = z.object({
  client_id: z.string(),
  room_id: z.string(),
  author_id: z.string(),
  content: z.string(),
  files: z._default(z.array(FileInfo), []),
  reply_to: z.nullable(z.string()),
  thread_id: z.optional(z.nullable(z.string())),
  also_in_room: z.optional(z.boolean()),
  choice: z.optional(z.string()),
  mentions: z.array(z.string()),
  created_at: z.number(),
});

export function saveItem(storage: Storage, { status: _, ...item }: OutboxItem): void {
  try {
    storage.setItem(PREFIX + item.client_id, JSON.stringify(item));
  } catch {
    // The storage is full: the message is sent all the same, it only would not survive a reload.
  }
}

export function removeItem(storage: Storage, item: OutboxItem): void {
  storage.removeItem(PREFIX + item.client_id);
}

/** One person's unsent messages, in the order they were written. */
export function savedItems(storage: Storage, authorId: string): OutboxItem[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) => key.startsWith(PREFIX));
  return keys
    .map((key) => SavedItem.safeParse(asJson(storage.getItem(key))))
    .flatMap((parsed) => (parsed.success && parsed.data.author_id === authorId ? [parsed.data] : []))
    .sort((a, b) => a.created_at - b.created_at || (a.client_id < b.client_id ? -1 : 1))
    .map((item) => ({ ...item, status: { state: 'sending' } }));
}

function asJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
