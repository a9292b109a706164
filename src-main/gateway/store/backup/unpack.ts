// Unpacks a backup into a separate folder, and checks it as a whole before anything of the home is changed.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
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
  piecesOf,
  PRIVATE_FOLDER,
  readExactly,
  sourceOf,
  unfinishedName,
  withPlain,
  writeWhole,
  type ByteSource,
} from './disk.ts';
import { decryptFrom, readHeader, type Opener } from './encrypted.ts';
import { checkDatabase, type DatabaseFacts } from './facts.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/list.ts';
import { BLOCK, paddingOf, parseHeader, type TarEntry } from './tar.ts';

const PIECE_BYTES = 64 * 1024;
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

interface ReadOptions extends Opener {
  file: string;
  onProgress?(done: number, total: number): void;
}

export interface UnpackOptions extends ReadOptions {
  /** The home's, in which it is taken apart. */
  folder: string;
  migrations?: Record<string, Migration>;
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
    const { contents, manifest } = takeApart(options, { folder, takes: 'all' });
    const database = path.join(folder, DATABASE_NAME);
    const facts = checkDatabase(database, Object.keys(migrations));
    await migrate(database, { migrations, copiesAside: false });
    return { folder, contents, made_at: manifest?.made_at ?? null, ...facts };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw explained(error);
  }
}

function explained(error: unknown): AppError {
  return error instanceof AppError ? error : unusable('That file is not a backup of a home, or it is damaged.', error);
}

export interface Checked extends DatabaseFacts {
  manifest: Manifest | null;
  files: number;
}

/** Reads all of it as a restore does. Its database is opened and brought up to date in the folder; nothing else is written. */
export async function checkBackup({ folder, migrations = MIGRATIONS, ...options }: UnpackOptions): Promise<Checked> {
  try {
    const { contents, manifest } = takeApart(options, { folder, takes: 'database' });
    const database = path.join(folder, DATABASE_NAME);
    const facts = checkDatabase(database, Object.keys(migrations));
    await migrate(database, { migrations, copiesAside: false });
    return { ...facts, manifest, files: contents.length };
  } catch (error) {
    throw explained(error);
  }
}

/** A backup's description of itself, which is not checked any further. Null when the file is no backup, or is encrypted and does not open. */
export function readManifest(file: string, opener: Opener = {}): Manifest | null {
  try {
    return withPlain(file, (input) => readSaid(openedWith(input, opener)));
  } catch {
    return null;
  }
}

/** Where the parts of a backup go. */
interface Place {
  folder: string;
  takes: 'all' | 'database';
}

interface Parts {
  contents: string[];
  /** Null for a bare database. */
  manifest: Manifest | null;
}

interface Work {
  place: Place | null;
  copied(bytes: number): void;
}

/** With no place for its parts, it is only read and checked. Throws `backup_unusable`, `backup_locked`, or an error of the disk. */
export function takeApart({ file, onProgress, ...opener }: ReadOptions, place: Place | null): Parts {
  return withPlain(file, (input) => {
    const source = openedWith(input, opener);
    const { size } = source;
    if (place?.takes === 'all') requireRoom(place.folder, size);
    let done = 0;
    const copied = (bytes: number): void => {
      done += bytes;
      onProgress?.(done, size);
    };
    return partsOf(source, { place, copied });
  });
}

function openedWith(input: number, opener: Opener): ByteSource {
  const header = readHeader(input);
  return header ? decryptFrom(input, opener, header) : sourceOf(input);
}

function partsOf(input: ByteSource, work: Work): Parts {
  const start = readExactly(input, SQLITE_MAGIC.length);
  if (start.toString('latin1') === SQLITE_MAGIC) {
    copyOut(input, databaseIn(work), input.size - start.length, { ...work, start });
    return { contents: [], manifest: null };
  }
  const manifest = readSaid(input, start);
  const contents: string[] = [];
  for (let entry = nextEntry(input); entry.name !== DATABASE_NAME; entry = nextEntry(input)) {
    const sha256 = contentOf(entry.name);
    if (sha256 === null) throw unusable('There is something in that file that is not part of a backup.');
    if (takeOut(input, entry, placeOf(sha256, work), work) !== sha256) throw unusable('A file in that backup is damaged.');
    contents.push(sha256);
    if (contents.length > manifest.files) throw unusable('There is more in that backup than it says.');
  }
  const database = { name: DATABASE_NAME, size: manifest.database_bytes };
  if (work.place) requireRoom(work.place.folder, database.size);
  // It is last. Its header was read.
  if (takeOut(input, database, databaseIn(work), work) !== manifest.database_sha256)
    throw unusable('The database in that backup is damaged.');
  if (contents.length !== manifest.files) throw unusable('There is less in that backup than it says.');
  requireEnd(input);
  return { contents, manifest };
}

function databaseIn({ place }: Work): string | null {
  return place && path.join(place.folder, DATABASE_NAME);
}

function placeOf(sha256: string, { place }: Work): string | null {
  if (place?.takes !== 'all') return null;
  const target = contentPath(path.join(place.folder, 'files'), sha256);
  mkdirSync(path.dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
  return target;
}

/** Two empty blocks. More of them do no harm: programs for tar fill up their last record. */
function requireEnd(input: ByteSource): void {
  const isEmpty = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);
  let isEnd = isEmpty(readExactly(input, 2 * BLOCK));
  const rest = Buffer.alloc(PIECE_BYTES);
  for (let read = input.read(rest); isEnd && read > 0; read = input.read(rest)) isEnd = isEmpty(rest.subarray(0, read));
  if (!isEnd) throw unusable('There is something after the end of that backup.');
}

/** The manifest, which is the first entry. Throws when it is none. */
function readSaid(input: ByteSource, start: Buffer = Buffer.alloc(0)): Manifest {
  const header = Buffer.concat([start, readExactly(input, BLOCK - start.length)]);
  const entry = parseHeader(header);
  if (entry?.name !== MANIFEST_NAME || entry.size > MANIFEST_BYTES_MAX) throw new Error('It does not say what it is.');
  const said = readExactly(input, entry.size + paddingOf(entry.size)).subarray(0, entry.size);
  const value: unknown = JSON.parse(said.toString('utf8'));
  const form = z.object({ format: z.number() }).parse(value);
  if (form.format > FORMAT) throw unusable('That backup was made by a newer Lanai. Get that version first.');
  return Manifest.parse(value);
}

function nextEntry(input: ByteSource): TarEntry {
  const entry = parseHeader(readExactly(input, BLOCK));
  if (!entry) throw unusable('There is no database in that backup.');
  return entry;
}

/** Returns what it hashes to. */
function takeOut(input: ByteSource, { size }: TarEntry, target: string | null, work: Work): string {
  const sha256 = copyOut(input, target, size, work);
  readExactly(input, paddingOf(size));
  return sha256;
}

function copyOut(
  input: ByteSource,
  target: string | null,
  bytes: number,
  { copied, start = Buffer.alloc(0) }: { copied: (bytes: number) => void; start?: Buffer },
): string {
  const hash = createHash('sha256').update(start);
  // Refuses to write over what is there: the same entry twice is no backup.
  const output = target === null ? null : createFile(target);
  try {
    if (output !== null) writeWhole(output, start);
    for (const piece of piecesOf(input, bytes)) {
      hash.update(piece);
      if (output !== null) writeWhole(output, piece);
      copied(piece.length);
    }
  } finally {
    if (output !== null) closeSynced(output);
  }
  return hash.digest('hex');
}
