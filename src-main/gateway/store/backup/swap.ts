// A backup that was taken apart and checked, put in the place of a home that does not run.
import Database from 'better-sqlite3';
import { randomInt } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lockDataFolder } from '../lock.ts';
import { createReads } from '../reads.ts';
import { contentPath, DATABASE_NAME } from './contents.ts';
import { PRIVATE_FOLDER, syncFolder } from './disk.ts';
import type { Unpacked } from './unpack.ts';

/** SQLite's own number in the file's head: another one tells everybody who was here before that this is another past. */
const HISTORY_MAX = 2 ** 31;
/** What belongs to the database of before and would not fit this one. */
const GOES_ALONG = /^(?:lanai\.db-|search\.db)/;

export interface Swapped {
  /** Where that is which was there and could not be read; null: it could, or there was nothing. */
  kept: string | null;
}

/** Throws StartFailure `home_in_use` while a home runs there. A crash in the middle leaves the one database or the other, whole. */
export function swap(folder: string, unpacked: Unpacked): Swapped {
  const lock = lockDataFolder(folder);
  try {
    const current = path.join(folder, DATABASE_NAME);
    const fresh = path.join(unpacked.folder, DATABASE_NAME);
    const isReadable = existsSync(current) && foldLog(current);
    beginAnew(fresh);
    if (isReadable) keepWaysIn(fresh, current);
    else closeWaysIn(fresh);
    const kept = existsSync(current) && !isReadable ? keepAside(folder) : null;
    for (const name of readdirSync(folder)) if (GOES_ALONG.test(name)) rmSync(path.join(folder, name));
    for (const sha256 of unpacked.contents) moveContent(unpacked.folder, folder, sha256);
    renameSync(fresh, current);
    syncFolder(folder);
    return { kept };
  } finally {
    lock.release();
    rmSync(unpacked.folder, { recursive: true, force: true });
  }
}

/** Where a home that does not run has come to. */
export function newestCursor(folder: string): number {
  const db = new Database(path.join(folder, DATABASE_NAME), { readonly: true });
  try {
    return createReads(db).cursor();
  } finally {
    db.close();
  }
}

/** Its log becomes part of it. False when it cannot be read. */
function foldLog(file: string): boolean {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      db.prepare('SELECT count(*) FROM home').get();
      db.pragma('wal_checkpoint(TRUNCATE)');
      return true;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function beginAnew(fresh: string): void {
  const db = new Database(fresh);
  try {
    db.pragma(`user_version = ${randomInt(1, HISTORY_MAX)}`);
  } finally {
    db.close();
  }
}

/**
 * What was said goes back in time; who may come in does not. Access that was taken away since stays away, sessions that
 * were begun since go on, and the home is open to nobody it was not open to a moment ago.
 */
function keepWaysIn(fresh: string, current: string): void {
  const db = new Database(fresh);
  try {
    db.prepare('ATTACH DATABASE ? AS now').run(current);
    if (!isSameHome(db)) return closeDoors(db);
    db.transaction(() => {
      db.exec(`
        UPDATE participants SET (role, scope, revoked_at) =
          (SELECT role, scope, revoked_at FROM now.participants AS p WHERE p.id = participants.id)
          WHERE id IN (SELECT id FROM now.participants);
        DELETE FROM sessions;
        INSERT INTO sessions (token_hash, participant_id, created_at, expires_at)
          SELECT token_hash, participant_id, created_at, expires_at FROM now.sessions
          WHERE participant_id IN (SELECT id FROM participants);
        UPDATE keys SET (secret_hash, rights, room_ids, revoked_at) =
          (SELECT secret_hash, rights, room_ids, revoked_at FROM now.keys AS k WHERE k.id = keys.id)
          WHERE id IN (SELECT id FROM now.keys);
        UPDATE invites SET (uses, revoked_at) = (SELECT uses, revoked_at FROM now.invites AS i WHERE i.id = invites.id)
          WHERE id IN (SELECT id FROM now.invites);
        UPDATE home SET shared_addresses = (SELECT shared_addresses FROM now.home);
      `);
      if (hasTable(db, 'old_secrets')) db.exec('DELETE FROM old_secrets');
      // A file that somebody changed could bring what a secret of their own proves. The home's own key fills its row at the start.
      if (hasTable(db, 'key_verifiers')) db.exec('DELETE FROM key_verifiers');
      // One that was removed since sends nothing again.
      if (hasTable(db, 'subscriptions')) db.exec('DELETE FROM subscriptions WHERE id NOT IN (SELECT id FROM now.subscriptions)');
    })();
  } finally {
    db.close();
  }
}

function isSameHome(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM home JOIN now.home AS n ON n.id = home.id').get() !== undefined;
}

function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

function closeWaysIn(fresh: string): void {
  const db = new Database(fresh);
  try {
    closeDoors(db);
  } finally {
    db.close();
  }
}

/** A home from elsewhere, or one of which nothing else is known: on this computer alone until its owner shares it. */
function closeDoors(db: Database.Database): void {
  db.exec("UPDATE home SET shared_addresses = '[]'");
}

/** The database is never away: it is linked to its new place before another takes the old one. Its files go along, or the next start would clear them away. */
function keepAside(folder: string): string {
  const kept = path.join(folder, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(kept, { mode: PRIVATE_FOLDER });
  linkSync(path.join(folder, DATABASE_NAME), path.join(kept, DATABASE_NAME));
  for (const name of readdirSync(folder))
    if (name.startsWith(`${DATABASE_NAME}-`)) renameSync(path.join(folder, name), path.join(kept, name));
  if (existsSync(path.join(folder, 'files'))) renameSync(path.join(folder, 'files'), path.join(kept, 'files'));
  return kept;
}

function moveContent(from: string, folder: string, sha256: string): void {
  const target = contentPath(path.join(folder, 'files'), sha256);
  mkdirSync(path.dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
  renameSync(contentPath(path.join(from, 'files'), sha256), target);
  syncFolder(path.dirname(target));
}
