// One folder of this computer, for an agent. Nothing outside it is read or written, whatever the path: no links, no files that have a
// second name elsewhere, no devices.
import { randomUUID } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { link, lstat, mkdir, open, opendir, readFile, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../../src-shared/errors.ts';
import { repositoryIn } from './git.ts';
import { isOfGit, partsOf } from './place.ts';

const FILE_READ_BYTES_MAX = 256 * 1024;
const ENTRIES_MAX = 500;
/** Of one folder. More are not sorted, and not shown. */
const ENTRIES_READ_MAX = 20_000;
const NEW_FILE_MODE = 0o644;
const NEW_FOLDER_MODE = 0o755;
/** A pipe would keep the thread, and a link could lead anywhere. Windows has neither flag. */
const CAREFULLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface Entry {
  name: string;
  kind: 'folder' | 'file' | 'link' | 'other';
}

export interface Text {
  text: string;
  /** From the folder. */
  path: string;
}

export interface Change {
  /** Null: there is no such file. */
  before: string | null;
  after: string;
}

export interface Walk {
  isSkipped(name: string): boolean;
  /** Called for each entry. */
  onEntry(): void;
  isOver(): boolean;
  /** Of this folder, only a part of the entries is visited. */
  onCut(folder: string): void;
}

export class Folder {
  readonly #root: string;
  readonly #platform: NodeJS.Platform;

  private constructor(root: string, platform: NodeJS.Platform) {
    this.#root = root;
    this.#platform = platform;
  }

  /** Throws AppError when it is not there. */
  static async open(folder: string, platform: NodeJS.Platform = process.platform): Promise<Folder> {
    const root = await realpath(folder).catch(() => null);
    if (root === null || !(await lstat(root)).isDirectory()) throw refused('My folder is not there any more.');
    return new Folder(root, platform);
  }

  get root(): string {
    return this.#root;
  }

  /** In the order of their names. */
  async list(written: string): Promise<{ entries: Entry[]; isCut: boolean }> {
    const { file } = await this.#existing(written, 'folder');
    const { entries, isCut } = await entriesOf(file);
    const names = entries.map((each) => ({ name: each.name, kind: kindOf(each) }));
    return { entries: names.slice(0, ENTRIES_MAX), isCut: isCut || names.length > ENTRIES_MAX };
  }

  /** Throws AppError when it is no text file of the folder. */
  async read(written: string, bytesMax = FILE_READ_BYTES_MAX): Promise<Text> {
    const { file, shown } = await this.#existing(written, 'file');
    const handle = await open(file, constants.O_RDONLY | CAREFULLY);
    try {
      await this.#requireSame(handle, file);
      const { size } = await handle.stat();
      if (size > bytesMax) throw refused(`${shown} has ${size} bytes. I read files of at most ${bytesMax} bytes.`);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytesMax + 1), 0, bytesMax + 1, 0);
      if (bytesRead > bytesMax) throw refused(`${shown} is too large.`);
      const text = textIn(buffer.subarray(0, bytesRead));
      if (text === null) throw refused(`${shown} is no text.`);
      return { text, path: shown };
    } finally {
      await handle.close();
    }
  }

  /** Null: there is no such file yet. Throws AppError when it may not be written. */
  async before(written: string): Promise<{ text: string | null; path: string }> {
    const { parts, shown } = this.#parts(written);
    if (parts.length === 0) throw refused('Write the name of a file.');
    if (isOfGit(parts)) throw refused('I do not write to the folder of Git.');
    const { missing } = await this.#walk(parts);
    const repository = await repositoryIn(this.#root, parts);
    if (repository !== null) throw refused(`${repository || 'My folder'} is a repository of Git. I do not write there.`);
    return missing > 0 ? { text: null, path: shown } : { text: (await this.read(written)).text, path: shown };
  }

  /** Whole or not at all. The folders on the way are made. Throws AppError when the file was changed meanwhile. */
  async write(written: string, { before, after }: Change): Promise<void> {
    const { text } = await this.before(written);
    const { parts, shown } = this.#parts(written);
    if (text !== before) throw changedMeanwhile(shown);
    const [folders, name] = [parts.slice(0, -1), parts.at(-1) ?? ''];
    const folder = await this.#made(folders);
    const file = path.join(folder, name);
    const old = await lstat(file).catch(() => null);
    if ((old === null) !== (before === null)) throw changedMeanwhile(shown);
    const temporary = path.join(folder, `.lanai-${randomUUID()}`);
    try {
      const handle = await open(temporary, 'wx', NEW_FILE_MODE);
      try {
        await handle.writeFile(after);
        // The mode for a new file is cut by the umask of the server.
        if (old) await handle.chmod(old.mode & 0o777);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await this.#requireReal(folder);
      if (old) await replace(temporary, file, { old, before, shown });
      else await putNew(temporary, file, shown);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The files below, without links, in the order of their names. Folders that would not end the walk are left out. */
  async *files(written: string, walk: Walk): AsyncGenerator<string> {
    const { file, parts } = await this.#existing(written, 'folder');
    yield* this.#below(file, parts.join('/'), walk);
  }

  async *#below(folder: string, at: string, walk: Walk): AsyncGenerator<string> {
    const { entries, isCut } = await entriesOf(folder, walk.isOver).catch(() => ({ entries: [], isCut: false }));
    if (isCut) walk.onCut(at === '' ? '.' : at);
    for (const each of entries) {
      walk.onEntry();
      if (walk.isOver()) return;
      const shown = at === '' ? each.name : `${at}/${each.name}`;
      if (each.isFile()) yield shown;
      else if (each.isDirectory() && !walk.isSkipped(each.name) && shown.split('/').length < DEPTH_MAX)
        yield* this.#below(path.join(folder, each.name), shown, walk);
    }
  }

  #parts(written: string): { parts: string[]; shown: string } {
    const parts = partsOf(written, this.#platform);
    if (typeof parts === 'string') throw refused(parts);
    return { parts, shown: parts.join('/') || '.' };
  }

  async #existing(written: string, wanted: 'file' | 'folder'): Promise<{ file: string; parts: string[]; shown: string }> {
    const { parts, shown } = this.#parts(written);
    const { missing, stats } = await this.#walk(parts);
    if (missing > 0) throw refused(`There is no ${shown} in my folder.`);
    if (wanted === 'folder' ? !stats.isDirectory() : !stats.isFile()) throw refused(`${shown} is no ${wanted}.`);
    if (wanted === 'file') requireOneName(stats, shown);
    return { file: path.join(this.#root, ...parts), parts, shown };
  }

  /** `missing`: how many of the last parts are not there. Throws AppError at a link. */
  async #walk(parts: readonly string[]): Promise<{ missing: number; stats: Stats }> {
    let stats = await lstat(this.#root);
    for (const [index] of parts.entries()) {
      const shown = parts.slice(0, index + 1).join('/');
      const next = await lstat(path.join(this.#root, ...parts.slice(0, index + 1))).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw refused(`${shown} cannot be opened.`);
      });
      if (next === null) return { missing: parts.length - index, stats };
      if (next.isSymbolicLink()) throw refused(`${shown} is a link. I follow no links.`);
      if (index < parts.length - 1 && !next.isDirectory()) throw refused(`${shown} is no folder.`);
      stats = next;
    }
    return { missing: 0, stats };
  }

  async #made(folders: readonly string[]): Promise<string> {
    for (const [index] of folders.entries())
      await mkdir(path.join(this.#root, ...folders.slice(0, index + 1)), NEW_FOLDER_MODE).catch((error: unknown) => {
        if (!isCode(error, 'EEXIST')) throw error;
      });
    const folder = path.join(this.#root, ...folders);
    await this.#requireReal(folder);
    return folder;
  }

  /** A link that appeared meanwhile leads elsewhere. */
  async #requireReal(place: string): Promise<void> {
    const real = await realpath(place);
    if (real !== this.#root && !real.startsWith(this.#root.endsWith(path.sep) ? this.#root : this.#root + path.sep))
      throw refused('That place is not in my folder.');
  }

  async #requireSame(handle: FileHandle, file: string): Promise<void> {
    await this.#requireReal(file);
    const [opened, now] = [await handle.stat(), await lstat(file)];
    if (!opened.isFile() || opened.ino !== now.ino || opened.dev !== now.dev) throw refused('The file was changed meanwhile.');
    requireOneName(opened, path.basename(file));
  }
}

const DEPTH_MAX = 32;

/** A file with two names may also stand outside the folder. */
function requireOneName({ nlink }: Stats, shown: string): void {
  if (nlink > 1) throw refused(`${shown} has a second name, perhaps outside my folder. I do not use such files.`);
}

/** In the order of their names. `isOver`: asked at each of them. */
async function entriesOf(folder: string, isOver = (): boolean => false): Promise<{ entries: Dirent[]; isCut: boolean }> {
  const entries: Dirent[] = [];
  let isCut = false;
  for await (const each of await opendir(folder)) {
    isCut = entries.length >= ENTRIES_READ_MAX || isOver();
    if (isCut) break;
    entries.push(each);
  }
  return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), isCut };
}

interface Replaced {
  old: Stats;
  before: string | null;
  shown: string;
}

/** The last look at the file comes as late as the system allows. */
async function replace(temporary: string, file: string, { old, before, shown }: Replaced): Promise<void> {
  const now = await lstat(file).catch(() => null);
  const isSame =
    now?.isFile() === true &&
    (['dev', 'ino', 'size', 'mtimeMs', 'ctimeMs'] as const).every((each) => now[each] === old[each]) &&
    textIn(await readFile(file)) === before;
  if (!isSame) throw changedMeanwhile(shown);
  await rename(temporary, file);
}

/** Never over a file that another program made meanwhile. */
async function putNew(temporary: string, file: string, shown: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    // Some disks have no second names.
    if (isCode(error, 'EEXIST') || (await lstat(file).catch(() => null)) !== null) throw changedMeanwhile(shown);
    await rename(temporary, file);
  }
}

function changedMeanwhile(shown: string): AppError {
  return refused(`${shown} was changed meanwhile. Read it again.`);
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

/** Null: they are no text. */
export function textIn(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(sentence: string): AppError {
  return new AppError('access_denied', sentence);
}

function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
