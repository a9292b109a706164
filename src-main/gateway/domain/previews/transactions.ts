import type { FileInfo } from '../../../../src-shared/files.ts';
import type { LinkPreview } from '../../../../src-shared/link-previews.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { fromJson } from '../../store/json.ts';
import { toFileInfo } from '../../store/sqlite/files.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { FileRow } from '../../store/tables/files.ts';
import type { MessageRow } from '../../store/tables/messages.ts';
import { changed, present, type OfMessage } from '../messages/stored-message.ts';

/** An image whose content is on disk. */
export type NewImage = Pick<FileRow, 'id' | 'sha256' | 'type' | 'size' | 'width' | 'height'>;
export type NewPreview = Omit<LinkPreview, 'image'> & { image: NewImage | null };

/** For files that are saved. An ending of the type is added. */
const IMAGE_NAME = 'preview';

interface AddedPreviews extends OfMessage {
  /** The text that the links were found in. */
  content: string;
  /** All of its links that have previews, in their order. */
  links: readonly string[];
  previews: readonly NewPreview[];
}

/** False: the message has another text now. A deleted message gets no previews. */
export function* addPreviews(tx: Tx, { room_id, message_id, content, links, previews }: AddedPreviews): Steps<boolean> {
  const row = yield* tx.reads.messageRow(message_id);
  if (row?.room_id !== room_id || row.deleted_at !== null) return true;
  if (row.content !== content) return false;
  const before = previewsOf(row);
  const added: LinkPreview[] = [];
  for (const { image, ...facts } of previews) {
    if (before.some(({ url }) => url === facts.url)) continue;
    added.push({ ...facts, image: image && (yield* addImage(tx, row, image)) });
  }
  if (added.length === 0) return true;
  const all = links.flatMap((link) => [...before, ...added].find(({ url }) => url === link) ?? []);
  yield* setPreviews(tx, row, all);
  yield* changed(tx, row);
  return true;
}

/** Also when there is none any more. */
export function* removePreview(tx: Tx, { url, ...of }: OfMessage & { url: string }): Steps<Message> {
  const row = yield* present(tx, of);
  const isGone = yield* keepPreviews(tx, row, (each) => each !== url);
  return isGone ? yield* changed(tx, row) : yield* tx.reads.message(row);
}

/** Removes the others, with their images. Returns whether there were any. The caller records the change. */
export function* keepPreviews(tx: Tx, row: MessageRow, isKept: (url: string) => boolean): Steps<boolean> {
  const before = previewsOf(row);
  const kept = before.filter(({ url }) => isKept(url));
  if (kept.length === before.length) return false;
  for (const { url, image } of before) {
    if (isKept(url) || !image) continue;
    if ((yield* tx.writes.dropFile({ id: image.id, dropped_at: tx.now })) > 0) tx.stored(image.by, -image.size);
  }
  yield* setPreviews(tx, row, kept);
  return true;
}

function previewsOf({ previews }: MessageRow): LinkPreview[] {
  return previews === null ? [] : fromJson<LinkPreview[]>(previews);
}

function* setPreviews(tx: Tx, { id }: MessageRow, previews: readonly LinkPreview[]): Steps<void> {
  yield* tx.writes.setPreviews({ id, previews: previews.length === 0 ? null : JSON.stringify(previews) });
}

/** A file of the message that is in no list of files. */
function* addImage(tx: Tx, { id: message_id, room_id, author_id }: MessageRow, image: NewImage): Steps<FileInfo> {
  const row: FileRow = {
    ...image,
    ...{ name: IMAGE_NAME, uploaded_by: author_id, key_id: null, room_id },
    ...{ message_id, message_cursor: null, position: null, created_at: tx.now, dropped_at: null, scheduled_id: null },
  };
  yield* tx.writes.insertFile(row);
  tx.stored(author_id, row.size);
  return toFileInfo(row);
}
