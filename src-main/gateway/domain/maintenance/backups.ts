// The server's backups. One operation runs at a time, in its own process, and reports its progress.
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Backup, BackupKind, Backups, BackupsFailing, BackupWork } from '../../../../src-shared/maintenance.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { backupFile, deleteBackup, listBackups, madeAt, newBackupFile, takeBackup } from '../../store/backup/list.ts';
import { startBackupJob, type RunningJob } from '../../store/backup/backup-worker-thread.ts';
import type { Job } from '../../store/backup/backup-worker.ts';
import { keyOf, type BackupKey } from '../../store/backup/backup-key.ts';
import { encryptedFacts, keyThatOpens } from '../../store/backup/encrypted.ts';
import { makeBackup, type BackupOptions } from '../../store/backup/make.ts';
import { newestCursor, swap } from '../../store/backup/swap.ts';
import { readManifest, type Unpacked } from '../../store/backup/unpack.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';

const NO_KEY =
  'The key for encrypted backups cannot be read on this computer. Enter a passphrase in Settings → Home, or turn the encryption off.';
const LOOK_EVERY_MS = 60 * 60 * 1000;
const FIRST_LOOK_MS = 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const EVERY_MS = { never: Infinity, day: DAY_MS, week: 7 * DAY_MS };

/** Where the key of encrypted backups is kept, outside of the database. */
export interface KeptBackupKey {
  /** Null: there is none, or it cannot be read. */
  read(): BackupKey | null;
  keep(key: BackupKey): void;
  forget(): void;
}

export interface BackupBookOptions {
  core: Core;
  dataDir: string;
  keptKey: KeptBackupKey;
  /** The backup worker's bundle. */
  program: URL | string;
  version: string;
  after: After;
  log(message: string, error: unknown): void;
  /** Ends the home, does this, and starts it again. */
  restart(change: () => void): Promise<void>;
  /** The error of a restore, after which the server started again. */
  problem: string | null;
}

/** Automatic backups that fail. `since` names the last good one, so it is the same until one succeeds. */
export interface FailingBackups extends BackupsFailing {
  since: string;
}

export class BackupService {
  readonly #options: BackupBookOptions;
  #work: BackupWork | null = null;
  #problem: string | null;
  #failing: Backups['failing'] = null;
  /** The name of the newest automatic backup that was made. */
  #lastGood: string | null = null;
  #onFailing: (failing: FailingBackups) => void = () => undefined;
  #job: RunningJob | null = null;
  #isOpening = false;
  #cancelLook: () => void;

  constructor(options: BackupBookOptions) {
    this.#options = options;
    this.#problem = options.problem;
    this.#cancelLook = options.after(FIRST_LOOK_MS, () => this.#look());
  }

  state(): Backups {
    const plan = this.#options.core.directory.settings.get('backup_plan');
    const key = this.#keptKey();
    const whenEncrypting = key ? 'on' : 'locked';
    const encryption = this.#isEncrypting() ? whenEncrypting : 'off';
    return { backups: this.#list(key), plan, encryption, work: this.#work, problem: this.#problem, failing: this.#failing };
  }

  /** Called at each failure. */
  onFailing(tell: (failing: FailingBackups) => void): void {
    this.#onFailing = tell;
  }

  /** Begins one; `state` tells when it is done. Throws `home_busy`. */
  backUp(): void {
    this.#begin(() => this.#makeOne('asked'), this.#failed('The backup'));
  }

  /** Checks the backup, makes one of now, and puts it in the home's place. Throws `backup_not_found`, `backup_locked` and `home_busy`. */
  async restore(name: string, passphrase: string | null): Promise<void> {
    const file = backupFile(this.#options.dataDir, name);
    const key = await this.#alone(() => keyThatOpens(file, { passphrase, key: this.#keptKey() }));
    this.#begin(() => this.#restore(file, key), this.#failed('The restore'));
  }

  /** Null: later backups are not encrypted. Throws `home_busy`. */
  async encrypt(passphrase: string | null): Promise<void> {
    const { core, keptKey } = this.#options;
    await this.#alone(async () => {
      // The key is there before the first backup needs it, and until after the last.
      if (passphrase !== null) return this.#encryptWith(await keyOf(passphrase));
      await core.write('encryptBackups', { is_on: false });
      keptKey.forget();
    });
  }

