// Files that people and agents send: what is said of one, and the rules that both ends hold to. The bytes themselves go
// over HTTP: POST /api/rooms/{room_id}/files and GET /api/files/{file_id}.
import * as z from 'zod/mini';
import { FILE_NAME_CHARS_MAX, IMAGE_PIXELS_MAX } from './limits.ts';
import { isSealed } from './sealed-mark.ts';
import { withoutUnseen } from './visible-text.ts';

const id = z.string();

export const FileInfo = z.object({
  id,
  /** As its sender named it, made harmless: one line, no path, nothing that turns the direction of reading. In a sealed room a blob (sealed-files.ts). */
  name: z.string(),
  /** Its MIME type, found by looking at what is in it. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Of its content, in hex. */
  sha256: z.string(),
  /** In pixels, as it is shown. Null for other files than images, and for an image of unknown size. */
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  created_at: z.number(),
  /** The participant who sent it. */
  by: id,
});
export type FileInfo = z.infer<typeof FileInfo>;

/** A file in its place in a room. */
export const RoomFile = z.object({ file: FileInfo, message_id: id, seq: z.number(), sent_at: z.number() });
export type RoomFile = z.infer<typeof RoomFile>;

const UNNAMED = 'file';
/** The name of a sealed file for readers without the key. */
export const SEALED_NAME = 'sealed';

/** A file's name without anything that could mislead a person or a program. Too long a name keeps its ending. */
export function safeFileName(name: string): string {
  const last =
    withoutUnseen(name.replace(/\p{Cs}/gu, '\uFFFD'))
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\s+/g, ' ')
      .trim() ?? '';
  const kept = /^[.\p{M}\p{Z}]*$/u.test(last) ? UNNAMED : last;
  const chars = [...kept];
  if (chars.length <= FILE_NAME_CHARS_MAX) return kept;
  const ending = /\.[^.\s]{1,16}$/u.exec(kept)?.[0] ?? '';
  return `${chars.slice(0, FILE_NAME_CHARS_MAX - [...ending].length).join('')}${ending}`;
}

const IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
const AUDIO: ReadonlySet<string> = new Set([
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/mp4',
  'audio/x-m4a',
  'audio/webm',
  'audio/flac',
]);
const VIDEO: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/ogg']);
const TEXT: ReadonlySet<string> = new Set(['text/plain', 'text/html', 'application/xml', 'image/svg+xml']);

export type FileKind = 'image' | 'audio' | 'video' | 'text' | 'other';

/**
 * How a file is shown. Only pictures, sound and film are ever given to a browser to show under their address; text is shown as text, HTML
 * too. The app reads the text of an SVG and draws it as an image.
 */
export function kindOfFile({ type }: Pick<FileInfo, 'type'>): FileKind {
  if (IMAGES.has(type)) return 'image';
  if (AUDIO.has(type)) return 'audio';
  if (VIDEO.has(type)) return 'video';
  return TEXT.has(type) ? 'text' : 'other';
}

/** Sent as text. */
export function isSvg({ type }: Pick<FileInfo, 'type'>): boolean {
  return type === 'image/svg+xml';
}

/** Never given to a browser to show: the app draws its pages itself. */
export function isPdf({ type }: Pick<FileInfo, 'type'>): boolean {
  return type === 'application/pdf';
}

/** Whether an image is shown inline: its size is known, so that its place can be reserved, and it fits into memory. */
export function isShownAsImage(file: FileInfo): file is FileInfo & { width: number; height: number } {
  const { width, height } = file;
  return kindOfFile(file) === 'image' && width !== null && height !== null && width * height <= IMAGE_PIXELS_MAX;
}

/** The address of a file under the server's own origin. The name at its end is for users who save it. */
export function filePath({ id: fileId, name }: Pick<FileInfo, 'id' | 'name'>): string {
  return `/api/files/${fileId}/${isSealed(name) ? SEALED_NAME : encodeURIComponent(name)}`;
}

/** Where a room's files are sent to. */
export function uploadPath(roomId: string, name: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}/files?name=${encodeURIComponent(name)}`;
}

/** A message in words: its text, or its files when it has none. */
export function messageWords({ content, attachments }: { content: string; attachments: readonly Pick<FileInfo, 'name'>[] }): string {
  const [first, ...others] = attachments;
  if (content.trim() !== '' || !first) return content;
  return others.length === 0 ? `Sent ${first.name}` : `Sent ${attachments.length} files`;
}
