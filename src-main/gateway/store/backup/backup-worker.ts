// Backups are made and checked beside the home, not in it: in a thread when the gateway asks, and as a separate program
// when `lanai backup` and `lanai restore` do.
//   backup-worker.cjs backup FILE --data-dir D [--encrypt | --plain] [--passphrase-file P] [--force] [--json]
//   backup-worker.cjs restore FILE --data-dir D [--plain] [--passphrase-file P] [--json]
//   backup-worker.cjs verify FILE --work-dir W [--passphrase-file P] [--json]
import { closeSync, existsSync, fstatSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isatty } from 'node:tty';
import { parseArgs } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { VERSION } from '../../../../src-shared/version.ts';
import { AppError, isErrorCode, StartFailure, type ErrorCode } from '../../../../src-shared/errors.ts';
import { lockDataFolder } from '../lock.ts';
import { keyOf, type BackupKey } from './backup-key.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { DATABASE_NAME } from './contents.ts';
import { closeSynced, createFile, inputPieces, openPlain, piecesOf, PRIVATE_FOLDER, unfinishedName, writeWhole } from './disk.ts';
import { encryptedFacts } from './encrypted.ts';
import { factsIn } from './facts.ts';
import { newBackupFile } from './list.ts';
import { encryptsBackups, makeBackup, type BackupOptions } from './make.ts';
import { newestOf, type Newest, type Search } from './newest.ts';
import { isLongEnough, newPassphrase, passphraseOf } from './passphrase-input.ts';
import { swap } from './swap.ts';
import { checkBackup, unpack, type Unpacked } from './unpack.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';

export type Job =
  | { do: 'back-up'; folder: string; file: string; version: string; now: number; key: BackupKey | null }
  | { do: 'unpack'; folder: string; file: string; key: BackupKey | null };

export type FromBackupWorker =
  | { progress: { done: number; total: number } }
  | { done: Unpacked | null }
  | { newest: Newest }
  | { failed: { code: ErrorCode; message: string } };

const OPTIONS = {
  'data-dir': { type: 'string' },
  'work-dir': { type: 'string' },
  'passphrase-file': { type: 'string' },
  encrypt: { type: 'boolean' },
  plain: { type: 'boolean' },
  force: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
/** The shortest time between two progress reports. */
const TELL_EVERY_MS = 100;
const EXIT_FAILED = 1;
const WANTS_PASSPHRASE =
  'This home encrypts its backups. Use --passphrase-file, or --plain for a backup that anyone who has it can read. Nothing was changed.';
const UNKNOWN =
  'The settings of this home cannot be read, and with them whether it encrypts its backups. ' +
  'Use --passphrase-file, or --plain for a backup that anyone who has it can read.';
const WANTS_ANOTHER =
  'The backup of the current home needs a passphrase, and the one that was given is too short or belongs to another home. ' +
  'Enter one in a terminal, or use --plain for a backup that anyone who has it can read. Nothing was changed.';
const MIXED = 'Use either --plain or a passphrase. Nothing was changed.';
/** The name for standard input or output. */
const STREAM = '-';
const STDIN = 0;
const STDOUT = 1;

async function work(job: Job | Search, tell: (message: FromBackupWorker) => void): Promise<void> {
  try {
    tell(job.do === 'find-newest' ? { newest: newestOf(job.folder) } : { done: await run(job, sparsely(tell)) });
  } catch (error) {
    const code = error instanceof AppError && isErrorCode(error.code) ? error.code : 'internal_error';
    tell({ failed: { code, message: reasonOf(error) } });
  }
}

async function run(job: Job, onProgress: (done: number, total: number) => void): Promise<Unpacked | null> {
  if (job.do === 'unpack') return await unpack({ ...job, onProgress });
  makeBackup({ ...job, isForced: false, onProgress });
  return null;
}

function sparsely(tell: (message: FromBackupWorker) => void): (done: number, total: number) => void {
  let toldAt = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    tell({ progress: { done, total } });
  };
}

