// The imports of the home. One archive is read or written at a time; the others wait as they are.
import type { Import, ImportPlan, ImportSource } from '../../../../src-shared/imports.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { DISK_FREE_BYTES_MIN } from '../../../../src-shared/limits.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { Fit } from '../../store/imports/fitting.ts';
import { startReading, type RunningRead } from '../../store/imports/import-thread.ts';
import type { Core } from '../core.ts';
import { ImportFolder } from './folder.ts';
import { BatchWriter } from './write-batch.ts';

/** Older ones are deleted, their archives too. */
const KEPT_MAX = 20;
const DAY_MS = 24 * 60 * 60 * 1000;
const BUSY = 'Another import is under way. Wait until it is done, or cancel it.';

export interface ImportOptions {
  core: Core;
  blobs: Blobs;
  dataDir: string;
  /** The worker's bundle. */
  program: URL | string;
  fileBytesMax: number;
  freeBytes(): Promise<number>;
  log(message: string, error: unknown): void;
}

export interface Start {
  room_prefix: string;
  people: Readonly<Record<string, string>>;
  by_id: string;
  /** The person who imports. */
  owner_id: string;
}

interface Work {
  id: string;
  read: RunningRead;
  isCancelled: boolean;
  done: Promise<void>;
}

export class ImportService {
  readonly #options: ImportOptions;
  readonly #folder: ImportFolder;
  readonly #imports: Map<string, Import>;
  #work: Work | null = null;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#folder = new ImportFolder(options.dataDir);
    const before = this.#folder.load().map((each) => (isUnderWay(each) ? { ...each, state: 'interrupted' as const } : each));
    this.#imports = new Map(before.map((each) => [each.id, each]));
  }

  /** The newest first. */
  list(): Import[] {
    return [...this.#imports.values()].sort((a, b) => b.created_at - a.created_at || b.id.localeCompare(a.id));
  }

  /** Throws `file_not_found`. */
  get(id: string): Import {
    const found = this.#imports.get(id);
    if (!found) throw new AppError('file_not_found', 'There is no such import here.');
    return found;
  }

  /** Takes an uploaded file, and begins to read it. Throws `home_busy`. */
  add(file: string, { name, as, by_id }: { name: string; as: ImportSource | null; by_id: string }): Import {
    this.#refuseBusy();
    const id = newId();
    this.#folder.take(id, file);
    const made = { id, name, source: as, state: 'reading', created_at: this.#options.core.now(), by_id, done: 0, total: 0 } as const;
    this.#change({ ...made, plan: null, result: null, problem: null, room_prefix: '', people: {} });
    for (const old of this.list().slice(KEPT_MAX)) this.delete(old.id);
    this.#begin(id, () => this.#plan(id));
    return this.get(id);
  }

  /** Writes it, for the first time or again. Throws `file_not_found`, `home_busy` and `storage_full`. */
  async start(id: string, start: Start): Promise<Import> {
    const { plan } = this.get(id);
    this.#refuseBusy();
    if (!this.#folder.hasArchive(id))
      throw new AppError('file_not_found', 'The archive of this import is not here any more. Upload it again.');
    const { room_prefix, people } = start;
    // Each file is on the disk twice for a moment.
    if ((await this.#options.freeBytes()) < DISK_FREE_BYTES_MIN + (plan?.file_bytes ?? 0)) throw new AppError('storage_full');
    this.#refuseBusy();
    this.#change({
      ...this.get(id),
      state: 'running',
      done: 0,
      total: plan?.messages ?? 0,
      problem: null,
      room_prefix,
      people: { ...people },
    });
    this.#begin(id, () => this.#run(id, start));
    return this.get(id);
  }

  async cancel(id: string): Promise<Import> {
    this.get(id);
    if (this.#work?.id === id) {
      this.#work.isCancelled = true;
      await this.#work.read.end();
      await this.#work?.done;
    }
    return this.get(id);
  }

  /** Throws `home_busy` while it is under way. */
  delete(id: string): void {
    this.get(id);
    if (this.#work?.id === id) throw new AppError('home_busy', BUSY);
    this.#folder.delete(id);
    this.#imports.delete(id);
  }

  async close(): Promise<void> {
    await this.#work?.read.end();
    await this.#work?.done;
  }

  #refuseBusy(): void {
    if (this.#work) throw new AppError('home_busy', BUSY);
  }

  #change(next: Import): void {
    this.#imports.set(next.id, next);
    this.#folder.save(next);
  }

  #begin(id: string, read: () => { read: RunningRead; done: Promise<void> }): void {
    const begun = read();
    const work: Work = { id, read: begun.read, isCancelled: false, done: Promise.resolve() };
    this.#work = work;
    work.done = begun.done
      .catch((error: unknown) => this.#failed(work, error))
      .finally(() => {
        this.#folder.dropFiles(id);
        this.#work = null;
      });
  }

  #failed({ id, isCancelled }: Work, error: unknown): void {
    const before = this.get(id);
    if (isCancelled) return this.#change({ ...before, state: 'cancelled' });
    if (error instanceof AppError && error.code === 'shutting_down') return this.#change({ ...before, state: 'interrupted' });
    if (!(error instanceof AppError)) this.#options.log('An import failed', error);
    // Nothing can be made of an archive that cannot be read.
    if (before.plan === null) this.#folder.dropArchive(id);
    this.#change({ ...before, state: 'failed', problem: reasonOf(error) });
  }

  #plan(id: string): { read: RunningRead; done: Promise<void> } {
    const read = this.#read(id, 'plan', () => Promise.resolve());
    const done = read.done.then((plan: ImportPlan | null) => this.#change({ ...this.get(id), state: 'ready', done: 0, plan }));
    return { read, done };
  }

  #run(id: string, start: Start): { read: RunningRead; done: Promise<void> } {
    const { core, blobs } = this.#options;
    let writer: BatchWriter | null = null;
    const read = this.#read(id, 'run', async (batch) => {
      const { source } = this.get(id);
      if (source === null) throw new AppError('internal_error');
      writer ??= new BatchWriter(core, blobs, { ...start, source });
      await writer.write(batch);
      const done = this.get(id).done + batch.messages.length;
      this.#imports.set(id, { ...this.get(id), done, result: { ...writer.result } });
    });
    const done = read.done.then(() => {
      this.#folder.dropArchive(id);
      this.#change({ ...this.get(id), state: 'done' });
    });
    return { read, done };
  }

  #read(id: string, what: 'plan' | 'run', onBatch: Parameters<typeof startReading>[2]['onBatch']): RunningRead {
    const { core, program } = this.#options;
    const { name, source } = this.get(id);
    const [path, folder] = [this.#folder.archive(id), this.#folder.files(id)];
    const job = { do: what, path, name, as: source, folder, fit: this.#fit(), now: core.now() };
    const note = (more: Partial<Import>): void => void this.#imports.set(id, { ...this.get(id), ...more });
    return startReading(program, job, {
      onSource: (found) => note({ source: found }),
      onProgress: (done, total) => note({ done, total }),
      onBatch,
    });
  }

  #fit(): Fit {
    const { core, fileBytesMax } = this.#options;
    const { keep_days } = core.directory.home;
    return { fileBytesMax, oldest: keep_days === null ? null : core.now() - keep_days * DAY_MS };
  }
}

function isUnderWay({ state }: Import): boolean {
  return state === 'reading' || state === 'running';
}
