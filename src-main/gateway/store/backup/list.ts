// The backups beside a home, in a folder of theirs.
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { safeFileName } from '../../../../src-shared/files.ts';
import { BackupFacts, type Backup, type BackupKind } from '../../../../src-shared/maintenance.ts';
import { BACKUPS_FOLDER, unusable } from './contents.ts';
import { PRIVATE_FOLDER, syncFolder } from './disk.ts';
import { readManifest } from './unpack.ts';

/** `lanai-20261121-103315.tar`, `lanai-20261121-103315-automatic.tar`. A file that a user put there may have another name. */
const NAMED = /^lanai-\d{8}-\d{6}(?:-(automatic|before-restore))?(?:-\d+)?\.tar$/;
/** Of an added backup's own name so much is kept. */
const NAME_CHARS_MAX = 60;
const BACKUP = /^[^./\\][^/\\]*\.(?:tar|db)$/;

/** A name that is not taken, in the folder of the home's backups, which is made. */
export function newBackupFile(folder: string, kind: BackupKind, now: number): string {
  const backups = path.join(folder, BACKUPS_FOLDER);
  // Not the home's own folder: where that is gone there is nothing to back up.
  if (!existsSync(folder)) throw new AppError('not_found', `There is no home in ${folder}.`);
  mkdirSync(backups, { recursive: true, mode: PRIVATE_FOLDER });
  const stamp = new Date(now)
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .replace('T', '-');
  const base = `lanai-${stamp}${kind === 'asked' ? '' : `-${kind}`}`;
  for (let again = 1; ; again += 1) {
    const file = path.join(backups, `${base}${again === 1 ? '' : `-${again}`}.tar`);
    if (!existsSync(file)) return file;
  }
}

/** Makes a file that was checked one of the backups. Its name says that it was added, whatever it was called: an automatic backup from elsewhere is not cleared away here. */
export function takeBackup(folder: string, file: string, name: string): void {
  if (readManifest(file) === null) throw unusable('That is a bare database, which only `lanai restore` takes.');
  const backups = path.join(folder, BACKUPS_FOLDER);
  mkdirSync(backups, { recursive: true, mode: PRIVATE_FOLDER });
  const base = `added-${safeFileName(name)
    .replace(/\.tar$/i, '')
    .slice(0, NAME_CHARS_MAX)}`;
  for (let again = 1; ; again += 1) {
    const target = path.join(backups, `${base}${again === 1 ? '' : `-${again}`}.tar`);
    if (existsSync(target)) continue;
    renameSync(file, target);
    return syncFolder(backups);
  }
}

/** The newest first. */
export function listBackups(folder: string): Backup[] {
  const backups = path.join(folder, BACKUPS_FOLDER);
  if (!existsSync(backups)) return [];
  const found = readdirSync(backups)
    .filter((name) => BACKUP.test(name))
    .flatMap((name) => {
      const file = lstatSync(path.join(backups, name), { throwIfNoEntry: false });
      // Another process renamed or deleted it meanwhile.
      if (!file) return [];
      const manifest = readManifest(path.join(backups, name));
      const backup: Backup = { name, kind: kindOf(name), bytes: file.size, facts: manifest && BackupFacts.parse(manifest) };
      return [{ backup, at: manifest?.made_at ?? file.mtimeMs }];
    });
  return found.sort((a, b) => b.at - a.at).map(({ backup }) => backup);
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
