// Unpacks a backup into a separate folder, and checks it as a whole before anything of the home is changed.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, rmSync } from 'node:fs';
import type { Migration } from 'kysely/migration';
import path from 'node:path';
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import { contentOf, contentPath, DATABASE_NAME, FORMAT, Manifest, MANIFEST_BYTES_MAX, MANIFEST_NAME, unusable } from './contents.ts';
import {
  clearUnfinished,
  closeSynced,
  createFile,
  requireRoom,
  openPlain,
  piecesOf,
  PRIVATE_FOLDER,
  readExactly,
  unfinishedName,
  writeWhole,
} from './disk.ts';
import { checkDatabase, type DatabaseFacts } from './facts.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/list.ts';
import { BLOCK, paddingOf, parseHeader, type TarEntry } from './tar.ts';

/** With this every SQLite database begins: backups of before files were in them are nothing else. */
const SQLITE_MAGIC = 'SQLite format 3\u0000';

export interface Unpacked extends DatabaseFacts {
  /** `lanai.db`, and the contents under `files/`. */
  folder: string;
  /** Their SHA-256. */
  contents: string[];
  /** Null: it does not say. */
  made_at: number | null;
}

export interface UnpackOptions {
  file: string;
  /** The home's, in which it is taken apart. */
  folder: string;
  migrations?: Record<string, Migration>;
  onProgress?(done: number, total: number): void;
}

/**
 * Throws `backup_unusable` unless it is a whole backup, and then leaves nothing behind. The database of an older version is
 * migrated first: only then has it all the columns that define access (ways-in.ts).
 */
export async function unpack(options: UnpackOptions): Promise<Unpacked> {
  const { migrations = MIGRATIONS } = options;
  clearUnfinished(options.folder);
  const folder = path.join(options.folder, unfinishedName('restoring'));
  mkdirSync(folder, { mode: PRIVATE_FOLDER });
  try {
    const taken = withPlain(options.file, (input) => takeApart(input, folder, options));
    const database = path.join(folder, DATABASE_NAME);
    const facts = checkDatabase(database, Object.keys(migrations));
    await migrate(database, { migrations, copiesAside: false });
    return { folder, ...taken, ...facts };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof AppError) throw error;
    throw unusable('That file is not a backup of a home, or it is damaged.', error);
  }
}

/** A backup's description of itself. Null when the file is no backup. It is not checked any further. */
export function readManifest(file: string): Manifest | null {
  try {
    return withPlain(file, readSaid);
  } catch {
    return null;
  }
}

function withPlain<T>(file: string, work: (input: number) => T): T {
  const input = openPlain(file);
  try {
    return work(input);
  } finally {
    closeSync(input);
  }
}

function takeApart(input: number, folder: string, { onProgress }: UnpackOptions): Pick<Unpacked, 'contents' | 'made_at'> {
  const { size } = fstatSync(input);
  requireRoom(folder, size);
  const copied = (bytes: number): void => {
    done += bytes;
    onProgress?.(done, size);
  };
  let done = 0;
  const start = readExactly(input, SQLITE_MAGIC.length);
  if (start.toString('latin1') === SQLITE_MAGIC) {
    copyOut(input, path.join(folder, DATABASE_NAME), size - start.length, { copied, start });
    return { contents: [], made_at: null };
  }
  const manifest = readSaid(input, start);
  const contents: string[] = [];
  for (let entry = nextEntry(input); entry.name !== DATABASE_NAME; entry = nextEntry(input)) {
    const sha256 = contentOf(entry.name);
    if (sha256 === null) throw unusable('There is something in that file that is not part of a backup.');
    const target = contentPath(path.join(folder, 'files'), sha256);
    mkdirSync(path.dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
    if (takeOut(input, entry, target, copied) !== sha256) throw unusable('A file in that backup is damaged.');
    contents.push(sha256);
    if (contents.length > manifest.files) throw unusable('There is more in that backup than it says.');
  }
  finish(input, { folder, manifest, contents, copied });
  return { contents, made_at: manifest.made_at };
}

/** The database is last: `entry` was its header. */
function finish(
  input: number,
  { folder, manifest, contents, copied }: { folder: string; manifest: Manifest; contents: string[]; copied: (bytes: number) => void },
): void {
  const target = path.join(folder, DATABASE_NAME);
  const database = { name: DATABASE_NAME, size: manifest.database_bytes };
  if (takeOut(input, database, target, copied) !== manifest.database_sha256) throw unusable('The database in that backup is damaged.');
  if (contents.length !== manifest.files) throw unusable('There is less in that backup than it says.');
  const end = readExactly(input, 2 * BLOCK);
  if (end.some((byte) => byte !== 0)) throw unusable('That backup goes on after its end.');
}

/** The manifest, which is the first entry. Throws when it is none. */
function readSaid(input: number, start: Buffer = Buffer.alloc(0)): Manifest {
  const header = Buffer.concat([start, readExactly(input, BLOCK - start.length)]);
  const entry = parseHeader(header);
  if (entry?.name !== MANIFEST_NAME || entry.size > MANIFEST_BYTES_MAX) throw new Error('It does not say what it is.');
  const said = readExactly(input, entry.size + paddingOf(entry.size)).subarray(0, entry.size);
  const value: unknown = JSON.parse(said.toString('utf8'));
  const form = z.object({ format: z.number() }).parse(value);
  if (form.format > FORMAT) throw unusable('That backup was made by a newer Lanai. Get that version first.');
  return Manifest.parse(value);
}

function nextEntry(input: number): TarEntry {
  const entry = parseHeader(readExactly(input, BLOCK));
  if (!entry) throw unusable('There is no database in that backup.');
  return entry;
}

/** Returns what it hashes to. */
function takeOut(input: number, { size }: TarEntry, target: string, copied: (bytes: number) => void): string {
  const sha256 = copyOut(input, target, size, { copied });
  readExactly(input, paddingOf(size));
  return sha256;
}

function copyOut(
  input: number,
  target: string,
  bytes: number,
  { copied, start = Buffer.alloc(0) }: { copied: (bytes: number) => void; start?: Buffer },
): string {
  const hash = createHash('sha256');
  // Refuses to write over what is there: the same entry twice is no backup.
  const output = createFile(target);
  try {
    for (const piece of [start]) writeWhole(output, piece);
    for (const piece of piecesOf(input, bytes)) {
      hash.update(piece);
      writeWhole(output, piece);
      copied(piece.length);
    }
  } finally {
    closeSynced(output);
  }
  return hash.digest('hex');
}