/** The output of the command: a line of JSON, or a sentence. */
async function command(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [what = '', given = ''] = positionals;
  const folder = path.resolve(values['data-dir'] ?? '.');
  const isStream = given === STREAM;
  const file = isStream
    ? path.join(folder, `${unfinishedName(what === 'backup' ? 'backing-up' : 'restoring')}.stream.tar`)
    : path.resolve(given);
  try {
    if (isStream && what === 'restore') receiveInput(folder, file);
    const said = await sayingOf({ what, folder, file, values });
    const line = `${values.json === true ? JSON.stringify(said.facts) : said.sentence}\n`;
    if (isStream && what === 'backup') sendOutput(file);
    else process.stdout.write(line);
  } finally {
    if (isStream) rmSync(file, { force: true });
  }
}

interface Asked {
  what: string;
  folder: string;
  file: string;
  values: { force?: boolean; encrypt?: boolean; plain?: boolean; 'passphrase-file'?: string | null; 'work-dir'?: string };
}

async function sayingOf({ what, folder, file, values }: Asked): Promise<Said> {
  const from = values['passphrase-file'] ?? null;
  if (what === 'backup') {
    const key = await keyOfNext(folder, values);
    return backUp({ folder, file, isForced: values.force === true, key });
  }
  if (!existsSync(file)) throw new AppError('backup_not_found', `There is no file ${file}.`);
  const passphrase = encryptedFacts(file) && (await passphraseOf(from));
  if (what === 'verify') return await verify(file, path.resolve(values['work-dir'] ?? '.'), passphrase);
  return await restore({ folder, file, passphrase, before: await howToKeep({ folder, file, values }, passphrase) });
}

/** The current home, before it is replaced: its backup and the key of it, or all of its files where its settings cannot be read. */
type Before = { key: BackupKey | null } | 'files';

async function howToKeep(asked: Omit<Asked, 'what'>, passphrase: string | null): Promise<Before> {
  if (passphrase === null) refuseMix(asked.values);
  try {
    encryptsBackups(asked.folder);
  } catch {
    return 'files';
  }
  return { key: await keyOfBefore(asked, passphrase) };
}

async function keyOfBefore({ folder, file, values }: Omit<Asked, 'what'>, passphrase: string | null): Promise<BackupKey | null> {
  // The restored backup needs none, so one that was given is for this.
  if (passphrase === null) return await keyOfNext(folder, values);
  if (values.plain === true || !encryptsBackups(folder)) return null;
  if (isLongEnough(passphrase) && isOfThisHome(folder, file)) return await keyOf(passphrase);
  if (!isatty(STDIN)) throw new AppError('backup_locked', WANTS_ANOTHER);
  process.stderr.write('The backup of the current home needs another passphrase.\n');
  return await keyOf(await newPassphrase(null));
}

function isOfThisHome(folder: string, file: string): boolean {
  return encryptedFacts(file)?.home_id === factsIn(path.join(folder, DATABASE_NAME)).home_id;
}

function refuseMix({ plain, encrypt, 'passphrase-file': from = null }: Asked['values']): void {
  if (plain === true && (encrypt === true || from !== null)) throw new AppError('invalid_payload', MIXED);
}

/** Null: it is not encrypted. A home that encrypts its backups has to be given a passphrase, because its own key may be in the keychain. */
async function keyOfNext(folder: string, values: Asked['values']): Promise<BackupKey | null> {
  refuseMix(values);
  const { encrypt, plain, 'passphrase-file': from = null } = values;
  if (plain === true) return null;
  const isWanted = from !== null || encrypt === true;
  if (!isWanted && !encrypts(folder)) return null;
  if (!isWanted && !isatty(STDIN)) throw new AppError('backup_locked', WANTS_PASSPHRASE);
  return await keyOf(await newPassphrase(from));
}

/** An error of the disk, or a damaged home, does not make its backup plain. */
function encrypts(folder: string): boolean {
  try {
    return encryptsBackups(folder);
  } catch (error) {
    throw new AppError('backup_locked', `${UNKNOWN} ${reasonOf(error)}`, { cause: error });
  }
}

/** From standard input to a file that only this account can read, where it is checked before anything is touched. */
function receiveInput(folder: string, file: string): void {
  if (isatty(STDIN)) throw new AppError('backup_unusable', 'There is nothing to read: pipe a backup in, or name its file.');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const output = createFile(file);
  try {
    for (const piece of inputPieces(STDIN)) writeWhole(output, piece);
  } finally {
    closeSynced(output);
  }
}

