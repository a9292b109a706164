// The contents of files, on disk under their SHA-256: `<folder>/ab/cdef…`. Equal content is stored once. The database says which
// files have which content. A content without a row is not needed and is deleted.
import { existsSync, mkdirSync, rmSync, unlinkSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { receive, type Landing, type Receiving, type Received } from './receive.ts';

const FILES_FOLDER = 'files';
const TEMPORARY = 'tmp';
const SHA256 = /^[0-9a-f]{64}$/;
const PREFIX_CHARS = 2;
/** For their owner's account only, as the database. */
const FOLDER_MODE = 0o700;

export interface Blobs {
  /** Writes a stream to the disk, beside the stored contents. Afterwards call `keep` to store it, or `discard`. */
  receive(body: AsyncIterable<Uint8Array>, limits: Receiving): Promise<Received>;
  /** Makes what was received a content. It stays at least until `work` is done, which notes whose it is. */
  keep<T>(received: Received, work: () => Promise<T>): Promise<T>;
  discard(received: Received): Promise<void>;
  pathOf(sha256: string): string;
  /** Deletes a content from the disk. False when another request is about to store the same content. */
  remove(sha256: string): boolean;
  /** When a content came to the disk, by the disk's word. */
  writtenAt(sha256: string): Promise<number>;
  /** Every content that is on disk. */
  all(): AsyncIterable<string>;
}

/** First removes the partial files of a killed process. */
export function openBlobs(dataDir: string): Blobs {
  const folder = path.join(dataDir, FILES_FOLDER);
  const temporary = path.join(folder, TEMPORARY);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: FOLDER_MODE });
  const landing: Landing = { folder: temporary, grantedBytes: 0 };
  /** How many are keeping a content at this moment. */
  const held = new Map<string, number>();

  const pathOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error('A content is named by the hex of its SHA-256.');
    return path.join(folder, sha256.slice(0, PREFIX_CHARS), sha256.slice(PREFIX_CHARS));
  };

  return {
    pathOf,
    receive: (body, limits) => receive(body, landing, limits),
    async keep(received, work) {
      const { sha256 } = received;
      held.set(sha256, (held.get(sha256) ?? 0) + 1);
      try {
        await settle(received, pathOf(sha256));
        return await work();
      } finally {
        const others = (held.get(sha256) ?? 1) - 1;
        if (others === 0) held.delete(sha256);
        else held.set(sha256, others);
      }
    },
    discard: (received) => rm(received.path, { force: true }),
    remove(sha256) {
      if (held.has(sha256)) return false;
      // Synchronous, so that no request can store the content between the check and the deletion.
      const file = pathOf(sha256);
      if (existsSync(file)) unlinkSync(file);
      return true;
    },
    writtenAt: async (sha256) => (await stat(pathOf(sha256))).mtimeMs,

    async *all() {
      for (const prefix of await readdir(folder)) {
        if (prefix.length !== PREFIX_CHARS) continue;
        for (const rest of await readdir(path.join(folder, prefix))) if (SHA256.test(prefix + rest)) yield prefix + rest;
      }
    },
  };
}

/** Puts what was received in its place, for good: its folder's entry is on disk too when this returns. */
async function settle(received: Received, target: string): Promise<void> {
  if (existsSync(target)) {
    await rm(received.path, { force: true });
    return;
  }
  const folder = path.dirname(target);
  const made = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  await rename(received.path, target);
  await toDisk(folder);
  if (made !== undefined) await toDisk(path.dirname(folder));
}

/** Windows cannot open a folder for this, and does not need it. */
async function toDisk(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
