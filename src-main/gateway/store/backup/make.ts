// A backup: everything in the home at one moment, in one file, while the home runs on.
import Database from 'better-sqlite3';
import { closeSync, existsSync, fstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { contentPath, DATABASE_NAME, fileEntry, FORMAT, MANIFEST_NAME, type Manifest } from './contents.ts';
import {
  clearUnfinished,
  closeSynced,
  createFile,
  linkOrCopy,
  requireRoom,
  hashFile,
  openPlain,
  piecesOf,
  PRIVATE_FOLDER,
  syncFolder,
  unfinishedName,
  sinkOf,
  type ByteSink,
} from './disk.ts';
import type { BackupKey } from './backup-key.ts';
import { encryptTo } from './encrypted.ts';
import { factsIn } from './facts.ts';
import { BLOCK, headerOf, paddingOf } from './tar.ts';
import { settingOf } from '../settings.ts';
import { takeApart } from './unpack.ts';

/** A file that is missing now was deleted with its message after the copy of the database: the next copy does not name it. */
const TRIES = 3;
/** The migration that made the table of settings. */
const SETTINGS_SINCE = '0004-settings';

export interface BackupOptions {
  /** The home's. */
  folder: string;
  file: string;
  /** Whether it may take the place of a file. */
  isForced: boolean;
  version: string;
  now: number;
  /** Encrypts it. Without one, anyone who has the file can read it. */
  key?: BackupKey | null;
  onProgress?(done: number, total: number): void;
}

/** The file is there whole or not at all: it is made beside its place, read again as a restore reads it, and then put there. */
export function makeBackup(options: BackupOptions): Manifest {
  const { folder, file, isForced } = options;
  if (!existsSync(path.join(folder, DATABASE_NAME))) throw new AppError('not_found', `There is no home in ${folder}.`);
  if (!isForced && existsSync(file)) throw new AppError('backup_unusable', `${file} exists already. Choose another file, or use --force.`);
  clearUnfinished(folder);
  const work = path.join(folder, unfinishedName('backing-up'));
  const fresh = path.join(path.dirname(file), `${unfinishedName('backing-up')}.tar`);
  mkdirSync(work, { mode: PRIVATE_FOLDER });
  try {
    const { contents, missing } = takeMoment(folder, work);
    const manifest = describe(options, work, contents, missing);
    requireRoom(path.dirname(file), manifest.database_bytes + manifest.files_bytes);
    write(fresh, work, manifest, contents, options);
    takeApart({ file: fresh, key: options.key }, null);
    renameSync(fresh, file);
    syncFolder(path.dirname(file));
    return manifest;
  } finally {
    rmSync(work, { recursive: true, force: true });
    rmSync(fresh, { force: true });
  }
}

/** Whether the owner wants the backups of a home encrypted. Homes of earlier versions have no settings. Throws for one that cannot be read. */
export function encryptsBackups(folder: string): boolean {
  const file = path.join(folder, DATABASE_NAME);
  if (!existsSync(file)) return false;
  const db = new Database(file, { readonly: true });
  try {
    // These throw for a database that has lost its tables.
    db.prepare('SELECT id FROM home').get();
    if (
      !hasColumn(db, 'settings', 'value') &&
      db.prepare('SELECT 1 FROM kysely_migration WHERE name = ?').get(SETTINGS_SINCE) === undefined
    )
      return false;
    const json = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get('backups_encrypted');
    return settingOf('backups_encrypted', json ?? null);
  } finally {
    db.close();
  }
}

interface Content {
  sha256: string;
  bytes: number;
}

interface Moment {
  contents: Content[];
  missing: number;
}

/** The database of one moment in the work folder, and links to the contents it names: whatever is deleted from now on is still there. */
function takeMoment(folder: string, work: string): Moment {
  const filesFolder = path.join(folder, 'files');
  for (let attempt = 1; ; attempt += 1) {
    rmSync(path.join(work, DATABASE_NAME), { force: true });
    copyDatabase(folder, path.join(work, DATABASE_NAME));
    const named = contentsIn(path.join(work, DATABASE_NAME));
    const contents = named.flatMap((sha256) => linked(contentPath(filesFolder, sha256), path.join(work, sha256), sha256) ?? []);
    const missing = named.length - contents.length;
    if (missing === 0 || attempt === TRIES) return { contents, missing };
  }
}

/** VACUUM INTO reads in one transaction: it leaves out later commits, and does not block the writer. */
function copyDatabase(folder: string, target: string): void {
  const source = path.join(folder, DATABASE_NAME);
  requireRoom(folder, statSync(source).size);
  // Everything that was ever said is in it: its owner's alone from its first byte on.
  closeSync(createFile(target));
  const db = new Database(source, { readonly: true });
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } finally {
    db.close();
  }
}

