// Looking after a home: what it takes on the disk, its backups, how long messages stay, and how it is doing.
import * as z from 'zod/mini';
import { BACKUPS_KEPT_MAX } from './limits.ts';

const count = z.number();

/** Bytes, as they lie on the disk. */
export const Storage = z.object({
  folder: z.string(),
  /** The messages and everything else that is in the database, its log included. */
  database_bytes: count,
  index_bytes: count,
  files_bytes: count,
  backups_bytes: count,
  /** The free space on that disk. */
  free_bytes: count,
  /** The bytes that people and keys stored: messages, their edits, and files. The largest first, not all of them. */
  used_by: z.array(z.object({ id: z.string(), name: z.string(), is_key: z.boolean(), bytes: count })),
});
export type Storage = z.infer<typeof Storage>;

/** A backup's description of itself. */
export const BackupFacts = z.object({
  home_id: z.string(),
  home_name: z.string(),
  made_at: z.number(),
  version: z.string(),
  rooms: count,
  messages: count,
  files: count,
});
export type BackupFacts = z.infer<typeof BackupFacts>;

/** The part of an encrypted backup that can be read without its passphrase. */
export const EncryptedFacts = z.pick(BackupFacts, { home_id: true, made_at: true, version: true });
export type EncryptedFacts = z.infer<typeof EncryptedFacts>;

/** A short one is guessed by those who have the file. */
export const PASSPHRASE_CHARS_MIN = 12;
export const PASSPHRASE_CHARS_MAX = 500;

/** `before-restore`: of the home as it was when another backup took its place. `added`: brought here from elsewhere. */
export const BackupKind = z.enum(['asked', 'automatic', 'before-restore', 'added']);
export type BackupKind = z.infer<typeof BackupKind>;

export const Backup = z.object({
  name: z.string(),
  kind: BackupKind,
  bytes: count,
  /** Null: the file is not one, or is damaged, or is encrypted and the server does not have its key. */
  facts: z.nullable(BackupFacts),
  /** Null: it is not encrypted. */
  encrypted: z.nullable(EncryptedFacts),
});
export type Backup = z.infer<typeof Backup>;

/** Where a backup from elsewhere is sent to, with its name as `?name=` and the file itself as the body. */
export const ADDED_BACKUPS_PATH = '/api/backups/added';

export function backupPath(name: string): string {
  return `/api/backups/${encodeURIComponent(name)}/file`;
}

/** The operation in progress, and its progress in bytes. */
export const BackupWork = z.object({ what: z.enum(['backing-up', 'checking', 'restoring']), done: count, total: count });
export type BackupWork = z.infer<typeof BackupWork>;

export const BackupEvery = z.enum(['never', 'day', 'week']);
export type BackupEvery = z.infer<typeof BackupEvery>;

export const BackupPlan = z.object({ every: BackupEvery, keep: z.int().check(z.minimum(1), z.maximum(BACKUPS_KEPT_MAX)) });
export type BackupPlan = z.infer<typeof BackupPlan>;

/** `locked`: the server cannot read the key, so it makes no backups until the owner enters a passphrase or turns the encryption off. */
export const BackupEncryption = z.enum(['off', 'on', 'locked']);
export type BackupEncryption = z.infer<typeof BackupEncryption>;

export const Backups = z.object({
  /** The newest first. */
  backups: z.array(Backup),
  plan: BackupPlan,
  /** Whether those that are made from now on are encrypted. */
  encryption: BackupEncryption,
  /** Null: nothing is being done. */
  work: z.nullable(BackupWork),
  /** The error of the last requested operation as a sentence. Null when it succeeded. */
  problem: z.nullable(z.string()),
  /** The automatic backups that have failed since the last good one. Null: none has. `at`: the newest failure. */
  failing: z.nullable(z.object({ at: z.number(), problem: z.string() })),
});
export type BackupsFailing = NonNullable<Backups['failing']>;
export type Backups = z.infer<typeof Backups>;

export const Diagnosis = z.object({
  version: z.string(),
  node: z.string(),
  system: z.string(),
  /** The newest of the database's changes of form. */
  schema: z.string(),
  started_at: z.number(),
  rooms: count,
  messages: count,
  people: count,
  agents: count,
  connections: count,
  /** Acts that wait for the disk. */
  queued: count,
  memory_bytes: count,
  /** The newest last; secrets are left out. */
  log: z.array(z.string()),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