  /** The earlier key stays when this fails. */
  async #encryptWith(key: BackupKey): Promise<void> {
    const { core, keptKey } = this.#options;
    const earlier = keptKey.read();
    keptKey.keep(key);
    try {
      await core.write('encryptBackups', { is_on: true });
    } catch (error) {
      if (earlier) keptKey.keep(earlier);
      else keptKey.forget();
      throw error;
    }
  }

  /** Takes a file from elsewhere among the backups, once it was checked whole; it is gone when it is none. Throws `home_busy`. */
  add(file: string, name: string): void {
    this.#begin(() => this.#add(file, name).finally(() => rmSync(file, { force: true })), this.#failed('Adding the backup'));
  }

  /** Throws `backup_not_found`. */
  fileOf(name: string): string {
    return backupFile(this.#options.dataDir, name);
  }

  delete(name: string): void {
    if (this.#work) throw new AppError('home_busy');
    deleteBackup(this.#options.dataDir, name);
  }

  async close(): Promise<void> {
    this.#cancelLook();
    await this.#job?.end();
  }

  /** One at a time: to make a key of a passphrase takes much memory. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isBusy()) throw new AppError('home_busy');
    this.#isOpening = true;
    try {
      return await work();
    } finally {
      this.#isOpening = false;
    }
  }

  #isBusy(): boolean {
    return this.#isOpening || this.#work !== null;
  }

  /** A key without the row of the setting: the row was lost. To turn the encryption off writes the row before it deletes the key. */
  #isEncrypting(): boolean {
    const { settings } = this.#options.core.directory;
    return settings.get('backups_encrypted') || (!settings.has('backups_encrypted') && this.#options.keptKey.read() !== null);
  }

  #keptKey(): BackupKey | null {
    return this.#isEncrypting() ? this.#options.keptKey.read() : null;
  }

  /** Null: it is not encrypted. Throws `backup_locked`, so that no backup is readable that should not be. */
  #keyOfNext(): BackupKey | null {
    const key = this.#keptKey();
    if (!key && this.#isEncrypting()) throw new AppError('backup_locked', NO_KEY);
    return key;
  }

  #list(key: BackupKey | null): Backup[] {
    return listBackups(this.#options.dataDir, key);
  }

  #begin(work: () => Promise<unknown>, onFailed: (error: unknown) => void): void {
    if (this.#isBusy()) throw new AppError('home_busy');
    this.#work = { what: 'backing-up', done: 0, total: 0 };
    work()
      .catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === 'shutting_down')) onFailed(error);
      })
      .finally(() => (this.#work = null));
  }

  /** Of work that was asked for. */
  #failed(what: string): (error: unknown) => void {
    if (!this.#isBusy()) this.#problem = null;
    return (error) => {
      this.#problem = `${what} failed: ${reasonOf(error)}`;
      this.#options.log(`${what} failed`, error);
    };
  }

  #automaticFailed(error: unknown): void {
    this.#failing = { at: this.#options.core.now(), problem: reasonOf(error) };
    this.#onFailing({ ...this.#failing, since: this.#lastGood ?? 'the beginning' });
    this.#options.log('An automatic backup failed', error);
  }

  async #makeOne(kind: BackupKind): Promise<Pick<BackupOptions, 'file' | 'key'>> {
    const { dataDir, version, core } = this.#options;
    const now = core.now();
    const key = this.#keyOfNext();
    const file = newBackupFile(dataDir, kind, now, key !== null);
    await this.#run('backing-up', { do: 'back-up', folder: dataDir, file, version, now, key });
    return { file, key };
  }

  async #add(file: string, name: string): Promise<void> {
    const { dataDir } = this.#options;
    const key = this.#keptKey();
    // One with another passphrase is checked when it is restored.
    const isClosed = encryptedFacts(file) !== null && readManifest(file, { key }) === null;
    const unpacked = isClosed ? null : await this.#run('checking', { do: 'unpack', folder: dataDir, file, key });
    if (unpacked) rmSync(unpacked.folder, { recursive: true, force: true });
    takeBackup(dataDir, file, name);
  }

  async #restore(file: string, key: BackupKey | null): Promise<void> {
    // Without a key there is no backup of the present state, so nothing is unpacked.
    this.#keyOfNext();
    const unpacked = await this.#run('checking', { do: 'unpack', folder: this.#options.dataDir, file, key });
    if (!unpacked) throw new AppError('internal_error');
    try {
      await this.#putInPlace(unpacked);
    } finally {
      // It is readable without a passphrase.
      rmSync(unpacked.folder, { recursive: true, force: true });
    }
  }

  async #putInPlace(unpacked: Unpacked): Promise<void> {
    const { core, dataDir, version, restart } = this.#options;
    const cursor = core.cursor;
    const before = await this.#makeOne('before-restore');
    this.#work = { what: 'restoring', done: 0, total: 0 };
    await restart(() => {
      // The first backup lacks the messages that were sent while it was made.
      if (newestCursor(dataDir) !== cursor) makeBackup({ folder: dataDir, ...before, isForced: true, version, now: core.now() });
      swap(dataDir, unpacked);
    });
  }

  async #run(what: BackupWork['what'], job: Job): Promise<Unpacked | null> {
    this.#work = { what, done: 0, total: 0 };
    this.#job = startBackupJob(this.#options.program, job, (done, total) => (this.#work = { what, done, total }));
    try {
      return await this.#job.done;
    } finally {
      this.#job = null;
    }
  }

  /** Whether it is time for an automatic one. */
  #look(): void {
    this.#cancelLook = this.#options.after(LOOK_EVERY_MS, () => this.#look());
    const failed = (error: unknown): void => this.#automaticFailed(error);
    try {
      if (!this.#isBusy() && this.#isDue()) this.#begin(() => this.#makeAutomatic(), failed);
    } catch (error) {
      failed(error);
    }
  }

  #isDue(): boolean {
    const { core } = this.#options;
    const { every } = core.directory.settings.get('backup_plan');
    if (every === 'never') return false;
    const made = this.#automatic();
    this.#lastGood ??= made[0]?.name ?? null;
    return core.now() - newestOf(made, core.now()) >= EVERY_MS[every];
  }

  async #makeAutomatic(): Promise<void> {
    const made = path.basename((await this.#makeOne('automatic')).file);
    this.#failing = null;
    this.#lastGood = made;
    const { core, dataDir } = this.#options;
    const others = futureLast(this.#automatic(), core.now()).filter(({ name }) => name !== made);
    for (const { name } of others.slice(core.directory.settings.get('backup_plan').keep - 1)) deleteBackup(dataDir, name);
  }

  /** The newest first. */
  #automatic(): Backup[] {
    return this.#list(null).filter((backup) => backup.kind === 'automatic' && madeAt(backup) !== null);
  }
}

/** One that was made in a time to come was made by a clock that was wrong. */
function newestOf(backups: readonly Backup[], now: number): number {
  return Math.max(0, ...backups.map((backup) => madeAt(backup) ?? 0).filter((at) => at <= now));
}

/** Those of a time to come count as the oldest. */
function futureLast(backups: readonly Backup[], now: number): Backup[] {
  const isFuture = (backup: Backup): boolean => (madeAt(backup) ?? 0) > now;
  return [...backups.filter((backup) => !isFuture(backup)), ...backups.filter(isFuture)];
}
