// Makes the data folder private to its owner's account, also a folder that existed before.
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../src-shared/errors.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const PERMISSIONS = 0o7777;
/** Set on folders such as `/tmp`, where all accounts may write: such a folder must not be made private. */
const STICKY = 0o1000;
/** Nothing else in the folder is Lanai's to change. */
const OWN =
  /^(?:(?:lanai|search)\.db.*|home\.lock.*|holder\.json|agent\.key.*|restored\.json|files|backups|desktop|(?:before-restore|backing-up|restoring)-.*)$/;

/** Makes the folder if need be. Throws StartFailure when it cannot be used, or is another account's. */
export function preparePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    const { uid, mode } = statSync(folder);
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder.`);
    refuseForeign(folder, uid, mode);
    tighten(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure('data_dir_unwritable', `The data folder ${folder} cannot be used. ${reasonOf(error)}`, { cause: error });
  }
}

function refuseForeign(folder: string, uid: number, mode: number): void {
  // Windows has no such accounts: a user's folders are closed there already.
  const own = process.getuid?.();
  if (own !== undefined && uid !== own)
    throw new StartFailure('data_dir_unwritable', `The data folder ${folder} belongs to another account. Choose a folder of your own.`);
  if (own !== undefined && (mode & STICKY) !== 0)
    throw new StartFailure('data_dir_unwritable', `The folder ${folder} is shared by all accounts. Choose a folder inside it.`);
}

function tighten(folder: string): void {
  close(folder, PRIVATE_FOLDER);
  for (const name of readdirSync(folder)) if (OWN.test(name)) tightenAll(path.join(folder, name));
}

/** A folder that is closed already has nothing in it that is open to others. */
function tightenAll(place: string): void {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found?.isFile()) close(place, PRIVATE_FILE);
  if (!found?.isDirectory() || (found.mode & PERMISSIONS) === PRIVATE_FOLDER) return;
  // From the inside out, so that a start that was cut off begins again.
  for (const name of readdirSync(place)) tightenAll(path.join(place, name));
  close(place, PRIVATE_FOLDER);
}

/** Some disks have no permissions, and say so. */
function close(place: string, mode: number): void {
  if (process.platform === 'win32' || (statSync(place).mode & PERMISSIONS) === mode) return;
  try {
    chmodSync(place, mode);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'ENOTSUP' && code !== 'EPERM' && code !== 'ENOSYS') throw error;
  }
}
