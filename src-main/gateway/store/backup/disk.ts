// The disk, as backups use it: everything is for its owner's account alone, and on the disk when it is said to be.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { DISK_FREE_BYTES_MIN } from '../../../../src-shared/limits.ts';

export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
const PIECE_BYTES = 1024 * 1024;
const PAUSE_MS = 5;

/** Temporary files and folders: `backing-up-PID-…`. Those of an ended process are not in use. */
const UNFINISHED = /^(?:backing-up|restoring|exporting)-(\d+)-/;

export function unfinishedName(what: 'backing-up' | 'restoring' | 'exporting'): string {
  return `${what}-${process.pid}-${Date.now().toString(36)}`;
}

/** Takes away what a process that was killed left behind. */
export function clearUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = Number(UNFINISHED.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && pid !== process.pid && !isRunning(pid)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A plain file and nothing that only points at one: what is checked is what is read. */
export function openPlain(file: string): number {
  // Windows has no such flag, and unprivileged users cannot create such links.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(handle).isFile()) return handle;
  closeSync(handle);
  throw new Error('That is no plain file.');
}

export function withPlain<T>(file: string, work: (input: number) => T): T {
  const input = openPlain(file);
  try {
    return work(input);
  } finally {
    closeSync(input);
  }
}

export function createFile(file: string): number {
  return openSync(file, 'wx', PRIVATE_FILE);
}

/** Bytes that are read from their beginning to their end: of a file, or of what is encrypted in one. */
export interface ByteSource {
  /** All of them. */
  readonly size: number;
  /** Returns how many were read; zero is the end. */
  read(into: Buffer): number;
}

export interface ByteSink {
  write(bytes: Uint8Array): void;
  /** Writes what was held back. The file stays open. */
  finish(): void;
}

export function sourceOf(handle: number): ByteSource {
  return { size: fstatSync(handle).size, read: (into) => readSync(handle, into, 0, into.length, null) };
}

export function sinkOf(handle: number): ByteSink {
  return { write: (bytes) => writeWhole(handle, bytes), finish: () => undefined };
}

/** Exactly so many bytes from where the handle or the source is, in pieces. Throws when they are not there. */
export function* piecesOf(from: number | ByteSource, bytes: number): Generator<Buffer> {
  const source = typeof from === 'number' ? sourceOf(from) : from;
  const buffer = Buffer.allocUnsafe(Math.min(bytes, PIECE_BYTES));
  for (let left = bytes; left > 0;) {
    const read = source.read(buffer.subarray(0, Math.min(left, buffer.length)));
    if (read === 0) throw new Error('The file ends too early.');
    left -= read;
    yield buffer.subarray(0, read);
  }
}

export function readExactly(handle: number | ByteSource, bytes: number): Buffer {
  return Buffer.concat([...piecesOf(handle, bytes)].map((piece) => Buffer.from(piece)));
}

export function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += orWait(() => writeSync(handle, bytes, at)) ?? 0;
}

/** Everything that a pipe brings, until its end. */
export function* inputPieces(handle: number): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    const read = orWait(() => readSync(handle, buffer, 0, buffer.length, null));
    if (read === 0) return;
    if (read !== null) yield buffer.subarray(0, read);
  }
}

/** Null when a pipe was not ready; a moment has passed then. */
function orWait(move: () => number): number | null {
  try {
    return move();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return null;
  }
}

export function hashFile(file: string): { sha256: string; bytes: number } {
  const handle = openPlain(file);
  try {
    const { size } = fstatSync(handle);
    const hash = createHash('sha256');
    for (const piece of piecesOf(handle, size)) hash.update(piece);
    return { sha256: hash.digest('hex'), bytes: size };
  } finally {
    closeSync(handle);
  }
}

/** Closes a file once it is on the disk. */
export function closeSynced(handle: number): void {
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Some disks have no links. */
export function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
    copyFileSync(source, target);
  }
}

/** A folder's entries are on the disk too. Windows cannot open a folder for this, and does not need it. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') closeSynced(openSync(folder, 'r'));
}

/** Throws `storage_full` when so much does not fit with what has to stay free. */
export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes + DISK_FREE_BYTES_MIN)
    throw new AppError('storage_full', 'There is not enough free space on the disk. Free some space and try again.');
}
