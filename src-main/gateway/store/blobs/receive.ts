// Writes a stream to the disk: hashes it meanwhile, enforces its limits, and deletes it when it is incomplete.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { DISK_FREE_BYTES_MIN } from '../../../../src-shared/limits.ts';

/** How much of the disk a file is granted at a time during its upload. */
const GRANT_BYTES = 8 * 1024 * 1024;
const FILE_MODE = 0o600;
const MIB = 1024 * 1024;
/** The disk's words for: there is no room left, for anybody or for this account. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export interface Receiving {
  bytesMax: number;
  /** The size that the sender announced. Null when it is unknown. */
  announced: number | null;
  /** The free space on the disk. */
  freeBytes(): Promise<number>;
}

/** Where files come to, and what is granted to all that come just now and is not on the disk yet: each would else be promised the same room. */
export interface Landing {
  readonly folder: string;
  grantedBytes: number;
}

export interface Received {
  path: string;
  sha256: string;
  size: number;
}

export async function receive(body: AsyncIterable<Uint8Array>, landing: Landing, limits: Receiving): Promise<Received> {
  const { announced, bytesMax } = limits;
  if (announced !== null && announced > bytesMax) throw tooLarge(bytesMax);
  refuseFull(landing, await limits.freeBytes(), announced ?? 0);
  const file = path.join(landing.folder, randomUUID());
  try {
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      return { path: file, ...(await write(body, handle, landing, limits)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(file, { force: true });
    throw isFull(error) ? new AppError('storage_full', undefined, { cause: error }) : error;
  }
}

async function write(
  body: AsyncIterable<Uint8Array>,
  handle: FileHandle,
  landing: Landing,
  limits: Receiving,
): Promise<Omit<Received, 'path'>> {
  const hash = createHash('sha256');
  let size = 0;
  /** Granted to this file and not written yet. */
  let left = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limits.bytesMax) throw tooLarge(limits.bytesMax);
      if (chunk.length > left) {
        const wanted = chunk.length - left + Math.min(GRANT_BYTES, Math.max(0, (limits.announced ?? limits.bytesMax) - size));
        const free = await limits.freeBytes();
        // No other upload can run between the check and the grant.
        refuseFull(landing, free, wanted);
        landing.grantedBytes += wanted;
        left += wanted;
      }
      hash.update(chunk);
      await writeAll(handle, chunk);
      left -= chunk.length;
      landing.grantedBytes -= chunk.length;
    }
  } finally {
    landing.grantedBytes -= left;
  }
  await handle.sync();
  return { sha256: hash.digest('hex'), size };
}

/** A write may take less than it was given. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at, chunk.length - at)).bytesWritten;
}

function refuseFull({ grantedBytes }: Landing, free: number, needed: number): void {
  if (free < grantedBytes + needed + DISK_FREE_BYTES_MIN) throw new AppError('storage_full');
}

function tooLarge(bytesMax: number): AppError {
  const most = bytesMax < MIB ? `${Math.floor(bytesMax / 1024)} KiB` : `${Math.floor(bytesMax / MIB)} MiB`;
  return new AppError('file_too_large', `A file has at most ${most} here.`);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(String(error.code));
}