function contentsIn(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new AppError('backup_unusable', 'The copy is damaged. The home may be damaged too.');
    const named = [
      ...(hasColumn(db, 'files', 'sha256')
        ? db.prepare<[], string>('SELECT sha256 FROM files WHERE dropped_at IS NULL').pluck().all()
        : []),
      ...(hasColumn(db, 'participants', 'picture')
        ? db.prepare<[], string>('SELECT picture FROM participants WHERE picture IS NOT NULL').pluck().all()
        : []),
    ];
    return [...new Set(named)].sort();
  } finally {
    db.close();
  }
}

/** A home that was not started with this program yet may lack it. */
function hasColumn(db: Database.Database, table: string, column: string): boolean {
  return db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
}

/** Null when it is not there, or is not what its name says. */
function linked(source: string, target: string, sha256: string): Content | null {
  try {
    if (!existsSync(target)) linkOrCopy(source, target);
    const hashed = hashFile(target);
    return hashed.sha256 === sha256 ? hashed : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function describe({ version, now }: BackupOptions, work: string, contents: readonly Content[], missing: number): Manifest {
  const database = hashFile(path.join(work, DATABASE_NAME));
  return {
    format: FORMAT,
    ...factsIn(path.join(work, DATABASE_NAME)),
    made_at: now,
    version,
    files: contents.length,
    files_bytes: contents.reduce((sum, { bytes }) => sum + bytes, 0),
    database_bytes: database.bytes,
    database_sha256: database.sha256,
    missing,
  };
}

/** First what it says of itself, so that a list of backups reads no more than that. */
function write(fresh: string, work: string, manifest: Manifest, contents: readonly Content[], options: BackupOptions): void {
  const { now, key = null, onProgress } = options;
  const total = manifest.database_bytes + manifest.files_bytes;
  const said = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  let done = 0;
  const handle = createFile(fresh);
  try {
    const { home_id, made_at, version } = manifest;
    const output = key ? encryptTo(handle, key, { home_id, made_at, version }) : sinkOf(handle);
    output.write(Buffer.concat([headerOf({ name: MANIFEST_NAME, size: said.length }, now), said, Buffer.alloc(paddingOf(said.length))]));
    const add = (name: string, file: string): void => {
      append(output, name, file, now, (bytes) => {
        done += bytes;
        onProgress?.(done, total);
      });
    };
    for (const { sha256 } of contents) add(fileEntry(sha256), path.join(work, sha256));
    add(DATABASE_NAME, path.join(work, DATABASE_NAME));
    output.write(Buffer.alloc(2 * BLOCK));
    output.finish();
  } finally {
    closeSynced(handle);
  }
}

function append(output: ByteSink, name: string, file: string, now: number, onBytes: (bytes: number) => void): void {
  const input = openPlain(file);
  try {
    const { size } = fstatSync(input);
    output.write(headerOf({ name, size }, now));
    for (const piece of piecesOf(input, size)) {
      output.write(piece);
      onBytes(piece.length);
    }
    output.write(Buffer.alloc(paddingOf(size)));
  } finally {
    closeSync(input);
  }
}
