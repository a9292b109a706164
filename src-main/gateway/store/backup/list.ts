// The backups beside a home, in a folder of theirs.
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { safeFileName } from '../../../../src-shared/files.ts';
import { BackupFacts, type Backup, type BackupKind } from '../../../../src-shared/maintenance.ts';
import type { BackupKey } from './backup-key.ts';
import { BACKUPS_FOLDER, unusable } from './contents.ts';
import { PRIVATE_FOLDER, syncFolder } from './disk.ts';
import { encryptedFacts } from './encrypted.ts';
import { readManifest } from './unpack.ts';

/** `lanai-20261121-103315.tar`, `lanai-20261121-103315-automatic.encrypted`. A file that a user put there may have another name. */
const NAMED = /^lanai-\d{8}-\d{6}(?:-(automatic|before-restore))?(?:-\d+)?\.(?:tar|encrypted)$/;
/** Of an added backup's own name so much is kept. */
const NAME_CHARS_MAX = 60;
const BACKUP = /^[^./\\][^/\\]*\.(?:tar|encrypted|db)$/;

/** A name that is not taken, in the folder of the home's backups, which is made. */
export function newBackupFile(folder: string, kind: BackupKind, now: number, isEncrypted: boolean): string {
  const backups = path.join(folder, BACKUPS_FOLDER);
  // Not the home's own folder: where that is gone there is nothing to back up.
  if (!existsSync(folder)) throw new AppError('not_found', `There is no home in ${folder}.`);
  mkdirSync(backups, { recursive: true, mode: PRIVATE_FOLDER });
  const stamp = new Date(now)
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .replace('T', '-');
  const base = `lanai-${stamp}${kind === 'asked' ? '' : `-${kind}`}`;
  return freeName(path.join(backups, base), isEncrypted);
}

function freeName(base: string, isEncrypted: boolean): string {
  for (let again = 1; ; again += 1) {
    const file = `${base}${again === 1 ? '' : `-${again}`}${isEncrypted ? '.encrypted' : '.tar'}`;
    if (!existsSync(file)) return file;
  }
}

/** Makes a file that was checked one of the backups. Its name says that it was added, whatever it was called: an automatic backup from elsewhere is not cleared away here. */
export function takeBackup(folder: string, file: string, name: string): void {
  const isEncrypted = encryptedFacts(file) !== null;
  if (!isEncrypted && readManifest(file) === null) throw unusable('That is a bare database, which only `lanai restore` takes.');
  const backups = path.join(folder, BACKUPS_FOLDER);
  mkdirSync(backups, { recursive: true, mode: PRIVATE_FOLDER });
  const base = safeFileName(name)
    .replace(/\.(?:tar|encrypted)$/i, '')
    .slice(0, NAME_CHARS_MAX);
  renameSync(file, freeName(path.join(backups, `added-${base}`), isEncrypted));
  syncFolder(backups);
}

/** The newest first. `key` opens those that were encrypted with it. */
export function listBackups(folder: string, key: BackupKey | null): Backup[] {
  const backups = path.join(folder, BACKUPS_FOLDER);
  if (!statSync(backups, { throwIfNoEntry: false })?.isDirectory()) return [];
  const found = readdirSync(backups)
    .filter((name) => BACKUP.test(name))
    .flatMap((name) => {
      const place = path.join(backups, name);
      const file = lstatSync(place, { throwIfNoEntry: false });
      // Another process renamed or deleted it meanwhile.
      if (!file) return [];
      const encrypted = encryptedFacts(place);
      const manifest = readManifest(place, { key });
      const backup: Backup = { name, kind: kindOf(name), bytes: file.size, facts: manifest && BackupFacts.parse(manifest), encrypted };
      return [{ backup, at: madeAt(backup) ?? file.mtimeMs }];
    });
  return found.sort((a, b) => b.at - a.at).map(({ backup }) => backup);
}

/** Null for a file that is no backup. */
export function madeAt({ facts, encrypted }: Backup): number | null {
  return (facts ?? encrypted)?.made_at ?? null;
}

/** Where a backup of that name is. Throws `backup_not_found`. */
export function backupFile(folder: string, name: string): string {
  const file = path.join(folder, BACKUPS_FOLDER, name);
  if (!BACKUP.test(name) || !existsSync(file)) throw new AppError('backup_not_found');
  return file;
}

export function deleteBackup(folder: string, name: string): void {
  rmSync(backupFile(folder, name));
}

function kindOf(name: string): BackupKind {
  const named = NAMED.exec(name);
  if (!named) return 'added';
  return named[1] === 'automatic' || named[1] === 'before-restore' ? named[1] : 'asked';
}
