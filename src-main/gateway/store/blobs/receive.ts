// A stream on its way to the disk: hashed while it is written, cut off at its limits, gone when it does not come whole.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { DISK_FREE_BYTES_MIN } from '../../../../src-shared/limits.ts';

/** How often the room on the disk is looked at while a file comes. */
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;
const FILE_MODE = 0o600;
const MIB = 1024 * 1024;
/** The disk's words for: there is no room left, for anybody or for this account. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export interface Receiving {
  bytesMax: number;
  /** What the sender says there is to come; null when that is not said. */
  announced: number | null;
  /** What is free on the disk. */
  freeBytes(): Promise<number>;
}

export interface Received {
  path: string;
  sha256: string;
  size: number;
}

export async function receive(body: AsyncIterable<Uint8Array>, folder: string, limits: Receiving): Promise<Received> {
  const { announced, bytesMax } = limits;
  if (announced !== null && announced > bytesMax) throw tooLarge(bytesMax);
  await refuseFull(limits, announced ?? 0);
  const file = path.join(folder, randomUUID());
  try {
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      return { path: file, ...(await write(body, handle, limits)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(file, { force: true });
    throw isFull(error) ? new AppError('storage_full', undefined, { cause: error }) : error;
  }
}

async function write(body: AsyncIterable<Uint8Array>, handle: FileHandle, limits: Receiving): Promise<Omit<Received, 'path'>> {
  const hash = createHash('sha256');
  let size = 0;
  let lookedAt = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limits.bytesMax) throw tooLarge(limits.bytesMax);
    if (size - lookedAt > LOOK_EVERY_BYTES) {
      lookedAt = size;
      await refuseFull(limits, chunk.length);
    }
    hash.update(chunk);
    await writeAll(handle, chunk);
  }
  await handle.sync();
  return { sha256: hash.digest('hex'), size };
}

/** A write may take less than it was given. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at, chunk.length - at)).bytesWritten;
}

async function refuseFull({ freeBytes }: Receiving, needed: number): Promise<void> {
  if ((await freeBytes()) < needed + DISK_FREE_BYTES_MIN) throw new AppError('storage_full');
}

function tooLarge(bytesMax: number): AppError {
  const most = bytesMax < MIB ? `${Math.floor(bytesMax / 1024)} KiB` : `${Math.floor(bytesMax / MIB)} MiB`;
  return new AppError('file_too_large', `A file has at most ${most} here.`);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(String(error.code));
}