function sendOutput(file: string): void {
  const input = openPlain(file);
  try {
    for (const piece of piecesOf(input, fstatSync(input).size)) writeWhole(STDOUT, piece);
  } finally {
    closeSync(input);
  }
}

interface Said {
  facts: Record<string, unknown>;
  sentence: string;
}

function backUp(options: Pick<BackupOptions, 'folder' | 'file' | 'isForced' | 'key'>): Said {
  const { file } = options;
  const { rooms, messages, files, missing } = makeBackup({ ...options, version: VERSION, now: Date.now() });
  const lost = missingWords(missing);
  return {
    facts: { file, rooms, messages, files, missing },
    sentence: `${messages} messages in ${rooms} rooms and ${files} files are in ${file}.${lost}`,
  };
}

function missingWords(missing: number): string {
  return missing === 0 ? '' : ` ${missing} files that messages name were not on the disk.`;
}

/** `folder`: the database is unpacked there. The command that started this removes it, also when this is killed. */
async function verify(file: string, folder: string, passphrase: string | null): Promise<Said> {
  const { home_name, rooms, messages, files, manifest } = await checkBackup({ file, folder, passphrase });
  const { made_at = null, version = null, missing = 0 } = manifest ?? {};
  const made = made_at === null ? '' : ` It was made at ${new Date(made_at).toISOString()} by Lanai ${version}.`;
  return {
    facts: { file, encrypted: passphrase !== null, home_name, made_at, version, rooms, messages, files, missing },
    sentence:
      `${file} is a whole backup of “${home_name}”: ${messages} messages in ${rooms} rooms and ${files} files.${made}` +
      `${passphrase === null ? ' It is not encrypted.' : ' It is encrypted, and the passphrase opens it.'}${missingWords(missing)}`,
  };
}

interface Restoring {
  folder: string;
  file: string;
  passphrase: string | null;
  before: Before;
}

async function restore({ folder, file, passphrase, before }: Restoring): Promise<Said> {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  refuseRunning(folder);
  const unpacked = await unpack({ file, folder, passphrase });
  const { rooms, messages, contents } = unpacked;
  const kept = await putInPlace(folder, unpacked, before);
  const where = kept === null ? '' : ` The earlier home is in ${kept}.`;
  return {
    facts: { folder, kept, rooms, messages, files: contents.length },
    sentence: `${messages} messages in ${rooms} rooms and ${contents.length} files are in ${folder} again.${where}`,
  };
}

/** Returns where the earlier home is. Removes the unpacked copy, which is not encrypted. */
async function putInPlace(folder: string, unpacked: Unpacked, before: Before): Promise<string | null> {
  try {
    const backup = before !== 'files' && existsSync(path.join(folder, DATABASE_NAME)) ? backUpBefore(folder, before.key) : null;
    // The earlier home is in a backup, so this may change it.
    if (backup !== null) await bringUpToDate(folder);
    return swap(folder, unpacked, backup !== null).kept ?? backup;
  } finally {
    rmSync(unpacked.folder, { recursive: true, force: true });
  }
}

/** Before the long work, not only after it: the swap takes the lock for itself. */
function refuseRunning(folder: string): void {
  try {
    lockDataFolder(folder).release();
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    throw new AppError('home_busy', `A home is running on ${folder}. End it first.`, { cause: error });
  }
}

/** Null when what is there cannot be read: it is kept as it is, then. */
function backUpBefore(folder: string, key: BackupKey | null): string | null {
  const file = newBackupFile(folder, 'before-restore', Date.now(), key !== null);
  try {
    makeBackup({ folder, file, isForced: false, version: VERSION, now: Date.now(), key });
    return file;
  } catch (error) {
    // Too little room is no damage: it is said, and nothing is touched.
    if (error instanceof AppError && error.code === 'storage_full') throw error;
    return null;
  }
}

const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- backup-worker-thread.ts gives it
if (port) void work(workerData as Job | Search, (message) => port.postMessage(message));
else {
  process.umask(0o077);
  command(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = EXIT_FAILED;
  });
}
