// The content of a file for an agent: text, or an image that a model can take. The kind is that of the content; the name says nothing.
import { constants } from 'node:fs';
import { access, chmod, copyFile, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { isPdf, isSvg, kindOfFile } from '../../../../src-shared/files.ts';
import {
  AGENT_COPY_BYTES_MAX,
  AGENT_FILE_TEXT_BYTES,
  AGENT_IMAGE_BYTES_MAX,
  AGENT_IMAGE_SIDE_MAX,
} from '../../../../src-shared/agent-files.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { StoredFile } from '../../store/interfaces/archive.ts';
import type { PdfText } from '../../store/pdf/pdf-reading.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { fileOf } from './commands.ts';
import type { PdfLimits, PdfQuestion } from './pdf-limits.ts';

/** Those that models and programs take. */
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const NAME_BYTES_MAX = 120;
/** A larger one would take too much memory. */
const PDF_BYTES_MAX = 25 * 1024 * 1024;
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
  /** `through`: the bytes up to the end of this part. `end`: of all the text. `pdf`: it is the text of one. */
  | { kind: 'text'; text: string; through: number; end: number; pdf: Omit<PdfText, 'text'> | null }
);

export interface ReadOptions {
  /** The first byte of a text. */
  from?: number;
  textBytesMax?: number;
  /** The asker has given up. */
  signal?: AbortSignal;
}

/** Reads files with the rights of an agent. Throws AppError, with a sentence for people. */
export interface FileReader {
  read(actor: Actor, fileId: string, options?: ReadOptions): Promise<FileContent>;
  /** Copies the whole file into a folder. Returns the path of the copy. */
  copy(actor: Actor, fileId: string, folder: string): Promise<string>;
}

export function createFileReader(core: Core, blobs: Pick<Blobs, 'pathOf'>, pdfs: Pick<PdfLimits, 'textOf'>): FileReader {
  const found = async (actor: Actor, fileId: string): Promise<{ file: StoredFile; path: string }> => {
    core.used(actor);
    const file = await fileOf(core, actor, fileId);
    if (core.room(actor, file.room_id).room.encrypted) throw new AppError('access_denied', 'That room is sealed.');
    if (file.size === 0) throw new AppError('access_denied', 'It is empty.');
    return { file, path: blobs.pathOf(file.sha256) };
  };
  return {
    async read(actor, fileId, options = {}) {
      const { file, path: from } = await found(actor, fileId);
      if (isImage(file)) return { file, kind: 'image', image: await imageIn(file, from) };
      if (!isPdf(file)) return { file, kind: 'text', ...(await textIn(file, from, options)) };
      // A hosted agent reads for the account that called it.
      const account = actor.for_id ?? actor.participant_id;
      const { text, ...pdf } = await pdfTextOf(pdfs, file, { file: from, key: file.sha256, account, signal: options.signal });
      return { file, kind: 'text', ...partOfPdf(text, pdf, options) };
    },
    async copy(actor, fileId, folder) {
      const { file, path: from } = await found(actor, fileId);
      if (file.size > AGENT_COPY_BYTES_MAX)
        throw new AppError('access_denied', `It has ${file.size} bytes. I am given files of at most ${AGENT_COPY_BYTES_MAX} bytes.`);
      const to = path.join(folder, plainName(file.name));
      await copyFile(from, to, constants.COPYFILE_EXCL).catch(throwGone);
      await chmod(to, 0o400);
      return to;
    },
  };
}

/** Of letters that mean nothing to any program or file system. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^[ .-]+|[ .]+$/g, '');
  return Buffer.byteLength(plain) > NAME_BYTES_MAX || plain === '' ? `file${path.extname(plain).slice(0, 16)}` : plain;
}

/** Whether it is one of the images that models and programs take. */
export function isImage({ type }: Pick<StoredFile, 'type'>): boolean {
  return IMAGE_TYPES.has(type);
}

async function imageIn({ type, size, width, height }: StoredFile, from: string): Promise<FileImage> {
  if (size > AGENT_IMAGE_BYTES_MAX)
    throw new AppError('access_denied', `The image has ${size} bytes. I am shown images of at most ${AGENT_IMAGE_BYTES_MAX} bytes.`);
  if (width === null || height === null) throw new AppError('access_denied', 'The size of the image is not known.');
  if (Math.max(width, height) > AGENT_IMAGE_SIDE_MAX)
    throw new AppError(
      'access_denied',
      `The image is ${width} × ${height} pixels. I am shown images of at most ${AGENT_IMAGE_SIDE_MAX} on each side.`,
    );
  const bytes = await withFile(from, (handle) => handle.readFile());
  return { type, bytes, width, height };
}

async function textIn(file: StoredFile, where: string, { from = 0, textBytesMax = AGENT_FILE_TEXT_BYTES }: ReadOptions) {
  if (!['text', 'other'].includes(kindOfFile(file)) && !isSvg(file)) throw new AppError('access_denied', NO_TEXT);
  if (from >= file.size) throw new AppError('invalid_payload', `The file ends at byte ${file.size}.`);
  const bytes = await withFile(where, async (handle) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(textBytesMax, file.size - from)), 0, undefined, from);
    return buffer.subarray(0, bytesRead);
  });
  const { part, through } = partOf(bytes, from, file.size);
  const text = decoded(part);
  if (text === null) throw new AppError('access_denied', NO_TEXT);
  return { text, through, end: file.size, pdf: null };
}

async function pdfTextOf(pdfs: Pick<PdfLimits, 'textOf'>, { size }: StoredFile, question: PdfQuestion): Promise<PdfText> {
  if (size > PDF_BYTES_MAX)
    throw new AppError('access_denied', `The PDF has ${size} bytes. I read the text of those of at most ${PDF_BYTES_MAX} bytes.`);
  await access(question.file).catch(throwGone);
  return pdfs.textOf(question);
}

function partOfPdf(whole: string, pdf: Omit<PdfText, 'text'>, { from = 0, textBytesMax = AGENT_FILE_TEXT_BYTES }: ReadOptions) {
  const bytes = Buffer.from(whole);
  if (from >= bytes.length) throw new AppError('invalid_payload', `The text ends at byte ${bytes.length}.`);
  const { part, through } = partOf(bytes.subarray(from, from + textBytesMax), from, bytes.length);
  return { text: part.toString(), through, end: bytes.length, pdf };
}

/** Without characters that are cut at its ends. */
function partOf(bytes: Buffer, from: number, end: number): { part: Buffer; through: number } {
  const begun = from === 0 ? bytes : bytes.subarray(bytes.findIndex((byte) => !isContinuation(byte)));
  const part = begun.subarray(0, from + bytes.length < end ? endOfText(begun) : begun.length);
  return { part, through: from + (bytes.length - begun.length) + part.length };
}

const CUT = {
  long: 'it is too long to be read whole',
  slow: 'reading the rest takes too long',
  heavy: 'reading the rest takes too much memory',
};

/** Why the text of a PDF ends before its last page. Null: it does not. */
export function pdfCut(pdf: Omit<PdfText, 'text'> | null): string | null {
  return pdf?.cut ? `The text ends on page ${pdf.through} of ${pdf.pages}: ${CUT[pdf.cut]}.` : null;
}

/** Another error is a fault of the server. */
function throwGone(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new AppError('file_not_found', GONE, { cause: error });
  throw error;
}

async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r').catch(throwGone);
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
