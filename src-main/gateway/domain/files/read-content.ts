// The content of a file for an agent: text, or an image that a model can take. The kind is that of the content; the name says nothing.
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import { isSvg, kindOfFile } from '../../../../src-shared/files.ts';
import { AGENT_FILE_TEXT_BYTES, AGENT_IMAGE_BYTES_MAX, AGENT_IMAGE_SIDE_MAX } from '../../../../src-shared/agent-files.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { StoredFile } from '../../store/interfaces/archive.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { fileOf } from './commands.ts';

/** Those that models and programs take. */
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const NO_TEXT = 'It is neither text nor an image that I can be shown.';
const GONE = 'The content of that file is not on the disk any more.';

export interface FileImage {
  type: string;
  bytes: Uint8Array;
  width: number;
  height: number;
}

export type FileContent = { file: StoredFile } & (
  | { kind: 'image'; image: FileImage }
  /** `through`: the bytes of the file up to the end of the text. */
  | { kind: 'text'; text: string; through: number }
);

export interface ReadOptions {
  /** The first byte of a text. */
  from?: number;
  textBytesMax?: number;
}

/** Reads files with the rights of an agent. Throws AppError, with a sentence for people. */
export type ReadFile = (actor: Actor, fileId: string, options?: ReadOptions) => Promise<FileContent>;

export function createReadFile(core: Core, blobs: Pick<Blobs, 'pathOf'>): ReadFile {
  return async (actor, fileId, options = {}) => {
    core.used(actor);
    const file = await fileOf(core, actor, fileId);
    if (core.room(actor, file.room_id).room.encrypted) throw new AppError('access_denied', 'That room is sealed.');
    if (file.size === 0) throw new AppError('access_denied', 'It is empty.');
    const path = blobs.pathOf(file.sha256);
    return isImage(file)
      ? { file, kind: 'image', image: await imageIn(file, path) }
      : { file, kind: 'text', ...(await textIn(file, path, options)) };
  };
}

/** Whether it is one of the images that models and programs take. */
export function isImage({ type }: Pick<StoredFile, 'type'>): boolean {
  return IMAGE_TYPES.has(type);
}

async function imageIn({ type, size, width, height }: StoredFile, path: string): Promise<FileImage> {
  if (size > AGENT_IMAGE_BYTES_MAX)
    throw new AppError('access_denied', `The image has ${size} bytes. I am shown images of at most ${AGENT_IMAGE_BYTES_MAX} bytes.`);
  if (width === null || height === null) throw new AppError('access_denied', 'The size of the image is not known.');
  if (Math.max(width, height) > AGENT_IMAGE_SIDE_MAX)
    throw new AppError(
      'access_denied',
      `The image is ${width} × ${height} pixels. I am shown images of at most ${AGENT_IMAGE_SIDE_MAX} on each side.`,
    );
  const bytes = await withFile(path, (handle) => handle.readFile());
  return { type, bytes, width, height };
}

async function textIn(file: StoredFile, path: string, { from = 0, textBytesMax = AGENT_FILE_TEXT_BYTES }: ReadOptions) {
  if (!['text', 'other'].includes(kindOfFile(file)) && !isSvg(file)) throw new AppError('access_denied', NO_TEXT);
  if (from >= file.size) throw new AppError('invalid_payload', `The file ends at byte ${file.size}.`);
  const bytes = await withFile(path, async (handle) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(textBytesMax, file.size - from)), 0, undefined, from);
    return buffer.subarray(0, bytesRead);
  });
  const begun = from === 0 ? bytes : bytes.subarray(bytes.findIndex((byte) => !isContinuation(byte)));
  const whole = begun.subarray(0, from + bytes.length < file.size ? endOfText(begun) : begun.length);
  const text = decoded(whole);
  if (text === null) throw new AppError('access_denied', NO_TEXT);
  return { text, through: from + (bytes.length - begun.length) + whole.length };
}

async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('file_not_found', GONE, { cause: error });
  });
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** Of a character of several bytes in UTF-8, all but the first. */
const isContinuation = (byte: number): boolean => (byte & 0b1100_0000) === 0b1000_0000;

/** Without a character that is cut at the end. */
function endOfText(bytes: Uint8Array): number {
  const last = bytes.findLastIndex((byte) => !isContinuation(byte));
  const first = bytes[last] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return last >= 0 && last + length > bytes.length ? last : bytes.length;
}

function decoded(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
