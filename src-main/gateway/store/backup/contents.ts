// The contents of a backup: a tar of its description, the files of messages, and the database. It has neither the search index,
// which is rebuilt, nor the key of the data folder, which has its own file.
import path from 'node:path';
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import { BackupFacts } from '../../../../src-shared/maintenance.ts';

export const MANIFEST_NAME = 'lanai-backup.json';
export const DATABASE_NAME = 'lanai.db';
export const BACKUPS_FOLDER = 'backups';
/** A manifest does not name each file, so it is short whatever the home. */
export const MANIFEST_BYTES_MAX = 64 * 1024;
/** Of this form; a program that does not know a form refuses it. */
export const FORMAT = 1;

const SHA256 = /^[0-9a-f]{64}$/;

export const Manifest = z.extend(BackupFacts, {
  format: z.number(),
  database_bytes: z.number(),
  database_sha256: z.string().check(z.regex(SHA256)),
  files_bytes: z.number(),
  /** Contents that messages name and that were not on the disk, or not what they were. */
  missing: z.number(),
});
export type Manifest = z.infer<typeof Manifest>;

export function fileEntry(sha256: string): string {
  return `files/${sha256}`;
}

/** The content that an entry holds; null for every other name, whatever it points at. */
export function contentOf(name: string): string | null {
  const sha256 = name.startsWith('files/') ? name.slice('files/'.length) : '';
  return SHA256.test(sha256) ? sha256 : null;
}

/** The path of a content in the folder of a home's files, as in blobs.ts. */
export function contentPath(filesFolder: string, sha256: string): string {
  return path.join(filesFolder, sha256.slice(0, 2), sha256.slice(2));
}

export function unusable(sentence: string, cause?: unknown): AppError {
  return new AppError('backup_unusable', `${sentence} Nothing was changed.`, { cause });
}
